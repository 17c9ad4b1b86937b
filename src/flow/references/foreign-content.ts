import { isDeeperThan, isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { textOf } from "../blocks/blocks.js";

/**
 * A document that is not a content in the Flow language, but known: the old designer's export, or a wrapper, with the
 * content inside it where that can be read.
 */
export type ForeignContent =
  | { readonly form: "legacy"; readonly moduleTypes: readonly string[] }
  | { readonly form: "wrapper"; readonly what: string; readonly pointer: string; readonly content?: Json };

/** Recognises what a file may hold in place of a content; undefined where it is a content, or unknown. */
export function recogniseForeign(document: Json): ForeignContent | undefined {
  if (!isJsonObject(document) || Object.hasOwn(document, "Actions")) return undefined;
  if (isJsonArray(document.modules)) return legacy(document.modules);
  return WRAPPERS.map((unwrap) => unwrap(document)).find((found) => found !== undefined);
}

function legacy(modules: readonly Json[]): ForeignContent {
  const types = modules.map((item) => (isJsonObject(item) ? textOf(item.type) : "")).filter((type) => type !== "");
  return { form: "legacy", moduleTypes: [...new Set(types)] };
}

const WRAPPERS: readonly ((document: JsonObject) => ForeignContent | undefined)[] = [
  (document) => inMember(document, "ContactFlow", "the answer of DescribeContactFlow"),
  (document) => inMember(document, "ContactFlowModule", "the answer of DescribeContactFlowModule"),
  (document) => contentOf(document, "", "an API answer or request"),
  cloudFormationResource,
  cloudFormationTemplate,
  terraformConfiguration,
];

function inMember(document: JsonObject, member: string, what: string): ForeignContent | undefined {
  const inner = document[member];
  return isJsonObject(inner) ? contentOf(inner, `/${member}`, what) : undefined;
}

function contentOf(holder: JsonObject, pointer: string, what: string): ForeignContent | undefined {
  const member = ["Content", "content"].find((key) => Object.hasOwn(holder, key));
  if (member === undefined) return undefined;
  const content = readContent(holder[member]);
  return { form: "wrapper", what, pointer: `${pointer}/${member}`, ...(content === undefined ? {} : { content }) };
}

/** No content is nearly as deep; what is deeper would only be read to end in a fault of ours. */
const MOST_LEVELS = 200;

/** The content that a value is, or that a text holds; undefined where it is none. */
export function readContent(value: Json | undefined): Json | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, "Actions") ? value : undefined;
  if (typeof value !== "string") return undefined;
  try {
    const inside = JSON.parse(value) as Json;
    return isDeeperThan(MOST_LEVELS, inside) ? undefined : readContent(inside);
  } catch {
    return undefined;
  }
}

function cloudFormationResource(document: JsonObject): ForeignContent | undefined {
  const { Type, Properties } = document;
  if (!textOf(Type).startsWith("AWS::Connect::ContactFlow")) return undefined;
  const inner = isJsonObject(Properties)
    ? contentOf(Properties, "/Properties", "a CloudFormation resource")
    : undefined;
  return inner ?? { form: "wrapper", what: "a CloudFormation resource", pointer: "" };
}

function cloudFormationTemplate(document: JsonObject): ForeignContent | undefined {
  const { Resources } = document;
  if (!isJsonObject(Resources)) return undefined;
  return { form: "wrapper", what: "a CloudFormation template", pointer: "/Resources" };
}

function terraformConfiguration(document: JsonObject): ForeignContent | undefined {
  const { resource } = document;
  if (!isJsonObject(resource)) return undefined;
  return { form: "wrapper", what: "a Terraform configuration", pointer: "/resource" };
}
