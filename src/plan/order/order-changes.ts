import { type Address, kindOf } from "../../model/address.js";
import { kindFacts } from "../../model/kind.js";
import type { Decision } from "../decide/decide.js";
import { orderNodes, type Place } from "./order.js";

/** What an order of writes depends on besides the decisions. */
export interface OrderFacts {
  /** All addresses that a desired body refers to, itself included. */
  readonly refersTo: ReadonlyMap<Address, readonly Address[]>;
  /** Who takes a name that another gives away. */
  readonly names: ReadonlyMap<Address, Address>;
}

/** The places of what is written: after all it refers to, and after the one whose name it takes. */
export function orderWrites(writes: readonly Decision[], { refersTo, names }: OrderFacts): ReadonlyMap<Address, Place> {
  const decisions = new Map(writes.map((decision) => [decision.match.address, decision]));
  const among = (targets: Iterable<Address>) => [...targets].filter((to) => decisions.has(to));
  const giver = (address: Address) => among([names.get(address) ?? ""]);
  const needs = new Map(
    [...decisions].map(([address, { waitsFor }]) => [address, new Set([...among(waitsFor), ...giver(address)])]),
  );
  const after = new Map(
    [...decisions.keys()].map((address) => [
      address,
      new Set([...among(refersTo.get(address) ?? []), ...giver(address)]),
    ]),
  );
  for (const [address, targets] of after) if (!needs.get(address)?.has(address)) targets.delete(address);
  const cost = (address: Address, members: ReadonlySet<Address>) =>
    members.has(names.get(address) ?? "") ? Number.POSITIVE_INFINITY : placeholderCost(decisions.get(address));
  return orderNodes({ after, needs, cost });
}

/**
 * What cannot be opened by a placeholder costs Infinity; an entry point costs most, since callers may come in
 * meanwhile; a module more than a flow in the background, since its caller would go on without it.
 */
function placeholderCost(decision: Decision | undefined): number {
  if (!decision || (decision.action !== "create" && decision.action !== "replace")) return Number.POSITIVE_INFINITY;
  const { kind, desired } = decision.match;
  if (!kindFacts(kind).hasContent) return Number.POSITIVE_INFINITY;
  if (kind === "module") return 2;
  return desired?.body["type"] === "CONTACT_FLOW" ? 3 : 1;
}

/** Deletes in the reverse order of references: who refers to others goes before them. `offset` is the last wave of writes. */
export function orderDeletes(deletes: readonly Decision[], offset: number): ReadonlyMap<Address, Place> {
  const after = new Map(deletes.map(({ match }) => [match.address, new Set<Address>()]));
  for (const { match } of deletes) {
    for (const to of match.record?.dependsOn ?? []) if (to !== match.address) after.get(to)?.add(match.address);
  }
  const cost = (address: Address) => (kindFacts(kindOf(address)).hasContent ? 1 : Number.POSITIVE_INFINITY);
  const places = orderNodes({ after, needs: after, cost });
  return new Map([...places].map(([address, place]) => [address, { ...place, wave: place.wave + offset }]));
}
