import { basename } from "node:path";
import { type FlowType, isFlowType } from "../../src/flow/index.js";
import { isJsonObject, type JsonObject } from "../../src/model/json.js";
import type { IndexedName } from "./read-names.js";
import { isModule, type Recognised } from "./recognise.js";

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

/** The content of a file, named by its wrapper, its metadata, an index, or else the file; undefined where it has none. */
export function contentIn(file: string, found: Recognised, indexed: IndexedName | undefined): Content | undefined {
  const { content, holder = {} } = found;
  if (!content) return undefined;
  const metadata = isJsonObject(content.Metadata) ? content.Metadata : {};
  const declared = { ...indexed?.declared, ...holder };
  const [arn, id] = [textIn(declared, "Arn"), textIn(declared, "Id")];
  const named = textIn(declared, "Name") ?? textIn(metadata, "name", "Name") ?? indexed?.name ?? stemOf(file);
  return {
    file,
    value: content,
    kind: isModule(content) ? "module" : "flow",
    type: typeIn([textIn(declared, "Type"), textIn(metadata, "ContactFlowType", "type")]),
    name: named.trim().slice(0, 120) || stemOf(file),
    ...(arn === undefined ? {} : { arn }),
    ...(id === undefined ? {} : { id }),
  };
}

function stemOf(file: string): string {
  return basename(file).replace(/(?:@\d+)?(?:\.content)?\.\w+$/, "");
}

function textIn(object: JsonObject, ...keys: readonly string[]): string | undefined {
  const found = keys.map((key) => object[key]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : undefined;
}

/** The console's metadata writes `customerQueue` for what the API calls `CUSTOMER_QUEUE`. */
function typeIn(words: readonly (string | undefined)[]): FlowType {
  const known = words.map((word) => (word ?? "").replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase());
  return known.find(isFlowType) ?? "CONTACT_FLOW";
}
