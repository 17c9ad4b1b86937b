import type { Json } from "../model/json.js";
import { parseTemplate } from "../model/reference.js";
import { rewriteAt } from "./references/rewrite-at.js";
import { isSurveyed, type Place, type Placed, survey } from "./references/survey.js";
import { placeOf, rewriteStrings, type Spot } from "./references/walk.js";

/** A token that stayed, and where. */
type Unresolved = Omit<Place, "rest">;

export interface Rendered {
  readonly value: Json;
  readonly unresolved: readonly Unresolved[];
}

/**
 * Puts what `resolve` answers in place of every reference and variable, in values and in object keys, and undoes the
 * escape `$${`. A token for which it answers undefined stays as it is written and is listed in `unresolved`, in the
 * order of the document. The strings of a content that hold one are known from its survey. What comes from `resolve` is not searched again.
 */
export function renderStrings(value: Json, resolve: (token: Placed) => string | undefined): Rendered {
  const unresolved: Unresolved[] = [];
  const render = (text: string, spot: Spot) =>
    parseTemplate(text)
      .map((token) => (token.type === "text" ? token.text : renderToken(token, spot, resolve, unresolved)))
      .join("");
  const rendered = isSurveyed(value)
    ? rewriteAt(value, survey(value).templates, render)
    : rewriteStrings(value, render, mayHoldToken);
  return { value: rendered, unresolved };
}

const mayHoldToken = (text: string) => text.includes("${");

function renderToken(
  token: Placed,
  spot: Spot,
  resolve: (token: Placed) => string | undefined,
  unresolved: Unresolved[],
): string {
  const text = resolve(token);
  if (text === undefined) unresolved.push({ ...placeOf(spot), token });
  return text ?? token.source;
}
