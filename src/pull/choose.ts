import type { Address } from "../model/address.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Kind, ManagedKind } from "../model/kind.js";
import { MANAGED_KINDS } from "../model/kind.js";
import { matchesAny } from "../model/pattern.js";
import type { PullMention } from "../model/pull.js";
import type { Desired } from "../model/resource.js";
import type { Listed } from "../model/snapshot.js";
import type { State, StateResource } from "../model/state.js";
import { isBornWith } from "./born-with.js";
import { settleNames } from "./settle-names.js";

/** What somebody asked to be pulled. */
export interface PullOptions {
  /** Addresses and globs; with none of them and without `all`, what is managed already. */
  readonly patterns: readonly string[];
  readonly all: boolean;
  /** Kinds whose new resources are taken; undefined: flows and modules, with what is managed of other kinds. */
  readonly kinds: readonly ManagedKind[] | undefined;
  readonly force: boolean;
  readonly drafts: boolean;
}

export interface ChoiceFacts {
  readonly listed: Readonly<Partial<Record<Kind, readonly Listed[]>>>;
  readonly desired: Desired;
  readonly state: State | undefined;
  readonly options: PullOptions;
  readonly sha256: Sha256;
}

/** One live resource and the address it has, or would have. */
export interface Candidate {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly listed: Listed;
  /** True where the manifest has an entry for it. */
  readonly isManaged: boolean;
  readonly record?: StateResource;
}

/** What is to be read whole, and what was left out for which reason. */
export interface Choice {
  readonly chosen: readonly Candidate[];
  /** The address of every listed resource of a managed kind, by kind and id. */
  readonly addresses: ReadonlyMap<string, Address>;
  readonly offered: readonly PullMention[];
  readonly gone: readonly PullMention[];
  readonly archived: readonly PullMention[];
  readonly leftOut: readonly PullMention[];
  readonly ambiguous: readonly PullMention[];
  /** Patterns that name nothing. */
  readonly unmatched: readonly string[];
}

type Verdict = "chosen" | "offered" | "archived" | "leftOut" | "ambiguous" | "ignored";

/** Decides which live resources are pulled, and by which address each is known from now on. */
export function choosePull(facts: ChoiceFacts): Choice {
  const records = recordsAfterMoves(facts);
  const candidates = MANAGED_KINDS.flatMap((kind) => candidatesOf(kind, facts, records));
  const addresses = new Map(candidates.map(({ kind, listed, address }) => [`${kind} ${listed.id}`, address]));
  const verdicts = candidates.map((candidate) => ({ candidate, verdict: judge(candidate, candidates, facts) }));
  const of = (wanted: Verdict) => verdicts.filter(({ verdict }) => verdict === wanted).map((one) => one.candidate);
  const mentions = (wanted: Verdict) => of(wanted).map(mentionOf).sort(byAddress);
  return {
    chosen: [...of("chosen")].sort(byAddress),
    addresses,
    offered: mentions("offered"),
    gone: goneFrom(facts, records, new Set(candidates.map(({ address }) => address))).sort(byAddress),
    archived: mentions("archived"),
    leftOut: mentions("leftOut"),
    ambiguous: mentions("ambiguous"),
    unmatched: facts.options.patterns.filter(
      (pattern) => !candidates.some((one) => matchesAny([pattern], one.address)),
    ),
  };
}

function byAddress(left: { readonly address: Address }, right: { readonly address: Address }): number {
  return left.address < right.address ? -1 : left.address > right.address ? 1 : 0;
}

function mentionOf({ address, kind, listed }: Candidate): PullMention {
  return { address, kind, name: listed.name, id: listed.id };
}

/** The state's records under the addresses they have after the manifest's moves. */
function recordsAfterMoves({ state, desired }: Pick<ChoiceFacts, "state" | "desired">): readonly StateResource[] {
  const moves = new Map(desired.moved.map(({ from, to }) => [from, to]));
  const taken = new Set((state?.resources ?? []).map(({ address }) => address));
  return (state?.resources ?? []).map((record) => {
    const to = moves.get(record.address);
    return to === undefined || taken.has(to) ? record : { ...record, address: to };
  });
}

