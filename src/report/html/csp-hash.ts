import type { Sha256 } from "../../model/fingerprint.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A source expression of a content security policy that allows exactly this text: `'sha256-…'`. */
export function cspHash(text: string, sha256: Sha256): string {
  return `'sha256-${base64OfHex(sha256(text))}'`;
}

/** Base64 with padding of bytes that are written as hex digits. */
export function base64OfHex(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) text += group(bytes.slice(index, index + 3));
  return text;
}

function group([first = 0, second, third]: readonly number[]): string {
  const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
  const digit = (shift: number) => DIGITS.charAt((bits >> shift) & 63);
  return `${digit(18)}${digit(12)}${second === undefined ? "=" : digit(6)}${third === undefined ? "=" : digit(0)}`;
}
