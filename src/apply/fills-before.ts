import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import { findComponents, type Graph } from "../model/circles.js";

/**
 * Says of each write which placeholders must be filled in before it: those of every circle that it leads callers into.
 * Placeholders of its own circle cannot be, since their contents wait for it.
 */
export function fillsBefore(writes: readonly Change[]): ReadonlyMap<Address, readonly Address[]> {
  const ways = waysOf(writes);
  const circles = new Map(findComponents(ways).flatMap((circle) => circle.map((node) => [node, circle] as const)));
  const empty = new Set(writes.filter(({ placeholder }) => placeholder !== null).map(({ address }) => address));
  return new Map(
    [...ways].map(([address, targets]) => {
      const entered = new Set([...targets].flatMap((to) => [circles.get(to) ?? []]));
      entered.delete(circles.get(address) ?? []);
      return [address, [...entered].flatMap((circle) => circle.filter((node) => empty.has(node)))];
    }),
  );
}

/** What contents wait for: that it is written, or only that it is there as a placeholder. */
function waysOf(writes: readonly Change[]): Graph<Address> {
  const byAddress = new Map(writes.map((change) => [change.address, change]));
  const isWay = ({ circular }: Change, to: Address) => !circular.includes(to) || byAddress.get(to)?.placeholder;
  return new Map(
    writes.map((change) => {
      const targets = change.dependsOn.filter((to) => byAddress.has(to) && isWay(change, to));
      return [change.address, new Set(targets)];
    }),
  );
}
