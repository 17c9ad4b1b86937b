import { findArns, findReferences } from "../flow/index.js";
import type { Address } from "../model/address.js";
import { kindOfArn } from "../model/arn.js";
import type { Change } from "../model/change.js";

type Waits = ReadonlyMap<Address, ReadonlySet<Address>>;

/**
 * Says for each removal which others have to go before it: those whose old contents refer to it. Among deletes that is
 * what the plan says; what is replaced is known by its id alone. A circle is left open: the removal is tried.
 */
export function orderRemovals(removals: readonly Change[]): Waits {
  const deletes = new Set(removals.filter(({ action }) => action === "delete").map(({ address }) => address));
  const waits = new Map(removals.map((change) => [change.address, plannedWaits(change, deletes)]));
  const byThing = new Map(removals.map(({ kind, id, address }) => [`${kind} ${id}`, address]));
  for (const referrer of removals) {
    for (const address of oldReferences(referrer, byThing)) {
      const isPlanned = deletes.has(address) && deletes.has(referrer.address);
      if (!isPlanned && !reaches(referrer.address, address, waits)) waits.get(address)?.add(referrer.address);
    }
  }
  return waits;
}

function plannedWaits({ action, dependsOn, circular }: Change, deletes: ReadonlySet<Address>): Set<Address> {
  if (action !== "delete") return new Set();
  return new Set(dependsOn.filter((to) => deletes.has(to) && !circular.includes(to)));
}

/** Which removals the contents that a change finds refer to, by address or by ARN. */
function oldReferences({ before }: Change, byThing: ReadonlyMap<string, Address>): ReadonlySet<Address> {
  const ids = findArns(before).flatMap(({ arn }) => {
    const thing = kindOfArn(arn);
    return thing ? (byThing.get(`${thing.kind} ${thing.id}`) ?? []) : [];
  });
  return new Set([...findReferences(before).map(({ reference }) => reference.address), ...ids]);
}

/** Whether a removal waits for another, near or far. */
function reaches(from: Address, to: Address, waits: Waits): boolean {
  const passed = new Set([from]);
  for (const at of passed) for (const next of waits.get(at) ?? []) passed.add(next);
  return passed.has(to);
}
