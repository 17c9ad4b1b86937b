import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { shownValue } from "../view/shown-value.js";

/** Parameters that say most about a block, the most telling first. */
const TELLING = ["Text", "SSML", "PromptId", "Media", "LambdaFunctionARN", "QueueId", "ContactFlowId", "FlowModuleId"];

/** The most telling parameter of a block in a few words: what is said, what is referred to, else what stands first. */
export function captionOf(parameters: JsonObject): string {
  const first = TELLING.find((name) => parameters[name] !== undefined);
  const values = first === undefined ? Object.values(parameters) : [parameters[first] ?? null];
  const texts = values.flatMap(leaves);
  return texts.find(({ type }) => type === "reference")?.text ?? texts.find(({ text }) => text !== "")?.text ?? "";
}

function leaves(value: Json): readonly ReturnType<typeof shownValue>[] {
  if (isJsonArray(value)) return value.flatMap(leaves);
  if (isJsonObject(value)) return Object.values(value).flatMap(leaves);
  return value === null ? [] : [shownValue(value)];
}
