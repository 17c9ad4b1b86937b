import type { Checked, Diagnostic } from "../model/diagnostic.js";
import { isJsonArray, type Json, type JsonObject } from "../model/json.js";
import { type DuplicateKey, type JsonFault, MAX_DEPTH } from "./json-fault.js";
import { type Place, placeAt, pointerSteps } from "./place.js";
import { scanJson } from "./scan-json.js";
import type { Part, SourceFile } from "./source.js";

/** Parses a JSON file; the value is undefined where it is no JSON. Duplicate keys are errors. */
export function readJson(file: string, text: string): Checked<Json | undefined> {
  const known = soundJson(text);
  if (known !== undefined) return { value: known, diagnostics: [] };
  const { fault, duplicates } = scanJson(text);
  if (fault) return { value: undefined, diagnostics: [faultIn(file, text, fault)] };
  return { value: JSON.parse(text) as Json, diagnostics: duplicates.map((twice) => duplicateIn(file, text, twice)) };
}

/** The value of a text with no key twice and nothing too deep in it; undefined where that takes a closer look. */
function soundJson(text: string): Json | undefined {
  if (UNCOUNTED_KEY.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return countMembers(value, 0) === countColons(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A key with a space after it, or with a backslash at its end: neither is counted as one below. */
const UNCOUNTED_KEY = /"[ \t\r\n]+:|\\\\":/;

/** How many members a value has, all in all; none of that counts where it is too deep. */
function countMembers(value: Json, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= MAX_DEPTH) return Number.NaN;
  let count = 0;
  if (isJsonArray(value)) {
    for (const item of value) count += countMembers(item, depth + 1);
    return count;
  }
  const members = value as JsonObject;
  for (const key of Object.keys(members)) count += 1 + countMembers(members[key] ?? null, depth + 1);
  return count;
}

/**
 * How often a colon follows a quote: once for each key, and at most a few times more where a text begins with a colon.
 * So it is as often as there are members only where no key is lost to a later one.
 */
function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2)) {
    if (text[at - 1] !== "\\") count += 1;
  }
  return count;
}

/** A JSON manifest or fragment as a source file. */
export function jsonSource(file: string, text: string): Checked<SourceFile | undefined> {
  const { value, diagnostics } = readJson(file, text);
  if (value === undefined) return { value: undefined, diagnostics };
  const source: SourceFile = {
    file,
    text,
    value,
    place: (pointer, part) => placeInJson(text, pointer, part),
    written: () => undefined,
  };
  return { value: source, diagnostics };
}

/** Where a pointer leads to in a JSON text, or the nearest of what holds it. */
export function placeInJson(text: string, pointer: string, part: Part = "value"): Place {
  const wanted = pointerSteps(pointer);
  let found = 0;
  let depth = -1;
  scanJson(text, (path, keyAt, valueAt) => {
    if (path.length <= depth || path.length > wanted.length) return;
    if (!path.every((step, index) => String(step) === wanted[index])) return;
    depth = path.length;
    found = part === "key" ? keyAt : valueAt;
  });
  return placeAt(text, found);
}

function faultIn(file: string, text: string, fault: JsonFault): Diagnostic {
  const deep = fault.reason === "depth";
  return {
    severity: "error",
    code: deep ? "manifest/too-deep" : "manifest/json-syntax",
    summary: deep ? "Nested too deeply" : "Not valid JSON",
    detail: fault.detail,
    file,
    ...placeAt(text, fault.offset),
    ...(fault.help === undefined ? {} : { help: fault.help }),
  };
}

function duplicateIn(file: string, text: string, twice: DuplicateKey): Diagnostic {
  const first = placeAt(text, twice.firstOffset);
  return {
    severity: "error",
    code: "manifest/duplicate-key",
    summary: "Key stands twice",
    detail: `\`${twice.key}\` already stands in line ${first.line}; only the last would count.`,
    file,
    ...placeAt(text, twice.offset),
    help: "Remove one of the two.",
  };
}
