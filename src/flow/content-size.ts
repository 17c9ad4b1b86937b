import type { Json } from "../model/json.js";

/** How many characters a content may have (API reference of `CreateContactFlow`). */
export const CONTENT_LIMIT = 256_000;

/** The length of a content as it is sent, in UTF-16 units: only that of rendered content can be held to the limit. */
export function contentSize(content: Json): number {
  return JSON.stringify(content).length;
}
