import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readyLock } from "../../src/state/lock/lock-place.js";
import { type LockRecord, readLockFile } from "../../src/state/lock/lock-record.js";
import { projectFolder } from "./sample.js";

function recordOf(id: string, pid: number): LockRecord {
  const since = "2024-01-01T00:00:00.000Z";
  return { id, environment: "prod", operation: "apply", who: "kim", host: "ci", pid, since };
}

const isDead = ({ pid }: LockRecord) => pid < 10;

test("follows one who was killed while taking over from one who was killed", async () => {
  const file = join(await projectFolder(), "state", "prod.lock");
  const first = await readyLock(file, recordOf("first", 1));
  expect(await first.place()).toBe(true);
  await first.tidy();
  // The second has the right to replace the first, and dies with it.
  const second = await readyLock(file.replace(/lock$/, "first.takeover.lock"), recordOf("second", 2));
  expect(await second.place()).toBe(true);
  await second.tidy();
  const third = await readyLock(file, recordOf("third", 33));
  expect(await third.place()).toBe(false);
  expect(await third.replace("first", isDead)).toBe(true);
  await third.tidy();
  expect(await readLockFile(file)).toMatchObject({ record: { id: "third" } });
  expect(await readdir(join(file, ".."))).toEqual(["prod.lock"]);
});

test("leaves the right to one who is alive", async () => {
  const file = join(await projectFolder(), "state", "prod.lock");
  const first = await readyLock(file, recordOf("first", 1));
  await first.place();
  const second = await readyLock(file.replace(/lock$/, "first.takeover.lock"), recordOf("second", 22));
  await second.place();
  const third = await readyLock(file, recordOf("third", 33));
  expect(await third.replace("first", isDead)).toBe(false);
  expect(await readLockFile(file)).toMatchObject({ record: { id: "first" } });
});
