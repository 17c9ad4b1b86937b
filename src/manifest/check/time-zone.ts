import { nearNames } from "../../model/near-name.js";

/** Whether a time zone is one that this program knows, and what may be meant where it is not. */
export function checkTimeZone(name: string): { readonly known: boolean; readonly near: readonly string[] } {
  // The commonest of all: the list of zones takes longer to load than a manifest to read.
  if (name === "UTC") return { known: true, near: [] };
  const zones = Intl.supportedValuesOf("timeZone");
  if (zones.includes(name) || isOtherName(name, zones)) return { known: true, near: [] };
  const byCity = zones.filter((zone) => zone.slice(zone.lastIndexOf("/") + 1).toLowerCase() === name.toLowerCase());
  return { known: false, near: byCity.length > 0 ? byCity.slice(0, 3) : nearNames(name, zones) };
}

/** Older names such as `Asia/Calcutta` are known without being listed; another case or an offset is not. */
function isOtherName(name: string, zones: readonly string[]): boolean {
  if (!/^[A-Z]/.test(name) || zones.some((zone) => zone.toLowerCase() === name.toLowerCase())) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
