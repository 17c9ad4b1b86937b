import { findArns, recogniseForeign } from "../../src/flow/index.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../src/model/json.js";
import type { ParsedText } from "./parse-text.js";

/** What a file is, as far as connectctl is concerned. */
export type FileKind = "flow" | "module" | "template" | "legacy" | "wrapper" | "inventory" | "broken" | "other";

/** How one and how many of a kind are called, in the order in which they are counted. */
export const KIND_WORDS = {
  flow: ["flow", "flows"],
  module: ["module", "modules"],
  template: ["template", "templates"],
  legacy: ["legacy export", "legacy exports"],
  wrapper: ["wrapper", "wrappers"],
  inventory: ["inventory", "inventories"],
  broken: ["broken file", "broken files"],
  other: ["other file", "other files"],
} as const satisfies Record<FileKind, readonly [one: string, many: string]>;

/** A file's kind, the content in it where there is one, and what holds the content (the answer of the service). */
export interface Recognised {
  readonly kind: FileKind;
  readonly content?: JsonObject;
  readonly holder?: JsonObject;
}

/** Says what a file is by what is in it, never by its name. */
export function recognise({ text, values }: ParsedText): Recognised {
  const [value] = values;
  if (value === undefined) return { kind: /^\s*[{[]/.test(text) ? "broken" : "other" };
  const foreign = recogniseForeign(value);
  if (foreign?.form === "legacy") return { kind: "legacy" };
  if (foreign) return inWrapper(value, foreign.content);
  if (isContent(value)) return { kind: contentKind(value), content: value };
  return { kind: values.some(isInventory) ? "inventory" : "other" };
}

function inWrapper(value: Json, content: Json | undefined): Recognised {
  if (!isContent(content)) return { kind: "wrapper" };
  return { kind: "wrapper", content, holder: holderIn(value) };
}

function holderIn(value: Json): JsonObject {
  if (!isJsonObject(value)) return {};
  const inner = ["ContactFlow", "ContactFlowModule", "Properties"].map((key) => value[key]).find(isJsonObject);
  return inner ?? value;
}

function isContent(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && isJsonArray(value.Actions);
}

function contentKind(content: JsonObject): FileKind {
  if (isTemplate(content)) return "template";
  return isModule(content) ? "module" : "flow";
}

/** A module returns to who called it, and may have settings of its own. */
export function isModule(content: JsonObject): boolean {
  const blocks = isJsonArray(content.Actions) ? content.Actions.filter(isJsonObject) : [];
  return Object.hasOwn(content, "Settings") || blocks.some(({ Type }) => Type === "EndFlowModuleExecution");
}

const PLACEHOLDERS = [
  /\$\{/,
  /\{\{/,
  /%%[^%\s]+%%/,
  /"%[A-Z_]+%"/,
  /"<[^<>"]+>"/,
  /__[A-Z]+(?:_[A-Z]+)*__/,
  /REPLACE_/,
];

/** Whether another tool was to fill something in. */
function isTemplate(content: JsonObject): boolean {
  const text = JSON.stringify(content);
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}

function isInventory(value: Json): boolean {
  return findArns(value).length > 0 || /"(?:\w*Id|Name)":/.test(JSON.stringify(value));
}
