import type { Fingerprint, Sha256 } from "../model/fingerprint.js";
import { canonicalJson, compareText, type Json } from "../model/json.js";
import type { Body } from "../model/resource.js";
import { canonicalContentText, canonicalLayout } from "./canonical.js";

const PART_DIGITS = 16;

/**
 * Hashes a body field by field. A part is the first 16 hex digits of its field's hash; `content` gives two parts, what
 * callers meet (`content`) and what only the console draws (`layout`). `sha256` covers the names and full hashes of
 * all parts, sorted by name. A field with the value undefined does not exist.
 */
export function fingerprintBody(body: Body, sha256: Sha256): Fingerprint {
  const hashes = Object.entries(body)
    .flatMap(([field, value]: [string, Json | undefined]) => (value === undefined ? [] : canonicalParts(field, value)))
    .map(([part, text]) => [part, sha256(text)] as const)
    .sort(([left], [right]) => compareText(left, right));
  const parts = Object.fromEntries(hashes.map(([part, hash]) => [part, hash.slice(0, PART_DIGITS)]));
  return { sha256: sha256(hashes.map(([part, hash]) => `${part} ${hash}\n`).join("")), parts };
}

const VERBATIM_DIGITS = 32;

/** Goes up when anything gets another fingerprint than before: what was recorded then is no longer believed. */
const VERBATIM_FORM = 1;

/**
 * Hashes a body that has a content to the letter, together with its fingerprint: what lives with the same text as what
 * was recorded has that fingerprint, and nobody need look at what it says. The content itself is taken from `text`.
 */
export function verbatimPrint(
  body: Body,
  { fingerprint, text }: { readonly fingerprint: string; readonly text: string },
  sha256: Sha256,
): string {
  const rest = Object.fromEntries(
    Object.keys(body).flatMap((field) => (field === "content" ? [] : [[field, body[field]]])),
  );
  return sha256(`${VERBATIM_FORM} ${fingerprint}\n${canonicalJson(rest as Body)}\n${text}`).slice(0, VERBATIM_DIGITS);
}

/** The canonical text of each part of a field. */
function canonicalParts(field: string, value: Json): readonly (readonly [string, string])[] {
  if (field !== "content") return [[field, canonicalJson(value)]];
  return [
    ["content", canonicalContentText(value)],
    ["layout", canonicalJson(canonicalLayout(value))],
  ];
}
