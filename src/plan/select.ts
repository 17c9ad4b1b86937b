import type { Address } from "../model/address.js";
import { matchesAny } from "../model/pattern.js";
import type { PlanOptions } from "../model/plan.js";

/**
 * The addresses that `--target` and `--exclude` leave: what a target refers to, near and far, comes with it; what is
 * excluded stays out even then.
 */
export function selectAddresses(
  addresses: readonly Address[],
  options: PlanOptions,
  refersTo: (address: Address) => Iterable<Address>,
): ReadonlySet<Address> {
  const wanted = options.targets.length === 0 ? addresses : addresses.filter((one) => matchesAny(options.targets, one));
  const selected = new Set<Address>();
  const queue = [...wanted];
  for (const address of queue) {
    if (selected.has(address) || matchesAny(options.excludes, address)) continue;
    selected.add(address);
    queue.push(...refersTo(address));
  }
  return selected;
}
