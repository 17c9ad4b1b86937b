import { findReferences } from "../flow/index.js";
import type { Address } from "../model/address.js";
import type { Json } from "../model/json.js";
import type { SmokeTest } from "../model/smoke.js";

/** Every address that a smoke test needs, its flow first. */
export function addressesIn(test: SmokeTest): readonly Address[] {
  const { flow, expect } = test;
  const queues = [expect.queue, expect.notQueue].flatMap((address) => address ?? []);
  const texts = findReferences(textsOf(test)).map(({ reference }) => reference.address);
  return [...new Set([flow, ...queues, ...texts])];
}

/** All texts of a smoke test in which a reference may stand. */
export function textsOf({ taskName, description, attributes, expect }: SmokeTest): Json {
  return { taskName, description: description ?? "", attributes, expected: expect.attributes };
}
