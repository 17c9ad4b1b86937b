import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";

/** One block of a content as it stands there; parts that are missing or of a wrong shape are empty. */
export interface Block {
  readonly index: number;
  /** Empty where the document has none. */
  readonly id: string;
  readonly type: string;
  readonly parameters: JsonObject;
  readonly transitions: JsonObject;
  /** What the console keeps about it. */
  readonly metadata: JsonObject;
}

/** Where the branches of a block stand in its transitions. */
export const BRANCH_LISTS = ["Errors", "Conditions"] as const;

const EMPTY: JsonObject = {};

/** Lists the blocks of a content in its order; none where it is not in the Flow language. */
export function readBlocks(content: Json): readonly Block[] {
  if (!isJsonObject(content) || !isJsonArray(content.Actions)) return [];
  const metadata = actionMetadata(content);
  return content.Actions.map((action, index) => readBlock(objectOf(action), index, metadata));
}

function readBlock(action: JsonObject, index: number, metadata: JsonObject): Block {
  const id = textOf(action.Identifier);
  return {
    index,
    id,
    type: textOf(action.Type),
    parameters: objectOf(action.Parameters),
    transitions: objectOf(action.Transitions),
    metadata: objectOf(Object.hasOwn(metadata, id) ? metadata[id] : undefined),
  };
}

/** What the console keeps about each block, by identifier. */
export function actionMetadata(content: Json): JsonObject {
  return objectOf(objectOf(objectOf(content).Metadata).ActionMetadata);
}

const NO_TEXTS: readonly string[] = [];

/** The types of the error branches of a block, in their order. */
export function errorTypes({ transitions }: Pick<Block, "transitions">): readonly string[] {
  const errors = arrayOf(transitions.Errors);
  return errors.length === 0 ? NO_TEXTS : errors.map((branch) => textOf(objectOf(branch).ErrorType));
}

export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : EMPTY;
}

const NO_ITEMS: readonly Json[] = [];

export function arrayOf(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : NO_ITEMS;
}

/** A scalar as a word, of whichever type it is; what is no scalar is its JSON. */
export function wordOf(value: Json | undefined): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
