import { atFirstUse } from "../../model/at-first-use.js";
import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import { isJsonArray, type Json, type JsonObject, pointerStep } from "../../model/json.js";
import { placeAt, placesIn } from "../files/place.js";
import type { SourceFile } from "../files/source.js";
import { type DuplicateKey, type JsonFault, MAX_DEPTH } from "./json-fault.js";
import { scanJson } from "./scan-json.js";

/** What a JSON file says, and whether each of its numbers surely is what is written there. */
interface JsonRead extends Checked<Json | undefined> {
  readonly isExact: boolean;
}

/** Parses a JSON file; the value is undefined where it is no JSON. Duplicate keys are errors. */
export function readJson(file: string, text: string): JsonRead {
  const known = soundJson(text);
  if (known !== undefined) return { value: known, diagnostics: [], isExact: true };
  const { fault, duplicates } = scanJson(text);
  if (fault) return { value: undefined, diagnostics: [faultIn(file, text, fault)], isExact: false };
  const diagnostics = duplicates.map((twice) => duplicateIn(file, text, twice));
  return { value: JSON.parse(text) as Json, diagnostics, isExact: false };
}

/**
 * The value of a text with no key twice, nothing too deep and no number too large in it; undefined where that takes a
 * closer look.
 */
function soundJson(text: string): Json | undefined {
  const keys = countKeys(text);
  if (keys === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return countMembers(value, 0) === keys ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How many members a value has, all in all; none of that counts where it is too deep, or a number too large. */
function countMembers(value: Json, depth: number): number {
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? 0 : Number.NaN;
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
 * So it is as often as there are members only where no key is lost to a later one. Undefined where a colon follows a
 * space, or a quote behind two backslashes: it may be that of a key which is not counted.
 */
function countKeys(text: string): number | undefined {
  let count = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) {
      if (text.charCodeAt(at - 2) !== BACKSLASH) count += 1;
      else if (text.charCodeAt(at - 3) === BACKSLASH) return undefined;
    } else if (before <= SPACE) return undefined;
  }
  return count;
}

const [SPACE, QUOTE, BACKSLASH] = [0x20, 0x22, 0x5c] as const;

/** A JSON manifest or fragment as a source file. */
export function jsonSource(file: string, text: string): Checked<SourceFile | undefined> {
  const { value, diagnostics } = readJson(file, text);
  if (value === undefined) return { value: undefined, diagnostics };
  const source: SourceFile = {
    file,
    text,
    value,
    format: "json",
    place: findIn(text),
    written: writtenIn(text),
  };
  return { value: source, diagnostics };
}

/** How numbers, truth values and nothing are written in a JSON text. */
function writtenIn(text: string): SourceFile["written"] {
  const offsets = atFirstUse(() => offsetsIn(text));
  return (pointer) => {
    const at = offsets().get(pointer)?.value;
    return at === undefined ? undefined : /^[-+.\w]+/.exec(text.slice(at))?.[0];
  };
}

/**
 * Finds where pointers lead to in a JSON text, or the nearest of what holds it. The text is gone through once, when the
 * first place is asked for: a file of thousands is asked for each of its entries.
 */
export function findIn(text: string): SourceFile["place"] {
  const offsets = atFirstUse(() => offsetsIn(text));
  const placeOf = placesIn(text);
  return (pointer, part = "value") => {
    const nearest = nearestIn(offsets(), pointer);
    return placeOf((part === "key" ? nearest?.key : nearest?.value) ?? 0);
  };
}

interface Offsets {
  readonly key: number;
  readonly value: number;
}

/** Where each pointer leads to; the first one where a key stands twice. */
function offsetsIn(text: string): ReadonlyMap<string, Offsets> {
  const offsets = new Map<string, Offsets>();
  scanJson(text, (path, key, value) => {
    const pointer = path.map(pointerStep).join("");
    if (!offsets.has(pointer)) offsets.set(pointer, { key, value });
  });
  return offsets;
}

function nearestIn(offsets: ReadonlyMap<string, Offsets>, pointer: string): Offsets | undefined {
  const found = offsets.get(pointer);
  return found || pointer === "" ? found : nearestIn(offsets, pointer.slice(0, pointer.lastIndexOf("/")));
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
