import { type BareId, type FoundArn, findArns, findBareIds, type Named } from "../../src/flow/index.js";
import { type Arn, formatArn, kindOfArn } from "../../src/model/arn.js";
import { isKind, type Kind } from "../../src/model/kind.js";
import type { Content } from "./content.js";
import { hintFor } from "./hints.js";
import { type NamesByArn, nearestName } from "./inventory-names.js";
import { uniqueNames } from "./unique-name.js";

/** Something that contents refer to and that an instance has to have for them. */
export interface Thing {
  readonly kind: Kind;
  /** Its id and its ARN (without a qualifier) as the contents have them. */
  readonly id: string;
  readonly arn?: string;
  /** Unique among the things of its kind; `Bot/alias` for a bot. */
  readonly name: string;
  readonly logicalName: string;
  /** Whether its id stands somewhere without the ARN around it. */
  readonly isBare: boolean;
  /** Versions and aliases that are asked for. */
  readonly qualifiers: readonly string[];
}

/** What a reference stands for, the same for every place that means the same. */
export function keyOf(kind: Kind, id: string, arn: Arn | undefined): string {
  if (!arn) return `${kind} ${id}`;
  const { qualifier: _, ...base } = arn;
  return `${kind} ${formatArn(base)}`;
}

export function keyOfThing({ kind, id, arn }: Pick<Thing, "kind" | "id" | "arn">): string {
  return `${kind} ${arn ?? id}`;
}

/** Names for the aliases of a module that are asked for, by the ids they have in the contents. */
export function aliasNames({ kind, qualifiers }: Pick<Thing, "kind" | "qualifiers">): Readonly<Record<string, string>> {
  const ids = kind === "module" ? qualifiers.filter(isAliasId) : [];
  return Object.fromEntries(ids.map((id, index) => [id, `alias-${index + 1}`]));
}

/** Aliases of modules are named by opaque ids, versions by numbers. */
export function isAliasId(qualifier: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(qualifier);
}

/** One place where a content names something of an instance. */
export interface Mention {
  readonly content: Content;
  readonly found: FoundArn | BareId;
  readonly kind: Kind;
  readonly id: string;
  readonly arn?: Arn;
  readonly qualifier?: string;
}

/** Everything that a content names by ARN or id and that an address can stand for, in the order of the document. */
export function mentionsIn(content: Content): readonly Mention[] {
  const whole = findArns(content.value).flatMap((found): Mention[] => {
    const { qualifier, ...arn } = found.arn;
    const thing = kindOfArn(found.arn);
    if (!thing || !isOrdinary(thing, arn)) return [];
    return [{ content, found, ...thing, arn, ...(qualifier === undefined ? {} : { qualifier }) }];
  });
  const bare = findBareIds(content.value).flatMap((found): Mention[] => {
    const { kind, id, qualifier } = found;
    if (!isKind(kind)) return [];
    return [{ content, found, kind, id, ...(qualifier === undefined ? {} : { qualifier }) }];
  });
  return [...whole, ...bare];
}

/** Ids of the agents whose own queues contents name. */
export function queueAgents(contents: readonly Content[]): readonly string[] {
  const named = contents.flatMap(({ value }) =>
    findArns(value).map(({ arn }) => /\/queue\/agent\/(.+)$/.exec(arn.resource)?.[1]),
  );
  return [...new Set(named.filter((id) => id !== undefined))];
}

/** Views of AWS are the same everywhere, and agents' queues belong to nobody. */
function isOrdinary({ kind, id }: Pick<Named, "kind" | "id">, arn: Arn | undefined): boolean {
  return arn?.account !== "aws" && !(kind === "queue" && id.startsWith("agent/"));
}

/**
 * Gathers what contents mention and `isOwn` does not claim; a bare id is the thing whose ARN has it, if there is one. No
 * thing is called like one of the contents.
 */
export function gatherThings(
  contents: readonly Content[],
  names: NamesByArn,
  isOwn: (mention: Mention) => boolean,
): readonly Thing[] {
  const mentions = contents.flatMap(mentionsIn).filter((mention) => !isOwn(mention));
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const key = keyOf(mention.kind, mention.id, mention.arn ?? arnOfId(mention, mentions));
    groups.set(key, [...(groups.get(key) ?? []), mention]);
  }
  const name = uniqueNames(contents.map((content) => `${content.kind} ${content.name}`));
  const logicalName = uniqueNames(contents.map((content) => `${content.kind} ${slugOf(content.name)}`));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const hinted = hintOf(group, names) ?? `${first.kind} ${first.id}`;
    const unique = name(hinted, first.kind);
    return [{ ...thingOf(first, group), name: unique, logicalName: logicalName(slugOf(unique), first.kind) }];
  });
}

function arnOfId({ kind, id }: Mention, mentions: readonly Mention[]): Arn | undefined {
  return mentions.find((other) => other.arn !== undefined && other.kind === kind && other.id === id)?.arn;
}

function hintOf(group: readonly Mention[], names: NamesByArn): string | undefined {
  for (const { kind, id, arn, content, found } of group) {
    const named = arn && nearestName(names, formatArn(arn), content.file)?.name;
    const hint = kind === "lambda" ? id : (named ?? hintFor(content.value, found, kind));
    if (hint !== undefined && !hint.startsWith("arn:")) return hint;
  }
  return undefined;
}

function thingOf(
  first: Mention,
  group: readonly Mention[],
): Pick<Thing, "kind" | "id" | "arn" | "isBare" | "qualifiers"> {
  const arn = group.find((mention) => mention.arn !== undefined)?.arn;
  const qualifiers = group.flatMap(({ qualifier }) => (qualifier === undefined ? [] : [qualifier]));
  const isBare = group.some((mention) => mention.arn === undefined);
  return {
    kind: first.kind,
    id: first.id,
    isBare,
    qualifiers: [...new Set(qualifiers)],
    ...(arn ? { arn: formatArn(arn) } : {}),
  };
}

/** A logical name made of any name. */
export function slugOf(name: string): string {
  const slug = name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  return slug.replace(/^[-\p{M}]+|-+$/gu, "").slice(0, 60) || "unnamed";
}
