import { isJsonArray, type Json, type JsonObject } from "../../model/json.js";

/** How many characters a content may have (API reference of `CreateContactFlow`). */
export const CONTENT_LIMIT = 256_000;

/** The length of a content as it is sent, in UTF-16 units: only that of rendered content can be held to the limit. */
export function contentSize(content: Json): number {
  return JSON.stringify(content).length;
}

/** Longest text that JSON makes of one UTF-16 unit, and of a number, a truth value or nothing. */
const ESCAPED = 6;
const LONGEST_SCALAR = 30;

/** More than any id, name (127 characters) or ARN (2,048 characters) takes as JSON: what may come for a `${…}`. */
const LONGEST_VALUE = 2_100;

/**
 * Whether a content may be over the limit, rendered or not: never false for one that is. Nearly all are so far below it
 * that they need not be written for that.
 */
export function mayBeTooLarge(content: Json): boolean {
  return mostSize(content) > CONTENT_LIMIT;
}

function mostSize(value: Json): number {
  if (typeof value === "string") return mostOf(value);
  if (typeof value !== "object" || value === null) return LONGEST_SCALAR;
  let size = 2;
  if (isJsonArray(value)) {
    for (const item of value) size += 1 + mostSize(item);
    return size;
  }
  const members = value as JsonObject;
  for (const key of Object.keys(members)) size += 2 + mostOf(key) + mostSize(members[key] ?? null);
  return size;
}

function mostOf(text: string): number {
  let size = 2 + ESCAPED * text.length;
  for (let at = text.indexOf("${"); at !== -1; at = text.indexOf("${", at + 2)) size += LONGEST_VALUE;
  return size;
}
