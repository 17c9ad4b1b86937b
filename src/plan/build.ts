import { findReferences } from "../flow/index.js";
import { type Address, kindOf } from "../model/address.js";
import type { Change } from "../model/change.js";
import { type Diagnostic, hasErrors } from "../model/diagnostic.js";
import { isManagedKind } from "../model/kind.js";
import {
  type Drift,
  fileHashOf,
  type Orphan,
  PLAN_FORMAT,
  type Plan,
  planHashOf,
  type Summary,
} from "../model/plan.js";
import type { Body } from "../model/resource.js";
import { toChanges } from "./changes.js";
import { type Decision, type DecisionFacts, decideDesired, decideRecorded, needsReplacement } from "./decide.js";
import { findDrift } from "./drift.js";
import type { PlanFacts } from "./facts.js";
import { checkSafety } from "./guard.js";
import { bodyExtractor, type Identities } from "./identities.js";
import { checkLookups } from "./lookups.js";
import { type Match, matchResources } from "./match.js";
import { claimNames } from "./names.js";
import { prepareBody } from "./prepare.js";
import { selectAddresses } from "./select.js";

/**
 * Turns facts into a plan: an ordered list of changes, as data.
 *
 * Reads nothing and writes nothing. The same facts give the same plan, whatever their order; a problem becomes a
 * diagnostic and makes the plan not applyable, it never hides the rest.
 */
export function buildPlan(facts: PlanFacts, warnings: readonly Diagnostic[] = []): Plan {
  const { matches: all, diagnostics: matching } = matchResources(facts.desired, facts.state, facts.snapshot.listed);
  const matches = all.filter((match) => isReadable(match, facts));
  const prepared = prepareAll(facts);
  const known = knowIdentities(all, facts);
  const decisions = decideAll(matches, prepared.bodies, known, facts);
  const references = referencesOf(prepared.bodies);
  const refersTo = (address: Address) => (references.get(address) ?? []).filter(isManagedAddress);
  const selected = selectAddresses(
    matches.map(({ address }) => address),
    facts.options,
    refersTo,
  );
  const chosen = decisions.filter(({ match }) => selected.has(match.address));
  const claims = claimNames(chosen, facts.snapshot);
  const ordered = toChanges(chosen, { refersTo: references, names: claims.after, identities: known.identities, facts });
  const referrers = invert(references, chosen);
  const diagnostics = [
    ...warnings,
    ...matching,
    ...prepared.diagnostics.filter(({ address }) => address === undefined || selected.has(address)),
    ...checkLookups(facts.desired.lookups, facts.snapshot.lookups, referrers),
    ...checkSafety(chosen, facts),
    ...claims.diagnostics,
    ...ordered.diagnostics,
  ];
  const drift = findAllDrift(decisions, prepared.bodies, facts);
  const orphans = facts.mode === "destroy" ? [] : findOrphans(matches, decisions, selected);
  return seal(facts, { changes: ordered.changes, drift, orphans, diagnostics });
}

function isReadable({ kind, id }: Match, { snapshot }: PlanFacts): boolean {
  return !snapshot.unreadable.some((one) => one.kind === kind && one.id === id);
}

const isManagedAddress = (address: Address) => isManagedKind(kindOf(address));

interface Bodies {
  readonly bodies: ReadonlyMap<Address, Body>;
  readonly diagnostics: readonly Diagnostic[];
}

function prepareAll({ desired, environment, snapshot, mode }: PlanFacts): Bodies {
  if (mode === "destroy") return { bodies: new Map(), diagnostics: [] };
  const prepared = desired.resources.map((resource) => ({
    address: resource.address,
    ...prepareBody(resource, environment, snapshot.target),
  }));
  return {
    bodies: new Map(prepared.map(({ address, body }) => [address, body])),
    diagnostics: prepared.flatMap(({ diagnostics }) => diagnostics),
  };
}

interface Known {
  /** What references will be; null where it has to be created first. */
  readonly identities: Identities;
  readonly live: ReadonlyMap<string, PlanFacts["snapshot"]["resources"][number]>;
  readonly extract: (body: Body) => Body;
}

