import { placeholderContent } from "../flow/index.js";
import { type Address, kindOf } from "../model/address.js";
import type { Change, Precondition } from "../model/change.js";
import { isWrite } from "../model/change.js";
import { findComponents, isCircle } from "../model/circles.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { JsonObject } from "../model/json.js";
import { isManagedKind } from "../model/kind.js";
import type { Identity } from "../model/resource.js";
import type { Decision } from "./decide/decide.js";
import type { Identities } from "./decide/identities.js";
import type { PlanFacts } from "./facts.js";
import { riskOf } from "./guard/risk.js";
import type { Place } from "./order/order.js";
import { type OrderFacts, orderDeletes, orderWrites } from "./order/order-changes.js";

export interface ChangeFacts extends OrderFacts {
  readonly identities: Identities;
  readonly facts: PlanFacts;
}

/** The context of one plan, with what is asked of it often. */
interface Context extends ChangeFacts {
  readonly desired: ReadonlySet<Address>;
  readonly recordedReferrers: ReadonlyMap<Address, readonly Address[]>;
}

function contextOf(given: ChangeFacts): Context {
  const desired = new Set(given.facts.desired.resources.map(({ address }) => address));
  const recordedReferrers = new Map<Address, Address[]>();
  for (const { address, dependsOn } of given.facts.state?.resources ?? []) {
    for (const to of dependsOn) recordedReferrers.set(to, [...(recordedReferrers.get(to) ?? []), address]);
  }
  return { ...given, desired, recordedReferrers };
}

/** Puts decisions in order: writes by wave and address, deletes last, then what is kept. */
export function toChanges(
  decisions: readonly Decision[],
  given: ChangeFacts,
): { readonly changes: readonly Change[]; readonly diagnostics: readonly Diagnostic[] } {
  const context = contextOf(given);
  const writes = decisions.filter((decision) => isWrite(decision) && decision.action !== "delete");
  const deletes = decisions.filter(({ action }) => action === "delete");
  const places = orderWrites(writes, context);
  const last = Math.max(0, ...[...places.values()].map(({ wave }) => wave));
  const deletePlaces = orderDeletes(deletes, last);
  const kept = decisions.filter((decision) => !isWrite(decision));
  const changes = [
    ...byWave(writes.map((decision) => toChange(decision, places.get(decision.match.address), context))),
    ...byWave(deletes.map((decision) => toChange(decision, deletePlaces.get(decision.match.address), context))),
    ...byWave(kept.map((decision) => toChange(decision, undefined, context))),
  ];
  return { changes, diagnostics: [...unorderable(changes), ...leftOut(writes, context)] };
}

function byWave(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => a.wave - b.wave || (a.address < b.address ? -1 : 1));
}

function toChange(decision: Decision, place: Place | undefined, context: Context): Change {
  const { match, action, reason, before, after, fields, layoutOnly } = decision;
  return {
    address: match.address,
    kind: match.kind,
    action,
    reason,
    name: match.desired?.name ?? match.record?.name ?? "",
    id: action === "create" ? null : (match.id ?? null),
    wave: place?.wave ?? 0,
    dependsOn: action === "delete" ? referrersOf(match.address, context) : dependenciesOf(match.address, context),
    circular: place?.circular ?? [],
    risk: riskOf(decision),
    layoutOnly,
    fields,
    before,
    after,
    precondition: preconditionOf(decision),
    placeholder: place?.placeholder ? placeholderOf(decision) : null,
    resolved: resolvedOf(match.address, context),
    movedFrom: match.movedFrom ?? null,
    superseded: match.record?.superseded ?? [],
    file: match.desired?.contentFile ?? match.desired?.origin.file ?? null,
  };
}

/** Those that it refers to, and the one that gives its name away. */
function dependenciesOf(address: Address, { refersTo, names, desired }: Context): readonly Address[] {
  const references = (refersTo.get(address) ?? []).filter((to) => isManagedKind(kindOf(to)) && desired.has(to));
  const named = names.get(address);
  const all = new Set([...references, ...(named === undefined ? [] : [named])]);
  all.delete(address);
  return [...all].sort();
}

/** Those that refer to what is deleted: they go before it, or stop referring to it before. */
function referrersOf(address: Address, { recordedReferrers }: Context): readonly Address[] {
  return (recordedReferrers.get(address) ?? []).filter((referrer) => referrer !== address).sort();
}

function preconditionOf({ action, liveSha256, match }: Decision): Precondition | null {
  if (action === "create") return { absent: true };
  if (action === "keep" || liveSha256 === null) return null;
  return match.id === undefined ? { absent: true } : { sha256: liveSha256 };
}

function placeholderOf({ match, live }: Decision): JsonObject | null {
  if (match.kind !== "flow" && match.kind !== "module") return null;
  const type = match.desired?.body["type"] ?? live?.body["type"];
  return placeholderContent({ kind: match.kind, ...(typeof type === "string" ? { type } : {}) });
}

function resolvedOf(address: Address, { refersTo, identities }: ChangeFacts): Record<Address, Identity | null> {
  const targets = refersTo.get(address) ?? [];
  return Object.fromEntries(targets.flatMap((to) => (identities.has(to) ? [[to, identities.get(to) ?? null]] : [])));
}

/** A circle that no placeholder opens: names and references that wait for each other. */
function unorderable(changes: readonly Change[]): readonly Diagnostic[] {
  const waiting = new Map(
    changes
      .filter(({ wave }) => wave > 0)
      .map(({ address, dependsOn, circular }) => [address, new Set(dependsOn.filter((to) => !circular.includes(to)))]),
  );
  const strict = new Map(
    [...waiting].map(([node, targets]) => [node, new Set([...targets].filter((to) => waiting.has(to)))]),
  );
  return findComponents(strict)
    .filter((component) => isCircle(component, strict))
    .map((component) => ({
      severity: "error" as const,
      code: "plan/no-order",
      summary: "These changes wait for each other",
      detail: `No order carries out ${component.map((address) => `\`${address}\``).join(", ")}: none of them can be created empty first.`,
      help: "take one reference out, apply, put it back, and apply again",
    }));
}

/** A reference to something that has to be created (or to get an alias) first, but was left out of this plan. */
function leftOut(writes: readonly Decision[], { identities, desired, facts }: Context): readonly Diagnostic[] {
  const planned = new Set(writes.map(({ match }) => match.address));
  const isUnread = facts.options.refresh === "none";
  return writes.flatMap(({ match, waitsFor }) =>
    [...waitsFor]
      .filter((to) => !planned.has(to) && desired.has(to) && (identities.get(to) === null || !isUnread))
      .map((to) => ({
        severity: "error" as const,
        code: "plan/left-out",
        summary: "It refers to something that is left out",
        detail: `\`${match.address}\` refers to \`${to}\`, which does not exist yet and is excluded from this plan.`,
        address: match.address,
        help: `plan with \`${to}\`, or exclude \`${match.address}\` too`,
      })),
  );
}
