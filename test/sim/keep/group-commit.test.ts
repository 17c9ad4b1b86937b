import { expect, test } from "vitest";
import { groupCommit } from "../../../src/sim/keep/group-commit.js";

/** A write that is finished by hand; `seen` has the value of the counter at each start. */
function handWrite() {
  const ends: { done: () => void; fail: () => void }[] = [];
  const seen: number[] = [];
  const at = { value: 0 };
  const write = () => {
    seen.push(at.value);
    return new Promise<void>((resolve, reject) =>
      ends.push({ done: resolve, fail: () => reject(new Error("disk full")) }),
    );
  };
  return { ends, seen, at, commit: groupCommit(write, () => false) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("calls that come while a write runs share the next one, which has all they wrote", async () => {
  const { ends, seen, at, commit } = handWrite();
  at.value = 1;
  const first = commit();
  await settle();
  const others = [2, 3, 4].map((value) => {
    at.value = value;
    return commit();
  });
  ends[0]?.done();
  await first;
  await settle();
  expect(seen).toEqual([1, 4]);
  ends[1]?.done();
  await Promise.all(others);
});

test("a write that fails fails its callers, and the next call writes again", async () => {
  const { ends, seen, commit } = handWrite();
  const first = commit();
  await settle();
  ends[0]?.fail();
  await expect(first).rejects.toThrow("disk full");
  const second = commit();
  await settle();
  ends[1]?.done();
  await second;
  expect(seen).toHaveLength(2);
});

test("nothing is written when nothing changed", async () => {
  let writes = 0;
  const commit = groupCommit(
    async () => {
      writes += 1;
    },
    () => true,
  );
  await commit();
  expect(writes).toBe(0);
});
