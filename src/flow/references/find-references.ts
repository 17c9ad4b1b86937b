import type { Address } from "../../model/address.js";
import type { Json } from "../../model/json.js";
import type { Reference } from "../../model/reference.js";
import { type Place, survey } from "./survey.js";

/** A reference and where it stands. */
export interface FoundReference {
  readonly pointer: string;
  readonly block?: string;
  readonly reference: Reference;
}

/** Lists every reference of a value, in values and in keys, in the order of the document. */
export function findReferences(value: Json): readonly FoundReference[] {
  return findTokens(value).flatMap(({ token, rest: _, ...place }) =>
    token.type === "reference" ? [{ ...place, reference: token.reference }] : [],
  );
}

/** Lists every `${…}` of a value, those that are neither reference nor variable too, in the order of the document. */
export function findTokens(value: Json): readonly Place[] {
  return survey(value).tokens;
}

/** The addresses that values refer to, such as the fields of a body: each once, sorted. */
export function addressesIn(values: Iterable<Json>): readonly Address[] {
  const addresses = new Set<Address>();
  for (const value of values) {
    for (const { token } of findTokens(value)) if (token.type === "reference") addresses.add(token.reference.address);
  }
  return [...addresses].sort();
}
