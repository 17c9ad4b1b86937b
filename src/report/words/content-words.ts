import { addressesIn, blockGraph, isFlowLanguage } from "../../flow/index.js";
import { isJsonObject, type Json } from "../../model/json.js";
import { blockTitles } from "../view/block-title.js";
import type { ShownValue } from "../view/plan-view.js";
import { NOTHING, otherValue, shownValue } from "../view/shown-value.js";
import { countOf, listOf } from "./count-words.js";

/** Folds a whole content: `14 blocks, starts at "Welcome", uses lambda.customer and queue.sales`. */
export function contentWords(content: Json): ShownValue {
  if (content === null) return NOTHING;
  if (!isJsonObject(content)) return shownValue(content);
  const start = content["StartAction"];
  const { Metadata: _, ...behaviour } = content;
  const uses = addressesIn([behaviour]);
  const isFlow = isFlowLanguage(content);
  const parts = [
    isFlow ? countOf(blockGraph(content).blocks.length, "block") : countOf(Object.keys(content).length, "member"),
    ...(isFlow && typeof start === "string" ? [`starts at "${blockTitles([content])(start).name}"`] : []),
    ...(uses.length > 0 ? [`uses ${listOf(uses, 8)}`] : []),
  ];
  return otherValue(parts.join(", "));
}
