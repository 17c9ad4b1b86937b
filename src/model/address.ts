import { isKind, type Kind } from "./kind.js";

/** `flow.main-ivr`: a kind and a logical name; unique in a project and shown to people. */
export type Address = string;

/** What a logical name looks like: letters and digits of any script, then also `_` and `-`. */
export const LOGICAL_NAME = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_-]*";

const NAME = new RegExp(`^${LOGICAL_NAME}$`, "u");

export function isLogicalName(text: string): boolean {
  return NAME.test(text);
}

export function addressOf(kind: Kind, logicalName: string): Address {
  return `${kind}.${logicalName.normalize("NFC")}`;
}

/** Splits an address; undefined where the text is none. */
export function parseAddress(text: string): { readonly kind: Kind; readonly logicalName: string } | undefined {
  const dot = text.indexOf(".");
  const kind = text.slice(0, dot);
  const logicalName = text.slice(dot + 1);
  return dot > 0 && isKind(kind) && isLogicalName(logicalName) ? { kind, logicalName } : undefined;
}

/** The kind of an address that is known to be one. */
export function kindOf(address: Address): Kind {
  const parsed = parseAddress(address);
  if (!parsed) throw new Error(`not an address: ${address}`);
  return parsed.kind;
}
