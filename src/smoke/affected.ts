import type { Address } from "../model/address.js";
import type { SmokeTest } from "../model/smoke.js";
import { addressesIn } from "./named.js";

/** Smoke tests that name something that was changed, or something that leads there, over however many references. */
export function affectedTests(
  tests: readonly SmokeTest[],
  changed: ReadonlySet<Address>,
  refersTo: (address: Address) => readonly Address[],
): readonly SmokeTest[] {
  return tests.filter((test) => reaches(addressesIn(test), changed, refersTo));
}

function reaches(
  from: readonly Address[],
  changed: ReadonlySet<Address>,
  refersTo: (address: Address) => readonly Address[],
): boolean {
  const seen = new Set<Address>(from);
  for (const address of seen) {
    if (changed.has(address)) return true;
    for (const next of refersTo(address)) seen.add(next);
  }
  return false;
}
