import type { Named, NamedBy, NameOf } from "../flow/index.js";
import type { Address } from "../model/address.js";
import { formatArn } from "../model/arn.js";
import { type Kind, MANAGED_KINDS } from "../model/kind.js";
import type { PullLookup } from "../model/pull.js";
import { escapeTemplate } from "../model/reference.js";
import type { Identity } from "../model/resource.js";
import type { Listed } from "../model/snapshot.js";
import type { PullFacts } from "./facts.js";
import { settleNames } from "./settle-names.js";

/** Who has which address, and what each address is. */
export interface NameIndex {
  readonly nameOf: NameOf;
  /** What every address that may be named is in this instance. */
  readonly identities: ReadonlyMap<Address, Identity>;
  /** Lookups that the manifest lacks, by address. */
  readonly newLookups: ReadonlyMap<Address, PullLookup>;
  /** Why a thing could not be named, by ARN or by kind and id. */
  readonly whyNot: (key: string) => string | undefined;
  /** Why nothing is known of a thing of a kind, `queue` say. */
  readonly unlisted: (label: string) => string;
}

interface Tables {
  readonly byArn: Map<string, NamedBy>;
  readonly byId: Map<string, NamedBy>;
  readonly identities: Map<Address, Identity>;
  readonly newLookups: Map<Address, PullLookup>;
  readonly refusals: Map<string, string>;
}

/**
 * Knows what stands for each ARN and id: what is managed first, then the manifest's lookups, then new lookups by exact
 * name for what the instance lists.
 */
export function indexNames(facts: PullFacts): NameIndex {
  const tables: Tables = {
    byArn: new Map(),
    byId: new Map(),
    identities: new Map(),
    newLookups: new Map(),
    refusals: new Map(),
  };
  addManaged(facts, tables);
  addGone(facts, tables);
  addLookups(facts, tables);
  for (const kind of Object.keys(facts.listed) as Kind[]) addListed(kind, facts, tables);
  addBots(facts, tables);
  return {
    nameOf: (found) => answer(found, tables),
    identities: tables.identities,
    newLookups: tables.newLookups,
    whyNot: (key) => tables.refusals.get(key),
    unlisted: (label) =>
      facts.source === "files" ? `no file names this ${label}` : `the instance lists no such ${label}`,
  };
}

/** A qualifier that is part of `arn` is part of the question; one beside it stays behind the reference. */
function answer({ kind, id, arn }: Named, { byArn, byId }: Tables): NamedBy | undefined {
  return arn ? byArn.get(formatArn(arn)) : byId.get(`${kind} ${id}`);
}

function add(address: Address, kind: Kind, identity: Identity, tables: Tables): void {
  const { aliases } = identity;
  const names = Object.entries(aliases ?? {}).map(([name, id]) => [id, name]);
  const named = names.length > 0 ? { address, aliases: Object.fromEntries(names) } : { address };
  tables.identities.set(address, identity);
  if (!tables.byArn.has(identity.arn)) tables.byArn.set(identity.arn, named);
  if (!tables.byId.has(`${kind} ${identity.id}`)) tables.byId.set(`${kind} ${identity.id}`, named);
}

/** What has an entry in the manifest, or gets one now. */
function addManaged({ choice, live, desired, listed }: PullFacts, tables: Tables): void {
  const whole = new Map(live.map((resource) => [`${resource.kind} ${resource.id}`, resource]));
  const entries = new Map(desired.resources.map((resource) => [resource.address, resource]));
  for (const kind of MANAGED_KINDS) {
    for (const one of listed[kind] ?? []) {
      const key = `${kind} ${one.id}`;
      const address = choice.addresses.get(key);
      const read = whole.get(key);
      if (address === undefined || !(read || entries.has(address))) continue;
      add(address, kind, identityOf(read ?? one), tables);
    }
  }
}

/**
 * What is gone from the instance and still in the manifest: contents name it by the ARN that the state recorded, also
 * where something else has its name by now.
 */
