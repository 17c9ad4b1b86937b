import { type Address, addressOf, parseAddress } from "../model/address.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Kind } from "../model/kind.js";
import { distinctName, foldedName, logicalName } from "./logical-name.js";

/** Something that needs an address, by its display name. */
export interface Nameless {
  readonly id: string;
  readonly name: string;
}

/**
 * Gives each thing of a kind an address of its own, by id. Names that fall together, among themselves or with `taken`,
 * get digits from a hash of the exact name (of the id, where two have the same name): independent of the order.
 */
export function settleNames(
  kind: Kind,
  things: readonly Nameless[],
  taken: Iterable<Address>,
  sha256: Sha256,
): ReadonlyMap<string, Address> {
  const used = new Set([...taken].map((address) => foldedName(parseAddress(address)?.logicalName ?? address)));
  const groups = new Map<string, { readonly thing: Nameless; readonly name: string }[]>();
  for (const thing of things) {
    const name = logicalName(thing.name, kind, sha256);
    const folded = foldedName(name);
    groups.set(folded, [...(groups.get(folded) ?? []), { thing, name }]);
  }
  const settled = new Map<string, Address>();
  const crowded: { readonly thing: Nameless; readonly name: string; readonly secret: string }[] = [];
  for (const [folded, members] of groups) {
    const [only] = members;
    if (only && members.length === 1 && !used.has(folded)) {
      settled.set(only.thing.id, addressOf(kind, only.name));
      continue;
    }
    for (const { thing, name } of members) {
      const twins = members.filter((other) => other.thing.name === thing.name);
      crowded.push({ thing, name, secret: twins.length > 1 ? `${thing.name} ${thing.id}` : thing.name });
    }
  }
  for (const address of settled.values()) used.add(foldedName(parseAddress(address)?.logicalName ?? address));
  for (const { thing, name, secret } of crowded.sort((a, b) => (a.secret < b.secret ? -1 : 1))) {
    const distinct = [6, 12, 24].map((digits) => distinctName(name, secret, sha256, digits));
    const free = distinct.find((candidate) => !used.has(foldedName(candidate))) ?? distinct[2] ?? name;
    used.add(foldedName(free));
    settled.set(thing.id, addressOf(kind, free));
  }
  return settled;
}
