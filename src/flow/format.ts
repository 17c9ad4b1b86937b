import { compareText, isJsonArray, isJsonObject, type Json } from "../model/json.js";

const CONTENT_KEYS = ["Version", "StartAction", "Metadata", "Actions"] as const;
const BLOCK_KEYS = ["Identifier", "Type", "Parameters", "Transitions"] as const;

/**
 * Writes a content as its file holds it: two-space JSON with a final newline; the content's keys in the order Version,
 * StartAction, Metadata, Actions, a block's in the order Identifier, Type, Parameters, Transitions, then and
 * everywhere else sorted by code unit. Lists stay in the author's order. Reading it back gives an equal value, and
 * formatting that gives the same text.
 */
export function formatContent(content: Json): string {
  return `${JSON.stringify(ordered(content, []), null, 2)}\n`;
}

function ordered(value: Json, path: readonly (string | number)[]): Json {
  if (isJsonArray(value)) return value.map((item, index) => ordered(item, [...path, index]));
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort(compareText);
  const first = firstKeys(path).filter((key) => Object.hasOwn(value, key));
  const order = [...first, ...keys.filter((key) => !first.includes(key))];
  return Object.fromEntries(order.map((key) => [key, ordered(value[key] ?? null, [...path, key])]));
}

function firstKeys(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return CONTENT_KEYS;
  return path.length === 2 && path[0] === "Actions" ? BLOCK_KEYS : [];
}
