import type { Sha256 } from "../model/fingerprint.js";

/** The most code points of a logical name, and bytes in UTF-8: with `.json` behind it, it has to be a file name. */
const MOST_POINTS = 60;
const MOST_BYTES = 200;

/** Hex digits that tell names apart which fall together. */
const SUFFIX_DIGITS = 6;

/** Names that Windows keeps for devices, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/**
 * The logical name that a display name gives: letters, digits and marks of any script in lower case, a `-` for each run
 * of anything else. At most 60 code points, never empty, a file name everywhere.
 */
export function logicalName(display: string, kind: string, sha256: Sha256): string {
  const plain = plainName(display);
  if (plain === "") return `${kind.toLowerCase()}-${digest(display, sha256)}`;
  return DEVICE.test(plain) ? `${plain}-${digest(display, sha256)}` : plain;
}

/** The logical name with a few digits behind it that depend on `secret` alone. */
export function distinctName(name: string, secret: string, sha256: Sha256, digits = SUFFIX_DIGITS): string {
  return `${shortened(name, MOST_POINTS - digits - 1)}-${sha256(secret).slice(0, digits)}`;
}

/** What file systems and people take for the same name. */
export function foldedName(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

function plainName(display: string): string {
  const folded = display.normalize("NFKC").toLowerCase().normalize("NFKC");
  const spaced = folded.replace(/\p{Default_Ignorable_Code_Point}/gu, " ").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  return shortened(spaced.replace(/^[-\p{M}]+/u, ""), MOST_POINTS);
}

/** Cuts between code points; what a cut leaves at the end may be no `-`. */
function shortened(text: string, points: number): string {
  let cut = [...text].slice(0, points);
  while (bytesOf(cut) > MOST_BYTES) cut = cut.slice(0, -1);
  return cut.join("").replace(/-+$/, "").normalize("NFC");
}

function bytesOf(points: readonly string[]): number {
  return points.reduce((sum, point) => sum + byteLength(point.codePointAt(0) ?? 0), 0);
}

function byteLength(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

function digest(text: string, sha256: Sha256): string {
  return sha256(text).slice(0, SUFFIX_DIGITS);
}
