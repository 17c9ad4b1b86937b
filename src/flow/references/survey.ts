import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { parseTemplate, type Token } from "../../model/reference.js";
import { isFlowLanguage } from "../blocks/flow-language.js";
import type { Marked } from "./rewrite-at.js";
import { placeOf, type Spot, visitStrings } from "./walk.js";

/** A token that stands for something else: a reference, a variable, or a `${…}` that is neither. */
export type Placed = Exclude<Token, { readonly type: "text" }>;

/** A token and where it stands. `pointer` leads to the string, or to the member whose key holds the token. */
export interface Place {
  readonly pointer: string;
  /** Identifier of the block it belongs to. */
  readonly block?: string;
  readonly token: Placed;
  /** What follows it in the same string. */
  readonly rest: readonly Token[];
}

/** What the strings of a value hold, keys too: what is in none of them need not be looked for. */
export interface Survey {
  /** Every `${…}`, in the order of the document. */
  readonly tokens: readonly Place[];
  /** The strings that `${` stands in. */
  readonly templates: readonly Marked[];
  readonly hasArn: boolean;
  /** Whether anything looks like a place that a template should have filled in. */
  readonly hasLeftover: boolean;
}

/** What every leftover of a template holds: most texts are done with after one look. */
export const LEFTOVER_SIGN = /\{\{|%%|<[A-Z]|REPLACE/;

const NOTABLE = new RegExp(`\\$\\{|arn:|${LEFTOVER_SIGN.source}`);

const surveys = new WeakMap<JsonObject, Survey>();

/** Whether a value is asked about again and again and never changes, so that its survey is kept. */
export function isSurveyed(value: Json): value is JsonObject {
  return isJsonObject(value) && isFlowLanguage(value);
}

/** Surveys a value; a content only once. */
export function survey(value: Json): Survey {
  if (!isSurveyed(value)) return goThrough(value);
  const known = surveys.get(value) ?? goThrough(value);
  surveys.set(value, known);
  return known;
}

function goThrough(value: Json): Survey {
  const tokens: Place[] = [];
  const templates: Marked[] = [];
  let hasArn = false;
  let hasLeftover = false;
  const visit = (text: string, spot: Spot, inKey: boolean) => {
    if (text.includes("${")) {
      templates.push({ spot, inKey });
      tokens.push(...tokensOf(text, spot));
    }
    hasArn ||= text.includes("arn:");
    hasLeftover ||= LEFTOVER_SIGN.test(text);
  };
  visitStrings(value, visit, (text) => NOTABLE.test(text));
  return { tokens, templates, hasArn, hasLeftover };
}

function tokensOf(text: string, spot: Spot): readonly Place[] {
  const place = placeOf(spot);
  return parseTemplate(text).flatMap((token, index, all) =>
    token.type === "text" ? [] : [{ ...place, token, rest: all.slice(index + 1) }],
  );
}

/** Whether any string of a value holds what may be an ARN: for contents that are asked about more than once. */
export function mayHoldArns(value: Json): boolean {
  return survey(value).hasArn;
}
