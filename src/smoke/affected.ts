import type { Address } from "../model/address.js";
import type { SmokeTest, SmokeTestCase } from "../model/smoke.js";
import { addressesIn } from "./named.js";

/** Smoke tests that name something that was changed, or something that leads there, over however many references. */
export function affectedTests<Test extends SmokeTest | SmokeTestCase>(
  tests: readonly Test[],
  changed: ReadonlySet<Address>,
  refersTo: (address: Address) => readonly Address[],
): readonly Test[] {
  const named = (test: Test) => ("expect" in test ? addressesIn(test) : [test.name, test.flow]);
  return tests.filter((test) => reaches(named(test), changed, refersTo));
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
