import type { Checked, Diagnostic } from "../model/diagnostic.js";
import type { Json } from "../model/json.js";
import { type DuplicateKey, type JsonFault, MAX_DEPTH } from "./json-fault.js";
import { type Place, placeAt, pointerSteps } from "./place.js";
import { scanJson } from "./scan-json.js";
import type { Part, SourceFile } from "./source.js";

/** Parses a JSON file; the value is undefined where it is no JSON. Duplicate keys are errors. */
export function readJson(file: string, text: string): Checked<Json | undefined> {
  const known = stableJson(text);
  if (known !== undefined) return { value: known, diagnostics: [] };
  const { fault, duplicates } = scanJson(text);
  if (fault) return { value: undefined, diagnostics: [faultIn(file, text, fault)] };
  return { value: JSON.parse(text) as Json, diagnostics: duplicates.map((twice) => duplicateIn(file, text, twice)) };
}

/** The value of a text in the form that `fmt` writes: what comes out the same when it is written again has no key twice. */
function stableJson(text: string): Json | undefined {
  if (text.includes(TOO_DEEP)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return `${JSON.stringify(value, null, 2)}\n` === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How a line begins that may stand deeper than is allowed: two spaces for each level. */
const TOO_DEEP = `\n${"  ".repeat(MAX_DEPTH - 1)}`;

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
