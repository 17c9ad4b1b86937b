import { expect, test } from "vitest";
import { groupCommit } from "../../../src/state/disk/group-commit.js";

/** A sink that keeps what it was told, and fails on demand. */
function sinkThat(failsAt?: string) {
  const log: string[] = [];
  const act = async (what: string) => {
    log.push(what);
    if (what === failsAt) throw new Error(`cannot ${what}`);
  };
  return { log, append: (text: string) => act(`append ${text}`), sync: () => act("sync"), takeBack: () => act("back") };
}

test("shares one sync among calls that meet, in their order", async () => {
  const sink = sinkThat();
  const append = groupCommit(sink);
  await Promise.all(["a", "b", "c"].map(append));
  expect(sink.log).toEqual(["append abc", "sync"]);
});

test("shares the next sync among calls that come while one is running", async () => {
  const syncs: (() => void)[] = [];
  const log: string[] = [];
  const append = groupCommit({
    append: async (text) => void log.push(text),
    sync: () => new Promise((done) => syncs.push(done)),
    takeBack: async () => undefined,
  });
  const first = append("a");
  await expect.poll(() => syncs.length).toBe(1);
  const others = ["b", "c", "d"].map(append);
  syncs[0]?.();
  await first;
  await expect.poll(() => syncs.length).toBe(2);
  syncs[1]?.();
  await Promise.all(others);
  expect(log).toEqual(["a", "bcd"]);
});

test("returns only after the sync", async () => {
  const sink = sinkThat();
  await groupCommit(sink)("a");
  expect(sink.log.at(-1)).toBe("sync");
});

test("writes again after it came to rest", async () => {
  const sink = sinkThat();
  const append = groupCommit(sink);
  await append("a");
  await append("b");
  expect(sink.log).toEqual(["append a", "sync", "append b", "sync"]);
});

test.each(["append ab", "sync"])(
  "fails all that shared a failed %s, takes it back, and writes no more",
  async (step) => {
    const sink = sinkThat(step);
    const append = groupCommit(sink);
    const both = await Promise.allSettled(["a", "b"].map(append));
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const written = sink.log.length;
    expect(sink.log.at(-1)).toBe("back");
    await expect(append("c")).rejects.toThrow(`cannot ${step}`);
    expect(sink.log.slice(written).filter((line) => line.includes("append"))).toEqual([]);
  },
);
