import { type Address, addressOf, isLogicalName } from "../../model/address.js";
import { isKind, KINDS, type Kind, MANAGED_KINDS, type ManagedKind } from "../../model/kind.js";
import { pointerSteps } from "../files/place.js";

/** The sections that manage resources, with the kind that each one manages. */
export const SECTIONS = MANAGED_KINDS.map((kind) => ({ kind, section: KINDS[kind].section }));

/** The address of the entry that a pointer of a manifest leads to or into; undefined outside of entries. */
export function addressAt(pointer: string): Address | undefined {
  const [section = "", second = "", third] = pointerSteps(pointer);
  if (section === "lookups") return isKind(second) ? addressIn(second, third) : undefined;
  const kind: ManagedKind | undefined = SECTIONS.find((row) => row.section === section)?.kind;
  return kind && addressIn(kind, second);
}

function addressIn(kind: Kind, name: string | undefined): Address | undefined {
  return name !== undefined && isLogicalName(name) ? addressOf(kind, name) : undefined;
}

/** The pointer of the whole entry that a pointer leads into: what cannot be used when something in it is wrong. */
export function entryPointer(pointer: string): string {
  const depth = pointer.startsWith("/lookups/") ? 4 : 3;
  return pointer.split("/").slice(0, depth).join("/");
}
