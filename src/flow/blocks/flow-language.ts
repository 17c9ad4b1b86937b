import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";

const TOP_KEYS: ReadonlySet<string> = new Set(["Version", "StartAction", "Metadata", "Actions", "Settings"]);

/**
 * Whether a content is in the Flow language, as those of flows and modules are, and not that of a test case: it has a
 * start, or nothing that the language does not have.
 */
export function isFlowLanguage(content: Json): content is JsonObject {
  if (!isJsonObject(content)) return false;
  return Object.hasOwn(content, "StartAction") || Object.keys(content).every((key) => TOP_KEYS.has(key));
}
