import { expect, test } from "vitest";
import { serviceRateLimit } from "../../src/sim/rate-limit.js";

/** How many calls at once an operation takes. */
function burstOf(operation: string): number {
  const limit = serviceRateLimit(() => 0);
  let taken = 0;
  try {
    for (; taken < 100; taken += 1) limit(operation, "here");
  } catch {
    return taken;
  }
  return taken;
}

test.each([
  ["ListContactFlows", 5],
  ["StartTaskContact", 5],
  ["DescribeContact", 15],
  ["TagContact", 25],
  ["UntagContact", 25],
])("%s takes %i calls at once", (operation, burst) => {
  expect(burstOf(operation)).toBe(burst);
});
