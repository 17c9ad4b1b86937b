import type { Address } from "../../model/address.js";
import { type Arn, kindOfArn } from "../../model/arn.js";
import { isJsonObject, type Json } from "../../model/json.js";
import { ALL_KINDS, isKind, type Kind } from "../../model/kind.js";
import { escapeTemplate, formatReference, parseReference, type Reference } from "../../model/reference.js";
import { UUID } from "../../model/uuid.js";
import { isFlowLanguage } from "../blocks/flow-language.js";
import { arnsInText, type FoundArn, foundArn } from "./find-arns.js";
import { type BareId, FREE, findBareIds, placeOfId } from "./find-bare-ids.js";
import { pointerOf, rewriteStrings, type Spot } from "./walk.js";

/** What a rendered content names: `arn` only where a whole ARN stands there. */
export interface Named {
  readonly kind: Kind;
  readonly id: string;
  readonly arn?: Arn;
  readonly qualifier?: string;
}

/** The address that stands for it, and the aliases of a module: alias id to alias name. */
export interface NamedBy {
  readonly address: Address;
  readonly aliases?: Readonly<Record<string, string>>;
}

/**
 * Answers what address stands for a thing. The answer covers `arn` as it was asked, so the identity of that address
 * must have exactly this ARN (or, where `arn` is absent, this id), or a render will not give the content back.
 */
export type NameOf = (found: Named) => NamedBy | undefined;

export interface Extracted {
  readonly content: Json;
  /** What stays literal: ARNs and ids for which `nameOf` had no answer, or that no address can stand for. */
  readonly unresolved: readonly (FoundArn | BareId)[];
}

/**
 * Turns rendered content into its portable form: ARNs and bare ids become references, a literal `${` is escaped. It
 * loses nothing: rendering the result with the same identities gives the input back exactly. A qualifier is kept
 * behind its reference, and the id of a known alias becomes `${module.x.alias.NAME}`. A Lambda ARN with a qualifier is
 * asked for in full first, then without. Content that is not in the Flow language does not
 * say which places hold ids: there a text that is the id of something known is taken for it. So is one in a free place
 * of the Flow language (an attribute, an input of a function) with `freeIds`.
 */
export function extractReferences(content: Json, nameOf: NameOf, { freeIds = false } = {}): Extracted {
  const bare = new Map(findBareIds(content).map((found) => [placeOfId(found), found]));
  const unresolved: (FoundArn | BareId)[] = [];
  const isOther = isJsonObject(content) && !isFlowLanguage(content);
  const rewrite = (text: string, spot: Spot, inKey: boolean) => {
    const known = isOther && !inKey && UUID.test(text) ? knownId(text, nameOf) : undefined;
    if (known !== undefined) return known;
    const id = text.length < 36 || bare.size === 0 ? undefined : bare.get(placeOfId(placeAt(spot, inKey)));
    if (!id) {
      const free = isFree(text, spot) ? knownId(text, nameOf) : undefined;
      return free ?? extractArns(text, spot, inKey, nameOf, unresolved);
    }
    const reference = bareReference(id, nameOf);
    if (reference === undefined) unresolved.push(id);
    return reference ?? escapeTemplate(text);
  };
  const isFree = (text: string, spot: Spot) => freeIds && UUID.test(text) && FREE.test(pointerOf(spot));
  return { content: rewriteStrings(content, rewrite, mayChange), unresolved };
}

function placeAt(spot: Spot, inKey: boolean): Pick<BareId, "pointer" | "inKey"> {
  return { pointer: pointerOf(spot), ...(inKey ? { inKey } : {}) };
}

/** An id, an ARN or a place has at least one of these. */
const mayChange = (text: string) => text.length >= 36 || text.includes("${") || text.includes("arn:");

function knownId(id: string, nameOf: NameOf): string | undefined {
  for (const kind of ALL_KINDS) {
    const named = nameOf({ kind, id });
    if (named) return withQualifier(named, "id", undefined);
  }
  return undefined;
}

function bareReference(found: BareId, nameOf: NameOf): string | undefined {
  if (!isKind(found.kind)) return undefined;
  const qualifier = found.qualifier === undefined ? {} : { qualifier: found.qualifier };
  const named = nameOf({ kind: found.kind, id: found.id, ...qualifier });
  return named && withQualifier(named, "id", found.qualifier);
}

function extractArns(
  text: string,
  spot: Spot,
  inKey: boolean,
  nameOf: NameOf,
  unresolved: (FoundArn | BareId)[],
): string {
  const hits = arnsInText(text);
  if (hits.length === 0) return escapeTemplate(text);
  let portable = "";
  let from = 0;
  for (const hit of hits) {
    const before = portable + escapeTemplate(text.slice(from, hit.start));
    // A `$` before a reference would be read as an escape, so that such an ARN has to stay.
    const reference = before.endsWith("$") ? undefined : arnReference(hit.arn, nameOf);
    if (reference === undefined) unresolved.push(foundArn(hit, spot, inKey));
    portable = before + (reference ?? hit.text);
    from = hit.end;
  }
  return portable + escapeTemplate(text.slice(from));
}

function arnReference(arn: Arn, nameOf: NameOf): string | undefined {
  const thing = kindOfArn(arn);
  if (!thing) return undefined;
  const { qualifier, ...base } = arn;
  if (qualifier === undefined) return named(nameOf({ ...thing, arn }));
  if (thing.kind !== "lambda") return named(nameOf({ ...thing, arn: base, qualifier }), qualifier);
  return named(nameOf({ ...thing, arn, qualifier })) ?? named(nameOf({ ...thing, arn: base }), qualifier);
}

function named(answer: NamedBy | undefined, qualifier?: string): string | undefined {
  return answer && withQualifier(answer, "arn", qualifier);
}

function withQualifier(named: NamedBy, part: "arn" | "id", qualifier: string | undefined): string | undefined {
  const reference = written({ address: named.address, part });
  if (reference === undefined || qualifier === undefined) return reference;
  return `${reference}:${aliasOf(named, qualifier) ?? escapeTemplate(qualifier)}`;
}

function aliasOf({ address, aliases }: NamedBy, qualifier: string): string | undefined {
  const alias = aliases && Object.hasOwn(aliases, qualifier) ? aliases[qualifier] : undefined;
  return alias === undefined ? undefined : written({ address, part: "alias", alias });
}

/** Undefined where the reference could not be read back, as with an alias name that no reference can hold. */
function written(reference: Reference): string | undefined {
  const text = formatReference(reference);
  const read = parseReference(text.slice(2, -1));
  return read?.address === reference.address && read.part === reference.part ? text : undefined;
}
