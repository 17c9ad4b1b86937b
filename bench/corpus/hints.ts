import type { BareId, FoundArn } from "../../src/flow/index.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../src/model/json.js";
import type { Kind } from "../../src/model/kind.js";

/** Members of a block's metadata in which the console keeps the name of what a block of the kind refers to. */
const NAMES: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  queue: ["queue"],
  user: ["queue"],
  flow: ["ContactFlow", "contactFlow"],
  module: ["contactFlowModuleName"],
  hours: ["Hours"],
  prompt: ["promptName"],
};

/** The readable name that the console's metadata gives to what stands in a place of a content, if it gives one. */
export function hintFor(content: JsonObject, found: FoundArn | BareId, kind: Kind): string | undefined {
  const metadata = metadataOf(content, found.block);
  const steps = found.pointer.split("/").slice(1);
  const beside = steps[0] === "Metadata" ? follow(content, steps.slice(0, -1)) : undefined;
  const inParameters = steps[2] === "Parameters" ? follow(metadata.parameters, steps.slice(3)) : undefined;
  const alias = kind === "lexBot" ? botName(inParameters, metadata) : undefined;
  const named = NAMES[kind]?.map((key) => nameIn(metadata[key]));
  return alias ?? [nameIn(inParameters), nameIn(beside), ...(named ?? [])].find((name) => name !== undefined);
}

function metadataOf({ Metadata }: JsonObject, block: string | undefined): JsonObject {
  const all = isJsonObject(Metadata) && isJsonObject(Metadata.ActionMetadata) ? Metadata.ActionMetadata : {};
  const own = block === undefined ? undefined : all[block];
  return isJsonObject(own) ? own : {};
}

function follow(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((at, step) => {
    const key = step.replace(/~1/g, "/").replace(/~0/g, "~");
    if (isJsonArray(at)) return at[Number(key)];
    return isJsonObject(at) ? at[key] : undefined;
  }, value);
}

/** `Bot/alias`, as far as both are named. */
function botName(parameters: Json | undefined, metadata: JsonObject): string | undefined {
  const place = isJsonObject(parameters) ? { ...metadata, ...parameters } : metadata;
  const bot = nameIn(place.lexV2BotName);
  const alias = nameIn(place.lexV2BotAliasName) ?? nameIn(place.displayName);
  return bot === undefined ? undefined : `${bot}/${alias ?? "live"}`;
}

function nameIn(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (!isJsonObject(value)) return undefined;
  return ["displayName", "text", "resourceName", "name"].map((key) => value[key]).flatMap(wordIn)[0];
}

function wordIn(value: Json | undefined): readonly string[] {
  return typeof value === "string" && value.trim() !== "" && !value.startsWith("arn:") ? [value.trim()] : [];
}