function knowIdentities(matches: readonly Match[], facts: PlanFacts): Known {
  const { snapshot, options, state, desired } = facts;
  const live = new Map(snapshot.resources.map((resource) => [`${resource.kind} ${resource.id}`, resource]));
  const identities = new Map<Address, { id: string; arn: string; name: string } | null>();
  const present = new Map<Address, { id: string; arn: string; name: string }>();
  for (const lookup of desired.lookups) {
    const found = snapshot.lookups[lookup.address];
    const identity = found?.type === "found" ? found.identity : undefined;
    const recorded = options.refresh === "none" ? state?.lookups?.[lookup.address] : undefined;
    const known = identity ?? recorded;
    if (!known) continue;
    identities.set(lookup.address, known);
    present.set(lookup.address, known);
  }
  for (const match of matches) {
    const found = live.get(`${match.kind} ${match.id}`);
    const recorded = options.refresh === "none" || !isReadable(match, facts) ? match.record : undefined;
    const there = found ?? recorded;
    if (there) present.set(match.address, there);
    if (!match.desired) continue;
    const stays = there && !(found && needsReplacement(match.desired.body, found));
    const aliases = found?.aliases ? { aliases: found.aliases } : {};
    const identity = stays ? { id: there.id, arn: there.arn, name: match.desired.name, ...aliases } : null;
    identities.set(match.address, identity);
  }
  return { identities, live, extract: bodyExtractor(present) };
}

function decideAll(
  matches: readonly Match[],
  bodies: ReadonlyMap<Address, Body>,
  known: Known,
  facts: PlanFacts,
): readonly Decision[] {
  const decisionFacts: DecisionFacts = {
    identities: known.identities,
    extract: known.extract,
    sha256: facts.sha256,
    destroy: facts.mode === "destroy",
    allowDelete: facts.options.allowDelete,
    unread: facts.options.refresh === "none",
  };
  const forgotten = new Set(facts.desired.removed);
  return matches.flatMap((match) => {
    const live = known.live.get(`${match.kind} ${match.id}`);
    const body = bodies.get(match.address);
    if (body) return [decideDesired(match, body, live, decisionFacts)];
    if (!match.record) return [];
    return decideRecorded(match, live, forgotten.has(match.address) || isBornWith(match), decisionFacts) ?? [];
  });
}

/** Flows that every instance is born with cannot be deleted; names are the only sign of them (facts of the service). */
function isBornWith({ kind, record, desired }: Match): boolean {
  return kind === "flow" && desired === undefined && (record?.name.startsWith("Default ") ?? false);
}

function referencesOf(bodies: ReadonlyMap<Address, Body>): ReadonlyMap<Address, readonly Address[]> {
  return new Map(
    [...bodies].map(([address, body]) => [
      address,
      [...new Set(findReferences(body).map(({ reference }) => reference.address))].sort(),
    ]),
  );
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

function findAllDrift(
  decisions: readonly Decision[],
  bodies: ReadonlyMap<Address, Body>,
  facts: PlanFacts,
): readonly Drift[] {
  if (facts.options.refresh === "none") return [];
  return decisions.flatMap((decision) => findDrift(decision, bodies.get(decision.match.address), facts.sha256) ?? []);
}

/** What only the state knows, and no decision removes. */
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

function summarize(changes: readonly Change[], drift: readonly Drift[]): Summary {
  const summary = { create: 0, update: 0, replace: 0, adopt: 0, delete: 0, keep: 0, drift: 0, conflict: 0 };
  for (const { action } of changes) summary[action]++;
  for (const { kind } of drift) summary[kind === "conflict" ? "conflict" : "drift"]++;
  return summary;
}

type Parts = Pick<Plan, "changes" | "drift" | "orphans" | "diagnostics">;

function seal(facts: PlanFacts, parts: Parts): Plan {
  const { options, state, snapshot } = facts;
  const whole = options.targets.length === 0 && options.excludes.length === 0 && snapshot.unreadable.length === 0;
  const above = {
    formatVersion: PLAN_FORMAT,
    tool: facts.tool,
    createdAt: facts.createdAt,
    environment: facts.environment.name,
    mode: facts.mode,
    complete: whole && options.refresh === "full",
    applyable: !hasErrors(parts.diagnostics),
    target: snapshot.target,
    state: { lineage: state?.lineage ?? null, serial: state?.serial ?? 0, sha256: facts.stateSha256 },
    manifest: facts.manifest,
    options,
    ...parts,
    summary: summarize(parts.changes, parts.drift),
  };
  const planHash = planHashOf(above, facts.sha256);
  return { ...above, planHash, fileHash: fileHashOf({ ...above, planHash }, facts.sha256) };
}
