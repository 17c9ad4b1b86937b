import { findArns, recogniseForeign } from "../../src/flow/index.js";
import type { Json, JsonObject } from "../../src/model/json.js";
import { type ExportedDocument, readValue } from "../../src/pull/index.js";
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

/** A file's kind, and the flow or module in it where there is one. */
export interface Recognised {
  readonly kind: FileKind;
  readonly document?: ExportedDocument;
}

/** Says what a file is by what is in it, never by its name. */
export function recognise({ path, text, values }: ParsedText & { readonly path: string }): Recognised {
  const [value] = values;
  if (value === undefined) return { kind: /^\s*[{[]/.test(text) ? "broken" : "other" };
  const read = readValue(path, value);
  const isWrapper = recogniseForeign(value) !== undefined;
  if (read.is === "legacy") return { kind: recogniseForeign(value)?.form === "legacy" ? "legacy" : "wrapper" };
  if (read.is === "document") return { kind: isWrapper ? "wrapper" : kindOf(read.document), document: read.document };
  if (isWrapper) return { kind: "wrapper" };
  return { kind: values.some(isInventory) ? "inventory" : "other" };
}

function kindOf({ kind, content }: ExportedDocument): FileKind {
  return isTemplate(content) ? "template" : kind;
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
