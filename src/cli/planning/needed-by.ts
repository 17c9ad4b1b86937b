import { findReferences } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Checked } from "../../model/diagnostic.js";
import type { Desired } from "../../model/resource.js";

/**
 * What a flow needs of a desired graph, and what is wrong with that: itself and all that it refers to, over however many
 * references. The flow is given by its address or name; the whole graph where none is called so.
 */
export function neededBy(wanted: string, checked: Checked<Desired>): Checked<Desired> {
  const { value, diagnostics } = checked;
  const text = wanted.normalize("NFC");
  const flow = value.resources.find(
    ({ kind, address, name }) => kind === "flow" && (address === text || name === text),
  );
  if (flow === undefined) return checked;
  const needed = reachedFrom(flow.address, value);
  const isNeeded = ({ address }: { readonly address: Address }) => needed.has(address);
  return {
    value: { ...value, resources: value.resources.filter(isNeeded), lookups: value.lookups.filter(isNeeded) },
    diagnostics: diagnostics.filter(({ address }) => address === undefined || needed.has(address)),
  };
}

/** A set that grows while it is gone through. */
function reachedFrom(start: Address, { resources }: Desired): ReadonlySet<string> {
  const bodies = new Map(resources.map(({ address, body }) => [address, body]));
  const reached = new Set<Address>([start]);
  for (const address of reached)
    for (const { reference } of findReferences(bodies.get(address) ?? {})) reached.add(reference.address);
  return reached;
}
