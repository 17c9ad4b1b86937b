import { expect, test } from "vitest";
import { openBuckets } from "../../src/connect/pace/buckets.js";
import { openCaller } from "../../src/connect/pace/caller.js";
import type { Environment } from "../../src/model/environment.js";
import { virtualClock } from "../support/virtual-clock.js";
import { ENVIRONMENT } from "./wire.js";

const RATE = { perSecond: 2, burst: 5 };
const environment: Environment = { ...ENVIRONMENT, rate: RATE };

/** The service's own bucket: it refuses what comes when there is no token. */
function service(now: () => number) {
  let [tokens, at, refused] = [RATE.burst, now(), 0];
  const send = async () => {
    tokens = Math.min(RATE.burst, tokens + ((now() - at) / 1000) * RATE.perSecond);
    at = now();
    if (tokens < 1) {
      refused++;
      throw Object.assign(new Error("Rate exceeded"), {
        name: "TooManyRequestsException",
        $metadata: { httpStatusCode: 429 },
      });
    }
    tokens -= 1;
    return {};
  };
  return { send, refused: () => refused };
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Seconds that so many processes, which know nothing of each other, take for so many calls each. */
async function together(processes: number, calls: number, seed: number) {
  const clock = virtualClock();
  const { now, sleep } = clock;
  const { send, refused } = service(now);
  const started = now();
  const callers = Array.from({ length: processes }, (_, index) => {
    const world = { now, sleep, random: numbers(seed + index * 77), buckets: openBuckets(clock) };
    return openCaller({
      environment,
      world,
      send,
      scope: () => "1 eu",
      place: { endpoint: "", region: "", profile: "" },
    });
  });
  const all = callers.flatMap((caller) =>
    Array.from({ length: calls }, () => caller.read("DescribeContactFlow", {} as never, "it")),
  );
  await clock.during(Promise.all(all));
  return { seconds: (now() - started) / 1000, refused: refused() };
}

test.each([
  [60, 1],
  [60, 2],
  [60, 3],
  [150, 1],
  [150, 2],
  [150, 3],
])("processes of %i calls that share a rate unknowingly end as early as one could (seed %i)", async (calls, seed) => {
  const bound = (2 * calls - RATE.burst) / RATE.perSecond;
  const { seconds, refused } = await together(2, calls, seed);
  expect(seconds / bound).toBeLessThan(1.04);
  expect(refused).toBeLessThan(calls);
});

test("a process alone is never refused and loses nothing", async () => {
  expect(await together(1, 300, 1)).toEqual({ seconds: 147.5, refused: 0 });
});
