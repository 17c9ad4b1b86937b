import type { Json } from "../model/json.js";
import { parseTemplate, type Token } from "../model/reference.js";
import { placeOf, rewriteStrings, type Spot } from "./references/walk.js";

/** A token that stands for something else: a reference, a variable, or a `${…}` that is neither. */
export type Placed = Exclude<Token, { readonly type: "text" }>;

/** Where a token stands. `pointer` leads to the string, or to the member whose key holds the token. */
export interface Place {
  readonly pointer: string;
  /** Identifier of the block it belongs to. */
  readonly block?: string;
  readonly token: Placed;
}

export interface Rendered {
  readonly value: Json;
  readonly unresolved: readonly Place[];
}

/**
 * Puts what `resolve` answers in place of every reference and variable, in values and in object keys, and undoes the
 * escape `$${`. A token for which it answers undefined stays as it is written and is listed in `unresolved`, in the
 * order of the document. What comes from `resolve` is not searched again.
 */
export function renderStrings(value: Json, resolve: (token: Placed) => string | undefined): Rendered {
  const unresolved: Place[] = [];
  const render = (text: string, spot: Spot) =>
    parseTemplate(text)
      .map((token) => (token.type === "text" ? token.text : renderToken(token, spot, resolve, unresolved)))
      .join("");
  return { value: rewriteStrings(value, render, mayHoldToken), unresolved };
}

const mayHoldToken = (text: string) => text.includes("${");

function renderToken(
  token: Placed,
  spot: Spot,
  resolve: (token: Placed) => string | undefined,
  unresolved: Place[],
): string {
  const text = resolve(token);
  if (text === undefined) unresolved.push({ ...placeOf(spot), token });
  return text ?? token.source;
}
