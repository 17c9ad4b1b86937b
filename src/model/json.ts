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
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  let text = "";
  for (const key of Object.keys(value).sort()) {
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `{${text}}`;
}

/**
 * Applies `change` to every string of a value (keys too when `keys` is given) and keeps all else as it is. What nothing
 * changed in is given back as it came, not as a copy.
 */
export function mapStrings(value: Json, change: (text: string) => string, keys?: (key: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (isJsonArray(value)) {
    const items = value.map((item) => mapStrings(item, change, keys));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  return isJsonObject(value) ? mapMembers(value, change, keys) : value;
}

function mapMembers(value: JsonObject, change: (text: string) => string, keys?: (key: string) => string): JsonObject {
  const names = Object.keys(value);
  const entries: [string, Json][] = [];
  let isSame = true;
  for (const name of names) {
    const item = value[name] ?? null;
    const entry: [string, Json] = [keys ? keys(name) : name, mapStrings(item, change, keys)];
    isSame &&= entry[0] === name && entry[1] === item;
    entries.push(entry);
  }
  return isSame ? value : Object.fromEntries(entries);
}

/** Writes one step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string | number): string {
  return `/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
