import { fingerprintBody } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Body, Identity } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import type { PlanFacts } from "../facts.js";
import { needsReplacement, needsReplacementUnread } from "./compare.js";
import { bodyExtractor, type Identities } from "./identities.js";
import type { Match } from "./match.js";

/** What is known of every address before anything is decided. */
export interface Known {
  /** What references will be; null where it has to be created first. */
  readonly identities: Identities;
  /** What references were at the last apply; as now, where nothing was recorded. */
  readonly recorded: Identities;
  /** Puts references in place of the ARNs of what is there and stays. */
  readonly extract: (body: Body) => Body;
  readonly liveOf: (match: Match) => LiveResource | undefined;
}

/** Finds out what each address is, from what was read and, where nothing was, from what was recorded. */
export function knowIdentities(matches: readonly Match[], facts: PlanFacts): Known {
  const liveOf = liveFinder(facts);
  const lookups = lookedUp(facts);
  const identities = new Map(lookups);
  const present = new Map<Address, Identity | null>(lookups);
  const recorded = new Map<Address, Identity | null>(Object.entries(facts.state?.lookups ?? {}));
  for (const match of matches) {
    const { address, record, desired } = match;
    const found = liveOf(match);
    const there = found ?? (isUnseen(match, facts) ? record : undefined);
    const stays = isReplaced(match, found, facts) ? undefined : there;
    if (stays) present.set(address, stays);
    if (record) recorded.set(address, found?.id === record.id ? { ...record, aliases: found.aliases ?? {} } : record);
    if (desired) identities.set(address, stays ? identityOf(stays, desired.name) : null);
  }
  return { identities, recorded: new Map([...identities, ...recorded]), extract: bodyExtractor(present), liveOf };
}

function isReplaced({ desired, record }: Match, found: LiveResource | undefined, facts: PlanFacts): boolean {
  if (!desired) return false;
  if (found) return needsReplacement(desired.body, found);
  const isUnread = facts.options.refresh === "none" && record !== undefined;
  return isUnread && needsReplacementUnread(fingerprintBody(desired.body, facts.sha256), record);
}

function liveFinder({ snapshot }: PlanFacts): Known["liveOf"] {
  const live = new Map(snapshot.resources.map((resource) => [`${resource.kind} ${resource.id}`, resource]));
  return ({ kind, id }) => live.get(`${kind} ${id}`);
}

function lookedUp({ desired, snapshot, options, state }: PlanFacts): Map<Address, Identity | null> {
  const known = desired.lookups.flatMap(({ address }) => {
    const found = snapshot.lookups[address];
    const before = options.refresh === "none" ? state?.lookups?.[address] : undefined;
    const identity = found?.type === "found" ? found.identity : before;
    return identity ? [[address, identity] as const] : [];
  });
  return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function identityOf({ id, arn, aliases }: Omit<Identity, "name">, name: string): Identity {
  return { id, arn, name, ...(aliases ? { aliases } : {}) };
}

/** Whether nobody looked, so that what was recorded has to be believed. */
function isUnseen(match: Match, { options, snapshot }: PlanFacts): boolean {
  return options.refresh === "none" || !isReadable(match, snapshot);
}

/** Whether it could be read; nothing is decided about what could not. */
export function isReadable({ kind, id }: Match, { unreadable }: PlanFacts["snapshot"]): boolean {
  return !unreadable.some((one) => one.kind === kind && one.id === id);
}
