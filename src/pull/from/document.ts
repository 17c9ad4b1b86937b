import { type FlowType, isFlowType, recogniseForeign } from "../../flow/index.js";
import { kindOfArn, parseArn } from "../../model/arn.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";

/** A flow or module that a file holds, with what the file says of it. */
export interface ExportedDocument {
  readonly file: string;
  readonly kind: "flow" | "module";
  readonly content: JsonObject;
  readonly name: string;
  /** Whether the name is the file's, because nothing else has one. */
  readonly isNameGuessed: boolean;
  readonly id?: string;
  readonly arn?: string;
  readonly type?: FlowType;
  readonly description?: string;
  readonly tags?: JsonObject;
  readonly isArchived: boolean;
  readonly isDraft: boolean;
}

/** What one value of a file is: a content, the old designer's export, or something that may hold names. */
export type ReadValue =
  | { readonly is: "document"; readonly document: ExportedDocument; readonly holder: JsonObject }
  | { readonly is: "legacy" }
  | { readonly is: "other"; readonly value: Json };

/** Says what a value is by what is in it; the file's name is only asked where nothing else has a name. */
export function readValue(file: string, value: Json): ReadValue {
  const foreign = recogniseForeign(value);
  if (foreign?.form === "legacy") return { is: "legacy" };
  const content = foreign ? foreign.content : value;
  if (!isJsonObject(content) || !isJsonArray(content["Actions"])) {
    const isLegacy = isJsonObject(content) && recogniseForeign(content)?.form === "legacy";
    return isLegacy ? { is: "legacy" } : { is: "other", value };
  }
  const holder = foreign ? holderIn(value) : {};
  return { is: "document", document: documentOf(file, content, holder, value), holder };
}

function holderIn(value: Json): JsonObject {
  if (!isJsonObject(value)) return {};
  return ["ContactFlow", "ContactFlowModule", "Properties"].map((key) => value[key]).find(isJsonObject) ?? value;
}

function documentOf(file: string, content: JsonObject, holder: JsonObject, value: Json): ExportedDocument {
  const metadata = isJsonObject(content["Metadata"]) ? content["Metadata"] : {};
  const arn = textIn(holder, "Arn", "ContactFlowArn", "ContactFlowModuleArn");
  const id = textIn(holder, "Id", "ContactFlowId", "ContactFlowModuleId");
  const type = typeNamed(textIn(holder, "Type", "ContactFlowType") ?? textIn(metadata, "type"));
  const description = textIn(holder, "Description") ?? textIn(metadata, "description");
  const status = textIn(holder, "Status") ?? textIn(metadata, "status") ?? "";
  const { Tags } = holder;
  const name = textIn(holder, "Name") ?? textIn(metadata, "name");
  return {
    file,
    kind: isModule(content, arn, value) ? "module" : "flow",
    content,
    name: name ?? nameOfFile(file),
    isNameGuessed: name === undefined,
    ...(id === undefined ? {} : { id }),
    ...(arn === undefined ? {} : { arn }),
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(isJsonObject(Tags) ? { tags: Tags } : {}),
    isArchived: textIn(holder, "State") === "ARCHIVED",
    isDraft: /^saved$/i.test(status),
  };
}

/** A module returns to who called it, and may have settings of its own. */
function isModule(content: JsonObject, arn: string | undefined, value: Json): boolean {
  const kind = kindOf(arn);
  if (kind !== undefined) return kind === "module";
  const blocks = isJsonArray(content["Actions"]) ? content["Actions"].filter(isJsonObject) : [];
  const isTold = isJsonObject(value) && Object.hasOwn(value, "ContactFlowModule");
  return isTold || Object.hasOwn(content, "Settings") || blocks.some((one) => one["Type"] === "EndFlowModuleExecution");
}

function kindOf(text: string | undefined): string | undefined {
  const arn = parseArn(text ?? "");
  return arn && kindOfArn(arn)?.kind;
}

function textIn(object: JsonObject, ...keys: readonly string[]): string | undefined {
  const found = keys.map((key) => object[key]).find((value) => typeof value === "string" && value.trim() !== "");
  return typeof found === "string" ? found : undefined;
}

/** The console writes `customerQueue` for what the API calls `CUSTOMER_QUEUE`. */
export function typeNamed(text: string | undefined): FlowType | undefined {
  const word = text?.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
  return word !== undefined && isFlowType(word) ? word : undefined;
}

function nameOfFile(file: string): string {
  const last = file.slice(file.lastIndexOf("/") + 1);
  return last.replace(/\.[^.]*$/, "") || last;
}
