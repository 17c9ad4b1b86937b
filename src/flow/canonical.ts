import { canonicalJson, compareText, isJsonArray, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import { isFlowLanguage } from "./flow-language.js";

/**
 * What callers meet of a content, in a form in which equal behaviour is equal JSON but for the order of keys: without
 * `Metadata`, blocks sorted by identifier, `Errors` sorted, empty lists of actions, errors and conditions and empty
 * `Parameters` and `Transitions` left out. The order of `Conditions` stays, since the first that holds wins. Content
 * that is not in the Flow language is itself. Compare with `canonicalJson`, which sorts keys.
 */
export function canonicalContent(content: Json): Json {
  if (!isFlowLanguage(content)) return content;
  const { Metadata: _, Actions, ...rest } = content;
  if (Actions === undefined || isEmpty(Actions)) return rest;
  return { ...rest, Actions: isJsonArray(Actions) ? sortBlocks(Actions.map(canonicalBlock)) : Actions };
}

/** What only the console draws: `Metadata`, in which missing and empty parts are the same. */
export function canonicalLayout(content: Json): Json {
  const metadata = isFlowLanguage(content) ? content.Metadata : undefined;
  if (metadata === undefined) return {};
  return isJsonObject(metadata) ? withoutEmpty(metadata, ["ActionMetadata", "Annotations"]) : metadata;
}

/** Whether two contents behave the same; layout does not count. */
export function sameContent(left: Json, right: Json): boolean {
  return canonicalJson(canonicalContent(left)) === canonicalJson(canonicalContent(right));
}

function canonicalBlock(action: Json): Json {
  if (!isJsonObject(action)) return action;
  const { Transitions, ...rest } = action;
  const kept = withoutEmpty(rest, ["Parameters"]);
  if (!isJsonObject(Transitions)) return Transitions === undefined ? kept : { ...kept, Transitions };
  const transitions = canonicalTransitions(Transitions);
  return isEmpty(transitions) ? kept : { ...kept, Transitions: transitions };
}

function canonicalTransitions(transitions: JsonObject): JsonObject {
  const kept = withoutEmpty(transitions, ["Errors", "Conditions"]);
  const errors = kept.Errors;
  return isJsonArray(errors) && errors.length > 1 ? { ...kept, Errors: sortByText(errors, canonicalJson) } : kept;
}

/** Sorts by identifier; blocks that share one, or have none, by their whole text. */
function sortBlocks(blocks: readonly Json[]): readonly Json[] {
  const ids = blocks.map((block) =>
    isJsonObject(block) && typeof block.Identifier === "string" ? block.Identifier : "",
  );
  const unique = new Set(ids).size === ids.length;
  return sortByText(blocks, (block, index) => (unique ? (ids[index] ?? "") : `${ids[index]} ${canonicalJson(block)}`));
}

function sortByText(values: readonly Json[], textOf: (value: Json, index: number) => string): readonly Json[] {
  const keyed = values.map((value, index) => ({ value, text: textOf(value, index) }));
  return keyed.sort((left, right) => compareText(left.text, right.text)).map(({ value }) => value);
}

function withoutEmpty(object: JsonObject, members: readonly string[]): JsonObject {
  if (!members.some((member) => isEmpty(object[member]))) return object;
  return Object.fromEntries(Object.entries(object).filter(([key, item]) => !(members.includes(key) && isEmpty(item))));
}

function isEmpty(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
