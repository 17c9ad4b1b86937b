import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bucket } from "../../../src/connect/pace/bucket.js";
import { openBuckets } from "../../../src/connect/pace/buckets.js";

/** A clock that stands still until every promise has settled, then jumps to the next end of a pause. */
function fakeClock(late = () => 0) {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const wake = { at: now + ms + late(), wake: resolve };
      sleepers.push(wake);
      signal?.addEventListener("abort", () => {
        sleepers = sleepers.filter((other) => other !== wake);
        reject(signal.reason);
      });
    });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const run = async (until = Number.POSITIVE_INFINITY) => {
    await settle();
    for (let next = earliest(); next && next.at <= until; next = earliest()) {
      sleepers = sleepers.filter((other) => other !== next);
      now = Math.max(now, next.at);
      next.wake();
      await settle();
    }
    if (Number.isFinite(until)) now = Math.max(now, until);
  };
  const earliest = () => sleepers.toSorted((a, b) => a.at - b.at)[0];
  return { now: () => now, sleep, run, sleeping: () => sleepers.length };
}

/** Takes so many turns at once; the times at which they came, by ticket. */
function takeTurns(bucket: Bucket, clock: { now(): number }, count: number): number[] {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    void bucket.turn(bucket.ticket()).then(() => {
      times[index] = clock.now();
    });
  }
  return times;
}

describe("a bucket", () => {
  test("gives the burst at once and the rest at the rate", async () => {
    const clock = fakeClock();
    const times = takeTurns(new Bucket(clock, { perSecond: 2, burst: 5 }), clock, 9);
    await clock.run();
    expect(times).toEqual([0, 0, 0, 0, 0, 500, 1000, 1500, 2000]);
  });

  test("never gives more than burst and rate allow in any span, and ends as early as they allow", async () => {
    const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 25 }), burst: fc.integer({ min: 2, max: 20 }) });
    const check = async ({ perSecond, burst }: { perSecond: number; burst: number }, count: number) => {
      const clock = fakeClock();
      const times = takeTurns(new Bucket(clock, { perSecond, burst }), clock, count);
      await clock.run();
      expectWithin(times, { perSecond, burst });
      expect(times.at(-1)).toBe(Math.max(0, Math.ceil(((count - burst) * 1000) / perSecond - 1e-6)));
    };
    await fc.assert(fc.asyncProperty(limits, fc.integer({ min: 1, max: 60 }), check), { numRuns: 40 });
  });

  test("is never ahead of the service, however long calls take to get there and back", async () => {
    const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 20 }), burst: fc.integer({ min: 1, max: 20 }) });
    const ways = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 400 })), {
      minLength: 1,
      maxLength: 40,
    });
    const check = async (limit: { perSecond: number; burst: number }, some: readonly (readonly [number, number])[]) => {
      const clock = fakeClock();
      const bucket = new Bucket(clock, limit);
      // A way is as long as a call of a bucket of that size may take.
      const longest = Math.min(500, (500 * (limit.burst - 1)) / limit.perSecond);
      const there: number[] = [];
      const sent: number[] = [];
      const call = async ([percent, back]: readonly [number, number]) => {
        await bucket.turn(bucket.ticket());
        await bucket.sending(async () => {
          sent.push(clock.now());
          await clock.sleep(Math.floor((percent * longest) / 100));
          there.push(clock.now());
          await clock.sleep(back);
        });
      };
      const all = Promise.all(some.map(call));
      await clock.run();
      await all;
      expectWithin(there, limit);
      const best = Math.max(0, ((some.length - limit.burst) * 1000) / limit.perSecond);
      // A bucket of one loses what a pause in whole milliseconds is too long.
      expect(Math.max(...sent)).toBeLessThanOrEqual(best + longest + some.length);
    };
    await fc.assert(fc.asyncProperty(limits, ways, check), { numRuns: 300 });
  });

  test("stays within the rate when pauses last too long, and calls come at odd times", async () => {
    const limit = { perSecond: 3, burst: 4 };
    const delays = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 5, maxLength: 30 });
    const check = async (waits: number[]) => {
      let turn = 0;
      const clock = fakeClock(() => (waits[turn++ % waits.length] ?? 0) % 40);
      const bucket = new Bucket(clock, limit);
      const times: number[] = [];
      for (const wait of waits) {
        void bucket.turn(bucket.ticket()).then(() => times.push(clock.now()));
        await clock.run(clock.now() + wait);
      }
      await clock.run();
      expect(times).toHaveLength(waits.length);
      expectWithin(times, limit);
    };
    await fc.assert(fc.asyncProperty(delays, check), { numRuns: 40 });
  });

  test("gives turns in the order in which they were asked for", async () => {
    const clock = fakeClock();
    const bucket = new Bucket(clock, { perSecond: 4, burst: 1 });
    const order: number[] = [];
    for (const place of [1, 2, 3, 4]) void bucket.turn(bucket.ticket()).then(() => order.push(place));
    await clock.run();
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test("is empty after a refusal, stays closed for the pause, takes a smaller share, and lets the refused call go first", async () => {
    const clock = fakeClock();
    const bucket = new Bucket(clock, { perSecond: 2, burst: 2 });
    const order: string[] = [];
    const refused = bucket.ticket();
    await bucket.turn(refused);
    void bucket.turn(bucket.ticket()).then(() => order.push(`second at ${clock.now()}`));
    await clock.run();
    void bucket.turn(bucket.ticket()).then(() => order.push(`third at ${clock.now()}`));
    bucket.refuse(1200);
    void bucket.turn(refused).then(() => order.push(`first at ${clock.now()}`));
    await clock.run();
    expect(order).toEqual(["second at 0", "first at 1200", "third at 1449"]);
  });

  test("lets a call leave that is told to stop, and sleeps no longer for it", async () => {
    const clock = fakeClock();
    const bucket = new Bucket(clock, { perSecond: 0.5, burst: 1 });
    const stop = new AbortController();
    await bucket.turn(bucket.ticket());
    const waiting = bucket.turn(bucket.ticket(), stop.signal);
    await clock.run(10);
    stop.abort(new Error("stop"));
    await expect(waiting).rejects.toThrow("stop");
    await clock.run(20);
    expect(clock.sleeping()).toBe(0);
    const times = takeTurns(bucket, clock, 1);
    await clock.run();
    expect(times).toEqual([2000]);
  });

  test("sleeps no longer at once than a timer can, and waits all the same", async () => {
    const clock = fakeClock();
    const pauses: number[] = [];
    const sleep: typeof clock.sleep = (ms, signal) => {
      pauses.push(ms);
      return clock.sleep(ms, signal);
    };
    const times = takeTurns(new Bucket({ ...clock, sleep }, { perSecond: 1e-7, burst: 1 }), clock, 2);
    await clock.run();
    expect(times.map((time) => Math.round(time / 1e6))).toEqual([0, 10_000]);
    expect(Math.max(...pauses)).toBe(2 ** 31 - 1);
  });

  test("without a limit only waits after a refusal", async () => {
    const clock = fakeClock();
    const bucket = new Bucket(clock, undefined);
    const before = takeTurns(bucket, clock, 100);
    await clock.run();
    bucket.refuse(300);
    const after = takeTurns(bucket, clock, 1);
    await clock.run();
    expect(new Set(before)).toEqual(new Set([0]));
    expect(after).toEqual([300]);
  });

  test("estimates when the last of so many turns is given", async () => {
    const clock = fakeClock();
    const bucket = new Bucket(clock, { perSecond: 2, burst: 5 });
    expect(bucket.estimate(5)).toBe(0);
    expect(bucket.estimate(305)).toBe(150_000);
    const times = takeTurns(bucket, clock, 7);
    await clock.run(0);
    expect(bucket.estimate(1)).toBe(1500);
    await clock.run();
    expect(times.at(-1)).toBe(1000);
  });
});

