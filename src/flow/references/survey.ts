import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { parseTemplate } from "../../model/reference.js";
import { isFlowLanguage } from "../blocks/flow-language.js";
import type { Place } from "../render.js";
import { placeOf, type Spot, visitStrings } from "./walk.js";

/** What the strings of a value hold, keys too: what is in none of them need not be looked for. */
export interface Survey {
  /** Every `${…}`, in the order of the document. */
  readonly tokens: readonly Place[];
  readonly hasArn: boolean;
  /** Whether anything looks like a place that a template should have filled in. */
  readonly hasLeftover: boolean;
}

/** What every leftover of a template holds: most texts are done with after one look. */
export const LEFTOVER_SIGN = /\{\{|%%|<[A-Z]|REPLACE/;

const NOTABLE = new RegExp(`\\$\\{|arn:|${LEFTOVER_SIGN.source}`);

const surveys = new WeakMap<JsonObject, Survey>();

/** Surveys a value; a content, which is asked about again and again and never changes, only once. */
export function survey(value: Json): Survey {
  if (!isJsonObject(value) || !isFlowLanguage(value)) return goThrough(value);
  const known = surveys.get(value) ?? goThrough(value);
  surveys.set(value, known);
  return known;
}

function goThrough(value: Json): Survey {
  const tokens: Place[] = [];
  let hasArn = false;
  let hasLeftover = false;
  const visit = (text: string, spot: Spot) => {
    if (text.includes("${")) tokens.push(...tokensOf(text, spot));
    hasArn ||= text.includes("arn:");
    hasLeftover ||= LEFTOVER_SIGN.test(text);
  };
  visitStrings(value, visit, (text) => NOTABLE.test(text));
  return { tokens, hasArn, hasLeftover };
}

function tokensOf(text: string, spot: Spot): readonly Place[] {
  const place = placeOf(spot);
  return parseTemplate(text).flatMap((token) => (token.type === "text" ? [] : [{ ...place, token }]));
}

/** Whether any string of a value holds what may be an ARN: for contents that are asked about more than once. */
export function mayHoldArns(value: Json): boolean {
  return survey(value).hasArn;
}
