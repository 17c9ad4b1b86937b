import { canonicalJson, compareText, isJsonArray, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { isFlowLanguage } from "./blocks/flow-language.js";

/**
 * What callers meet of a content, as the canonical text of it in a form in which equal behaviour is equal text: without
 * `Metadata`, blocks sorted by identifier, `Errors` sorted, empty lists of actions, errors and conditions and empty
 * `Parameters` and `Transitions` left out. The order of `Conditions` stays, since the first that holds wins. Content
 * that is not in the Flow language is itself. It is written at once, and the form is never made.
 */
export function canonicalContentText(content: Json): string {
  if (!isFlowLanguage(content)) return canonicalJson(content);
  return membersText(content, (name, value) => {
    if (name === "Metadata" || (name === "Actions" && isEmpty(value))) return undefined;
    return name === "Actions" && isJsonArray(value) ? blocksText(value) : canonicalJson(value);
  });
}

/** What only the console draws: `Metadata`, in which missing and empty parts are the same. */
export function canonicalLayout(content: Json): Json {
  const metadata = isFlowLanguage(content) ? content.Metadata : undefined;
  if (metadata === undefined) return {};
  return isJsonObject(metadata) ? withoutEmpty(metadata, ["ActionMetadata", "Annotations"]) : metadata;
}

/** Whether two contents behave the same; layout does not count. */
export function sameContent(left: Json, right: Json): boolean {
  return canonicalContentText(left) === canonicalContentText(right);
}

/** Whether two contents behave and look the same: neither callers nor who draws them would tell them apart. */
export function sameDrawing(left: Json, right: Json): boolean {
  return sameContent(left, right) && canonicalJson(canonicalLayout(left)) === canonicalJson(canonicalLayout(right));
}

/** Writes an object as `canonicalJson` does, but for members that have no text: these are left out. */
function membersText(value: JsonObject, textOf: (name: string, value: Json) => string | undefined): string {
  let written = "{";
  for (const name of Object.keys(value).sort()) {
    const text = textOf(name, value[name] ?? null);
    if (text === undefined) continue;
    if (written.length > 1) written += ",";
    written += `${canonicalJson(name)}:${text}`;
  }
  return `${written}}`;
}

/** Sorted by identifier; blocks that share one, or have none, by their whole text. */
function blocksText(blocks: readonly Json[]): string {
  const written = blocks.map((block) => ({ id: identifierOf(block), text: blockText(block) }));
  const unique = new Set(written.map(({ id }) => id)).size === written.length;
  const keyed = written.map(({ id, text }) => ({ key: unique ? id : `${id} ${text}`, text }));
  return listText(keyed.sort((left, right) => compareText(left.key, right.key)).map(({ text }) => text));
}

function identifierOf(block: Json): string {
  return isJsonObject(block) && typeof block.Identifier === "string" ? block.Identifier : "";
}

function blockText(block: Json): string {
  if (!isJsonObject(block)) return canonicalJson(block);
  return membersText(block, (name, value) => {
    if (name === "Parameters" && isEmpty(value)) return undefined;
    return name === "Transitions" && isJsonObject(value) ? transitionsText(value) : canonicalJson(value);
  });
}

function transitionsText(transitions: JsonObject): string | undefined {
  const text = membersText(transitions, (name, value) => {
    if ((name === "Errors" || name === "Conditions") && isEmpty(value)) return undefined;
    return name === "Errors" && isJsonArray(value) ? listText(value.map(canonicalJson).sort()) : canonicalJson(value);
  });
  return text === "{}" ? undefined : text;
}

function listText(texts: readonly string[]): string {
  return `[${texts.join(",")}]`;
}

function withoutEmpty(object: JsonObject, members: readonly string[]): JsonObject {
  if (!members.some((member) => isEmpty(object[member]))) return object;
  return Object.fromEntries(Object.entries(object).filter(([key, item]) => !(members.includes(key) && isEmpty(item))));
}

function isEmpty(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