describe("a set of buckets", () => {
  test("has one bucket an account and operation, so that operations do not wait for each other", async () => {
    const clock = fakeClock();
    const buckets = openBuckets(clock);
    const limit = { perSecond: 1, burst: 1 };
    const describeFlow = buckets.bucket("1 eu-west-2", "DescribeContactFlow", limit);
    expect(buckets.bucket("1 eu-west-2", "DescribeContactFlow", limit)).toBe(describeFlow);
    const first = takeTurns(describeFlow, clock, 3);
    const other = takeTurns(buckets.bucket("1 eu-west-2", "DescribeQueue", limit), clock, 1);
    const elsewhere = takeTurns(buckets.bucket("2 eu-west-2", "DescribeContactFlow", limit), clock, 1);
    await clock.run();
    expect([first, other, elsewhere]).toEqual([[0, 1000, 2000], [0], [0]]);
  });

  test("keeps to the strictest limit that was asked for", async () => {
    const clock = fakeClock();
    const buckets = openBuckets(clock);
    buckets.bucket("1 eu-west-2", "DescribeQueue", { perSecond: 10, burst: 10 });
    const times = takeTurns(buckets.bucket("1 eu-west-2", "DescribeQueue", { perSecond: 1, burst: 2 }), clock, 4);
    await clock.run();
    expect(times).toEqual([0, 0, 1000, 2000]);
  });
});

function expectWithin(times: readonly number[], { perSecond, burst }: { perSecond: number; burst: number }): void {
  for (const [from, start] of times.entries()) {
    for (const [to, end] of times.entries()) {
      if (to < from) continue;
      const seconds = (end - start) / 1000;
      expect(to - from + 1).toBeLessThanOrEqual(burst + perSecond * seconds + 1e-6);
    }
  }
}
