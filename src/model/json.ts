/** Any JSON value, as parsed; never mutated. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Orders by UTF-16 code units, so that no locale changes an order. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Writes a value on one line with object keys in code unit order; equal values give equal text. */
export function canonicalJson(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (isJsonArray(value)) return canonicalItems(value);
  return isJsonObject(value) ? canonicalMembers(value) : JSON.stringify(value);
}

/**
 * The canonical text of an object in pieces: one for each member, and for each item where a member is a list. `written`
 * has the canonical texts of the items of some lists.
 */
export function* canonicalPieces(
  value: JsonObject,
  written: Readonly<Record<string, Iterable<string>>> = {},
): Iterable<string> {
  let before = "{";
  for (const key of sortedKeys(value)) {
    const member = value[key] ?? null;
    yield `${before}${quoted(key)}:`;
    if (isJsonArray(member)) yield* itemPieces(written[key] ?? canonicalTexts(member));
    else yield canonicalJson(member);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

function* canonicalTexts(items: readonly Json[]): Iterable<string> {
  for (let index = 0; index < items.length; index++) yield canonicalJson(items[index] ?? null);
}

function* itemPieces(texts: Iterable<string>): Iterable<string> {
  let before = "[";
  for (const text of texts) {
    yield before;
    yield text;
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

function canonicalItems(items: readonly Json[]): string {
  let text = "[";
  for (let index = 0; index < items.length; index++) {
    if (index > 0) text += ",";
    text += canonicalJson(items[index] ?? null);
  }
  return `${text}]`;
}

function canonicalMembers(value: JsonObject): string {
  let text = "{";
  for (const key of sortedKeys(value)) {
    if (text.length > 1) text += ",";
    text += `${quoted(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `${text}}`;
}

function sortedKeys(value: JsonObject): readonly string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return keys.sort();
  }
  return keys;
}

/** What needs an escape, and what may (lone surrogates); most texts have none of it. */
const UNSAFE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

function quoted(text: string): string {
  return UNSAFE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Whether two values are equal with their keys in whatever order: then their canonical texts are too. */
export function isSameJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (isJsonArray(left)) {
    if (!isJsonArray(right) || left.length !== right.length) return false;
    for (let index = 0; index < left.length; index++) {
      if (!isSameJson(left[index] ?? null, right[index] ?? null)) return false;
    }
    return true;
  }
  return isJsonObject(left) && isJsonObject(right) && haveSameMembers(left, right);
}

function haveSameMembers(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(right, key) || !isSameJson(left[key] ?? null, right[key] ?? null)) return false;
  }
  return true;
}

/**
 * Applies `change` to every string of a value (keys too when `keys` is given) and keeps all else as it is. What nothing
 * changed in is given back as it came, not as a copy.
 */
export function mapStrings(value: Json, change: (text: string) => string, keys?: (key: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  return isJsonArray(value) ? mapItems(value, change, keys) : mapMembers(value as JsonObject, change, keys);
}

function mapItems(
  value: readonly Json[],
  change: (text: string) => string,
  keys?: (key: string) => string,
): readonly Json[] {
  let copy: Json[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const item = value[index] ?? null;
    const next = mapStrings(item, change, keys);
    if (!copy && next !== item) copy = value.slice(0, index);
    copy?.push(next);
  }
  return copy ?? value;
}

function mapMembers(value: JsonObject, change: (text: string) => string, keys?: (key: string) => string): JsonObject {
  let copy: Record<string, Json> | undefined;
  let renamed: Map<string, string> | undefined;
  for (const name of Object.keys(value)) {
    const item = value[name] ?? null;
    const key = keys ? keys(name) : name;
    if (key !== name) renamed = (renamed ?? new Map()).set(name, key);
    const next = mapStrings(item, change, keys);
    if (next !== item) copy = withMember(copy ?? { ...value }, name, next);
  }
  return renamed ? renameMembers(copy ?? value, renamed) : (copy ?? value);
}

/** Sets a member of a copy that is nobody else's yet; `__proto__` is a member like any other. */
export function withMember(copy: Record<string, Json>, name: string, value: Json): Record<string, Json> {
  if (name !== "__proto__") copy[name] = value;
  else Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** An object with some members under other names, in the same order; of two with the same name the later counts. */
export function renameMembers(value: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [names.get(name) ?? name, item]));
}

/** Whether arrays and objects stand in each other deeper than so many levels. */
export function isDeeperThan(levels: number, value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((item: Json) => isDeeperThan(levels - 1, item));
}

/** Writes one step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string | number): string {
  return `/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
