import type { Json } from "../model/json.js";
import { parseTemplate, type Reference } from "../model/reference.js";
import type { Place } from "./render.js";
import { placeOf, type Spot, visitStrings } from "./walk.js";

/** A reference and where it stands. */
export interface FoundReference {
  readonly pointer: string;
  readonly block?: string;
  readonly reference: Reference;
}

/** Lists every reference of a value, in values and in keys, in the order of the document. */
export function findReferences(value: Json): readonly FoundReference[] {
  return findTokens(value).flatMap(({ token, ...place }) =>
    token.type === "reference" ? [{ ...place, reference: token.reference }] : [],
  );
}

/** Lists every `${…}` of a value, those that are neither reference nor variable too, in the order of the document. */
export function findTokens(value: Json): readonly Place[] {
  const found: Place[] = [];
  const visit = (text: string, spot: Spot) => {
    for (const token of parseTemplate(text)) if (token.type !== "text") found.push({ ...placeOf(spot), token });
  };
  visitStrings(value, visit, mayHoldToken);
  return found;
}

const mayHoldToken = (text: string) => text.includes("${");