function candidatesOf(kind: ManagedKind, facts: ChoiceFacts, records: readonly StateResource[]): readonly Candidate[] {
  const { desired, sha256 } = facts;
  const listed = facts.listed[kind] ?? [];
  const byId = new Map(records.filter((record) => record.kind === kind).map((record) => [record.id, record]));
  const recorded = new Set(records.filter((record) => isListed(record, listed)).map(({ address }) => address));
  const entries = desired.resources.filter((resource) => resource.kind === kind);
  const hasEntry = new Set(entries.map(({ address }) => address));
  const known = new Map<string, Address>();
  for (const one of listed) {
    const address = byId.get(one.id)?.address ?? namedEntry(one, listed) ?? namedLookup(one, listed);
    if (address !== undefined) known.set(one.id, address);
  }
  const taken = [...desired.resources, ...desired.lookups, ...records].map(({ address }) => address);
  const fresh = settleNames(
    kind,
    listed.filter(({ id }) => !known.has(id)),
    taken.filter((address) => address.startsWith(`${kind}.`)),
    sha256,
  );
  return listed.flatMap((one) => {
    const address = known.get(one.id) ?? fresh.get(one.id);
    if (address === undefined) return [];
    const record = byId.get(one.id) ?? records.find((other) => other.address === address);
    return [{ address, kind, listed: one, isManaged: hasEntry.has(address), ...(record ? { record } : {}) }];
  });

  function namedEntry({ name }: Listed, all: readonly Listed[]): Address | undefined {
    if (all.filter((other) => other.name === name && !byId.has(other.id)).length !== 1) return undefined;
    return entries.find((entry) => entry.name === name && !recorded.has(entry.address))?.address;
  }

  function namedLookup({ name, arn }: Listed, all: readonly Listed[]): Address | undefined {
    const unique = all.filter((other) => other.name === name).length === 1;
    const lookups = desired.lookups.filter((lookup) => lookup.kind === kind);
    return lookups.find(({ by }) => ("arn" in by ? by.arn === arn : unique && "name" in by && by.name === name))
      ?.address;
  }
}

function judge(candidate: Candidate, all: readonly Candidate[], { options, desired }: ChoiceFacts): Verdict {
  const { address, kind, listed, isManaged, record } = candidate;
  const isNamed = options.patterns.includes(address);
  const isMatched = isNamed || matchesAny(options.patterns, address);
  const ours = isManaged || record !== undefined;
  const takesNew = (options.kinds ?? ["flow", "module"]).includes(kind) || isMatched;
  if (!takesNew && (options.kinds !== undefined || !isManaged)) return "ignored";
  if (listed.archived === true) return isMatched || options.patterns.length === 0 ? "archived" : "ignored";
  const isForOthers = isBornWith(listed) || isLookedUp(address, desired) || desired.removed.includes(address);
  if (!isNamed && isForOthers && !isManaged) return "leftOut";
  const isTwin = !ours && all.some((other) => other !== candidate && isSameName(other, candidate));
  if (isTwin) return "ambiguous";
  if (options.patterns.length > 0) return isMatched ? "chosen" : "ignored";
  return options.all || isManaged ? "chosen" : "offered";
}

const isLookedUp = (address: Address, { lookups }: Desired) => lookups.some((lookup) => lookup.address === address);

function isSameName(left: Candidate, right: Candidate): boolean {
  return left.kind === right.kind && left.listed.name === right.listed.name && left.listed.archived !== true;
}

/** What was made anew under its old name is known by its address again, and not gone. */
function goneFrom(
  { listed }: ChoiceFacts,
  records: readonly StateResource[],
  known: ReadonlySet<Address>,
): PullMention[] {
  return records.flatMap((record) => {
    const { address, kind, name, id } = record;
    const there = listed[kind];
    return there === undefined || isListed(record, there) || known.has(address) ? [] : [{ address, kind, name, id }];
  });
}

/** Where it is not, what has its name by now is taken for it, as a plan would adopt that. */
const isListed = ({ kind, id }: StateResource, listed: readonly Listed[]) =>
  listed.some((one) => one.kind === kind && one.id === id);
