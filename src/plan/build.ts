import { addressesIn } from "../flow/index.js";
import { type Address, kindOf } from "../model/address.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { isManagedKind } from "../model/kind.js";
import type { Orphan, Plan } from "../model/plan.js";
import type { DesiredResource } from "../model/resource.js";
import { checkAliases } from "./aliases.js";
import { toChanges } from "./changes.js";
import type { Decision } from "./decide/decide.js";
import { checkBornWith, decideAll } from "./decide/decide-all.js";
import { findAllDrift } from "./decide/drift.js";
import { isReadable, knowIdentities } from "./decide/known.js";
import { checkLookups, checkUnread } from "./decide/lookups.js";
import { type Match, matchResources } from "./decide/match.js";
import { claimNames } from "./decide/names.js";
import { checkPatterns, selectAddresses } from "./decide/select.js";
import { easeUnwritten, untouchedContents } from "./decide/untouched.js";
import type { PlanFacts } from "./facts.js";
import { checkBotRegions } from "./guard/bot-regions.js";
import { checkSizes } from "./guard/content-limit.js";
import { checkIds } from "./guard/foreign-ids.js";
import { checkSafety } from "./guard/guard.js";
import { checkModuleQualifiers } from "./guard/module-qualifiers.js";
import { checkQuotas } from "./guard/quotas.js";
import { checkStillNeeded } from "./guard/still-needed.js";
import { type Prepared, prepareBody } from "./prepare.js";
import { sealPlan } from "./seal.js";

/**
 * Turns facts into a plan: an ordered list of changes, as data.
 *
 * Reads nothing and writes nothing. The same facts give the same plan, whatever their order; a problem becomes a
 * diagnostic and makes the plan not applyable, it never hides the rest.
 */
export function buildPlan(facts: PlanFacts, told: readonly Diagnostic[] = []): Plan {
  const { desired, options, snapshot, state } = facts;
  const { matches: all, diagnostics: matching } = matchResources(desired, state, snapshot.listed);
  const matches = all.filter((match) => isReadable(match, snapshot));
  const prepared = prepareAll(facts);
  const bodies = new Map([...prepared].map(([address, { body }]) => [address, body]));
  const known = knowIdentities(all, facts);
  const decisions = decideAll(matches, bodies, known, facts);
  const refersTo = new Map([...bodies].map(([address, body]) => [address, addressesIn(Object.values(body))]));
  const addresses = matches.map(({ address }) => address);
  const selected = selectAddresses(addresses, options, (address) => managedAmong(refersTo.get(address)));
  const chosen = decisions.filter(({ match }) => selected.has(match.address));
  // What lives so already reaches callers whatever this plan does.
  const untouched = untouchedContents(chosen);
  const isWritten = (address: Address) => selected.has(address) && !untouched.has(address);
  const claims = claimNames(chosen, { matches, decisions, snapshot });
  const ordered = toChanges(chosen, { refersTo, names: claims.after, identities: known.identities, facts });
  const diagnostics = [
    ...easeUnwritten(told, { untouched, selected }),
    ...checkPatterns(addresses, options),
    ...matching.filter(({ address }) => address === undefined || selected.has(address)),
    ...[...prepared].flatMap(([address, one]) => (isWritten(address) ? one.diagnostics : [])),
    ...checkLookups(desired.lookups, snapshot.lookups, invert(refersTo, chosen)),
    ...(options.refresh === "none" ? checkUnread(desired.lookups, known.identities, invert(refersTo, chosen)) : []),
    ...checkIds(chosen, { prepared, untouched, facts }),
    ...checkBotRegions(chosen, { bodies, untouched, region: snapshot.target.region }),
    ...checkSizes(chosen, { bodies, identities: known.identities, untouched, snapshot }),
    ...checkAliases(chosen, bodies, facts),
    ...checkModuleQualifiers(chosen, { bodies, identities: known.identities, untouched, snapshot }),
    ...checkBornWith(chosen),
    ...checkSafety(chosen, facts),
    ...checkStillNeeded(chosen, { matches: all, bodies, known }),
    ...checkQuotas(chosen, facts),
    ...claims.diagnostics,
    ...ordered.diagnostics,
  ];
  const drift = findAllDrift(matches, { ...facts, decisions, bodies, liveOf: known.liveOf });
  const orphans = facts.mode === "destroy" ? [] : findOrphans(matches, decisions, selected);
  return sealPlan(facts, { changes: ordered.changes, drift, orphans, diagnostics });
}

/** Desired bodies with what the target decides filled in, sorted by address; none when all is to be deleted. */
function prepareAll({ desired, environment, snapshot, mode }: PlanFacts): ReadonlyMap<Address, Prepared> {
  const resources: readonly DesiredResource[] = mode === "destroy" ? [] : desired.resources;
  const sorted = [...resources].sort((a, b) => (a.address < b.address ? -1 : 1));
  return new Map(sorted.map((resource) => [resource.address, prepareBody(resource, environment, snapshot.target)]));
}

function managedAmong(addresses: readonly Address[] = []): readonly Address[] {
  return addresses.filter((address) => isManagedKind(kindOf(address)));
}

function invert(references: ReadonlyMap<Address, readonly Address[]>, chosen: readonly Decision[]) {
  const referrers = new Map<Address, Address[]>();
  for (const { match } of chosen) {
    for (const to of references.get(match.address) ?? []) {
      const others = referrers.get(to);
      if (others) others.push(match.address);
      else referrers.set(to, [match.address]);
    }
  }
  return referrers;
}

/** What only the state knows: it stays as it is, or, where that is allowed, is among the deletes. */
function findOrphans(
  matches: readonly Match[],
  decisions: readonly Decision[],
  selected: ReadonlySet<Address>,
): readonly Orphan[] {
  const settled = new Set(decisions.filter(({ action }) => action !== "delete").map(({ match }) => match.address));
  return matches.flatMap(({ address, desired, record }) => {
    if (desired || !record || settled.has(address) || !selected.has(address)) return [];
    return [{ address, id: record.id, name: record.name }];
  });
}
