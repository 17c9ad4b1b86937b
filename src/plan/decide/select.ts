import { addressesIn } from "../../flow/index.js";
import { type Address, kindOf } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { isManagedKind } from "../../model/kind.js";
import { nearNames } from "../../model/near-name.js";
import { matchesAny, matchesPattern } from "../../model/pattern.js";
import type { PlanOptions } from "../../model/plan.js";
import type { Desired } from "../../model/resource.js";

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

/** As `selectAddresses`, of what the manifest asks for alone: what the instance and the state have is not known yet. */
export function selectDesired({ resources }: Desired, options: PlanOptions): ReadonlySet<Address> {
  const bodies = new Map(resources.map(({ address, body }) => [address, body]));
  const refersTo = (address: Address) => addressesIn(Object.values(bodies.get(address) ?? {})).filter(isManaged);
  return selectAddresses([...bodies.keys()], options, refersTo);
}

const isManaged = (address: Address) => isManagedKind(kindOf(address));

/** Says which patterns fit nothing: a typo would leave out, or take along, what nobody meant. */
export function checkPatterns(addresses: readonly Address[], options: PlanOptions): readonly Diagnostic[] {
  const idle = (patterns: readonly string[]) =>
    patterns.filter((pattern) => !addresses.some((address) => matchesPattern(pattern, address)));
  return [
    ...idle(options.targets).map((pattern) => fitsNothing(`--target ${pattern}`, pattern, addresses)),
    ...idle(options.excludes).map((pattern) => fitsNothing(`--exclude ${pattern}`, pattern, addresses)),
  ];
}

function fitsNothing(flag: string, pattern: string, addresses: readonly Address[]): Diagnostic {
  const near = nearNames(pattern, addresses);
  return {
    severity: "warning",
    code: "plan/pattern-fits-nothing",
    summary: "A pattern fits no address",
    detail: `\`${flag}\` fits none of the ${addresses.length} addresses in the manifest and the state.`,
    help: near.length > 0 ? `write ${near.map((name) => `\`${name}\``).join(" or ")}` : "see `connectctl state list`",
  };
}
