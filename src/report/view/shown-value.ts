import { compareText, isJsonArray, isJsonObject, type Json } from "../../model/json.js";
import { parseTemplate, type Token } from "../../model/reference.js";
import type { ShownValue } from "./plan-view.js";

export const NOTHING: ShownValue = { type: "nothing", text: "nothing" };

/** Our own words in the place of a value. */
export function otherValue(text: string): ShownValue {
  return { type: "other", text };
}

/** Shows a value of a body: a reference as its address, hours as `09:00–18:00`, lists and objects on one line. */
export function shownValue(value: Json): ShownValue {
  if (value === null) return NOTHING;
  if (typeof value === "string") return shownText(value);
  if (isJsonArray(value)) return otherValue(listText(value));
  if (isJsonObject(value)) return otherValue(hoursWords(value) ?? objectText(value));
  return otherValue(String(value));
}

function shownText(text: string): ShownValue {
  const asAddress = referenceText(text);
  return asAddress === text ? { type: "text", text } : { type: "reference", text: asAddress };
}

/** `${queue.sales}` is `queue.sales`, `${module.auth}:$LATEST` is `module.auth:$LATEST`; all else stays. */
export function referenceText(text: string): string {
  if (!text.includes("${")) return text;
  const tokens = parseTemplate(text);
  const [first, second] = tokens;
  const alone = tokens.length === 1 || (tokens.length === 2 && second?.type === "text" && second.text.startsWith(":"));
  return first?.type === "reference" && alone ? tokens.map(inner).join("") : text;
}

function inner(token: Token): string {
  return token.type === "text" ? token.text : token.source.slice(2, -1).trim();
}

function listText(list: readonly Json[]): string {
  return `[${list.map(memberText).join(", ")}]`;
}

/** `{ flow: flow.whisper, name: "Acme" }`, as a manifest would have it, its members in the order of their names. */
function objectText(value: Readonly<Record<string, Json>>): string {
  const members = Object.entries(value).sort(([left], [right]) => compareText(left, right));
  if (members.length === 0) return "{}";
  return `{ ${members.map(([key, member]) => `${keyText(key)}: ${memberText(member)}`).join(", ")} }`;
}

const keyText = (key: string) => (/^[\p{L}\p{N}_$./@+-]+$/u.test(key) ? key : JSON.stringify(key));

function memberText(member: Json): string {
  const shown = shownValue(member);
  return shown.type === "text" ? JSON.stringify(shown.text) : shown.text;
}

/** `MONDAY 09:00–18:00`; undefined where the object is no such entry. */
export function hoursWords({ day, start, end, ...rest }: Readonly<Record<string, Json>>): string | undefined {
  if (Object.keys(rest).length > 0 || typeof start !== "string" || typeof end !== "string") return undefined;
  if (day === undefined) return `${start}–${end}`;
  return typeof day === "string" ? `${day} ${start}–${end}` : undefined;
}
