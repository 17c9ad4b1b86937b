import { basename } from "node:path";
import { type FlowType, isFlowType } from "../../src/flow/index.js";
import type { JsonObject } from "../../src/model/json.js";
import type { ExportedDocument } from "../../src/pull/index.js";
import type { IndexedName } from "./read-names.js";

/** One flow or module that a file holds, with what is known of it besides its content. */
export interface Content {
  readonly file: string;
  readonly value: JsonObject;
  readonly kind: "flow" | "module";
  readonly type: FlowType;
  readonly name: string;
  /** What a wrapper declares: it is known under this ARN and id where it came from. */
  readonly arn?: string;
  readonly id?: string;
}

/** What a file holds, named by itself, an index, or else the file. */
export function contentOf(document: ExportedDocument, indexed: IndexedName | undefined): Content {
  const { file, content, kind, isNameGuessed } = document;
  const declared = indexed?.declared ?? {};
  const [arn, id] = [document.arn ?? textIn(declared, "Arn"), document.id ?? textIn(declared, "Id")];
  const named = isNameGuessed ? (textIn(declared, "Name") ?? indexed?.name ?? stemOf(file)) : document.name;
  const type = document.type ?? textIn(declared, "Type") ?? "";
  return {
    file,
    value: content,
    kind,
    type: isFlowType(type) ? type : "CONTACT_FLOW",
    name: named.trim().slice(0, 120) || stemOf(file),
    ...(arn === undefined ? {} : { arn }),
    ...(id === undefined ? {} : { id }),
  };
}

function stemOf(file: string): string {
  return basename(file).replace(/(?:@\d+)?(?:\.content)?\.\w+$/, "");
}

function textIn(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}