function addGone({ state, desired }: PullFacts, tables: Tables): void {
  const entries = new Set(desired.resources.map(({ address }) => address));
  for (const { address, kind, id, arn, name } of state?.resources ?? []) {
    if (!entries.has(address)) continue;
    if (!tables.identities.has(address)) add(address, kind, { id, arn, name }, tables);
    if (!tables.byArn.has(arn)) tables.byArn.set(arn, { address });
    if (!tables.byId.has(`${kind} ${id}`)) tables.byId.set(`${kind} ${id}`, { address });
  }
}

function identityOf({ id, arn, name, aliases }: Listed): Identity {
  return { id, arn, name, ...(aliases ? { aliases } : {}) };
}

function addLookups({ desired, found }: PullFacts, tables: Tables): void {
  for (const { address, kind } of desired.lookups) {
    const one = found[address];
    if (one?.type === "found" && !tables.identities.has(address)) add(address, kind, one.identity, tables);
  }
}

/** Everything listed that has a name of its own may become a lookup; only what is referred to is kept. */
function addListed(kind: Kind, facts: PullFacts, tables: Tables): void {
  const { listed, choice, desired, sha256 } = facts;
  if (kind === "lexBot") return;
  const unknown = (listed[kind] ?? []).filter(({ arn }) => !tables.byArn.has(arn));
  const taken = [...desired.lookups, ...desired.resources].map(({ address }) => address);
  const written = new Set(taken);
  const ofKind = taken.filter((address) => address.startsWith(`${kind}.`));
  const chosen = (id: string) => choice.addresses.get(`${kind} ${id}`);
  const nameless = unknown.filter(({ id }) => chosen(id) === undefined);
  const fresh = settleNames(kind, nameless, ofKind, sha256);
  const bearers = countNames(listed[kind] ?? []);
  for (const one of unknown) {
    const address = chosen(one.id) ?? fresh.get(one.id);
    const why = refusalOf(one, bearers);
    if (why !== undefined) refuse(one, kind, why, tables);
    else if (address !== undefined && !written.has(address)) {
      const known = facts.found[address];
      add(address, kind, known?.type === "found" ? known.identity : identityOf(one), tables);
      tables.newLookups.set(address, { address, kind, key: keyFor(one.name) });
    }
  }
}

function refuse({ arn, id }: Listed, kind: Kind, why: string, { refusals }: Tables): void {
  refusals.set(arn, why);
  refusals.set(`${kind} ${id}`, why);
}

/** How many have each name, but for what is archived. */
function countNames(all: readonly Listed[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name, archived } of all) if (archived !== true) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function refusalOf(one: Listed, bearers: ReadonlyMap<string, number>): string | undefined {
  if (one.archived === true) return "it is archived";
  if (one.name.trim() === "") return "it has no name";
  const twins = bearers.get(one.name) ?? 0;
  return twins > 1 ? `${twins} have the name "${one.name}"` : undefined;
}

/** A lookup's key is a template, and what begins like an ARN would be taken for one. */
function keyFor(name: string): PullLookup["key"] {
  const text = escapeTemplate(name);
  return name.startsWith("arn:") ? { name: text } : text;
}

function addBots({ bots, desired, listed, sha256 }: PullFacts, tables: Tables): void {
  const known = [...bots].filter(([arn]) => !tables.byArn.has(arn));
  const named = known.flatMap(([arn, names]) => ("why" in names ? [] : [{ arn, ...names }]));
  for (const [arn, names] of known) if ("why" in names) tables.refusals.set(arn, names.why);
  const taken = desired.lookups.map(({ address }) => address).filter((address) => address.startsWith("lexBot."));
  const things = named.map(({ arn, bot, alias }) => ({ id: arn, name: `${bot} ${alias}` }));
  const fresh = settleNames("lexBot", things, taken, sha256);
  for (const { arn, bot, alias } of named) {
    const address = fresh.get(arn);
    const id = (listed.lexBot ?? []).find((one) => one.arn === arn)?.id;
    if (address === undefined || id === undefined) continue;
    add(address, "lexBot", { id, arn, name: `${bot}:${alias}` }, tables);
    const key = { bot: escapeTemplate(bot), alias: escapeTemplate(alias) };
    tables.newLookups.set(address, { address, kind: "lexBot", key });
  }
}
