import type { BareId, FoundArn } from "../../flow/index.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { Kind } from "../../model/kind.js";

/** Members of a block's metadata in which the console keeps the name of what a block of the kind refers to. */
const MEMBERS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  queue: ["queue"],
  user: ["queue"],
  flow: ["ContactFlow", "contactFlow"],
  module: ["contactFlowModuleName"],
  hours: ["Hours"],
  prompt: ["promptName"],
};

/** The name that the console's metadata gives to what stands in a place of a content; undefined where it gives none. */
export function hintFor(content: JsonObject, found: FoundArn | BareId, kind: Kind): string | undefined {
  const metadata = metadataOf(content, found.block);
  const steps = found.pointer.split("/").slice(1);
  const beside = steps[0] === "Metadata" ? follow(content, steps.slice(0, -1)) : undefined;
  const parallel = steps[2] === "Parameters" ? follow(metadata["parameters"], steps.slice(3)) : undefined;
  const members = (MEMBERS[kind] ?? []).map((key) => metadata[key]);
  return [parallel, beside, ...members].map(nameIn).find((name) => name !== undefined);
}

/** A bot and its alias, where the metadata names both. */
export function botHint(content: JsonObject, found: FoundArn): { bot: string; alias: string } | undefined {
  const metadata = metadataOf(content, found.block);
  const steps = found.pointer.split("/").slice(1);
  const parallel = steps[2] === "Parameters" ? follow(metadata["parameters"], steps.slice(3)) : undefined;
  const place = isJsonObject(parallel) ? { ...metadata, ...parallel } : metadata;
  const bot = nameIn(place["lexV2BotName"]);
  const alias = nameIn(place["lexV2BotAliasName"]) ?? nameIn(place["displayName"]);
  return bot === undefined || alias === undefined ? undefined : { bot, alias };
}

function metadataOf({ Metadata }: JsonObject, block: string | undefined): JsonObject {
  const all = isJsonObject(Metadata) && isJsonObject(Metadata["ActionMetadata"]) ? Metadata["ActionMetadata"] : {};
  const one = block === undefined ? undefined : all[block];
  return isJsonObject(one) ? one : {};
}

function follow(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((at, step) => {
    const key = step.replace(/~1/g, "/").replace(/~0/g, "~");
    if (isJsonArray(at)) return at[Number(key)];
    return isJsonObject(at) ? at[key] : undefined;
  }, value);
}

function nameIn(value: Json | undefined): string | undefined {
  if (typeof value === "string") return nameOrNot(value);
  if (!isJsonObject(value)) return undefined;
  const words = ["displayName", "text", "resourceName", "name"].map((key) => value[key]);
  return words
    .map((word) => (typeof word === "string" ? nameOrNot(word) : undefined))
    .find((word) => word !== undefined);
}

/** An ARN or an id stands there where the console knew no name, and a JSONPath where there is none. */
function nameOrNot(text: string): string | undefined {
  const isNone = /^\s*$|^arn:|^\$\.|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  return isNone ? undefined : text;
}
