import { fingerprintBody } from "../flow/index.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Json } from "../model/json.js";
import type { Body } from "../model/resource.js";
import type { StateResource } from "../model/state.js";

/**
 * What is to become of one field. `take`: what lives goes into the files; `keep`: only the files were edited;
 * `conflict`: both sides were, or nobody knows since when they differ.
 */
export interface FieldVerdict {
  readonly field: string;
  readonly verdict: "same" | "take" | "keep" | "conflict";
  /** True where nothing but the layout of a content differs. */
  readonly layoutOnly: boolean;
}

export interface Sides {
  /** What the files ask for, rendered. */
  readonly desired: Body;
  readonly live: Body;
  readonly record: StateResource | undefined;
  readonly force: boolean;
}

/** Compares what the files ask for with what lives, field by field, with what was recorded as the base of both. */
export function compareFields(sides: Sides, sha256: Sha256): readonly FieldVerdict[] {
  return Object.keys(sides.desired).map((field) => compareField(field, sides, sha256));
}

function compareField(field: string, { desired, live, record, force }: Sides, sha256: Sha256): FieldVerdict {
  const wanted = partsOf(field, desired[field], sha256);
  const found = partsOf(field, live[field], sha256);
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const differs = names.filter((part) => wanted[part] !== found[part]);
  const layoutOnly = differs.length > 0 && differs.every((part) => part === "layout");
  const told = (verdict: FieldVerdict["verdict"]) => ({ field, verdict, layoutOnly });
  if (differs.length === 0) return told("same");
  if (force) return told("take");
  if (!record || Object.keys(record.parts).length === 0) return told("conflict");
  const isEdited = differs.some((part) => record.parts[part] !== wanted[part]);
  if (!isEdited) return told("take");
  const isDrifted = differs.some(
    (part) => part !== "layout" && isKnown(part, record) && record.parts[part] !== found[part],
  );
  return told(isDrifted ? "conflict" : "keep");
}

/** A part that was not recorded is one that the files ask for since then. */
function isKnown(part: string, { parts }: StateResource): boolean {
  return parts[part] !== undefined;
}

function partsOf(field: string, value: Json | undefined, sha256: Sha256): Readonly<Record<string, string>> {
  return value === undefined ? {} : fingerprintBody({ [field]: value }, sha256).parts;
}
