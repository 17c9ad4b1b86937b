import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { breakLock as breakLockIn } from "../../../src/state/lock/break-lock.js";
import { folderSeat, type LockPlace } from "../../../src/state/lock/folder-seat.js";
import { acquireLock as acquireIn, type LockAsk } from "../../../src/state/lock/lock.js";
import { readyLock } from "../../../src/state/lock/lock-place.js";
import type { LockRecord } from "../../../src/state/lock/lock-record.js";
import { diagnosticOf, projectFolder } from "../sample.js";

type LockOptions = LockAsk & LockPlace;

const acquireLock = (options: LockOptions) => acquireIn(folderSeat(options), options);
const breakLock = (place: LockPlace, id: string) => breakLockIn(folderSeat(place), place.environment, id);
const readLock = (place: LockPlace) => folderSeat(place).read();

const lockFile = (folder: string) => join(folder, "state/prod.lock");

/** Options with a clock that only sleeping moves. */
function asker(folder: string, more: Partial<LockOptions> = {}): LockOptions & { slept: number[] } {
  let clock = Date.UTC(2030, 0, 1);
  const slept: number[] = [];
  return {
    folder,
    environment: "prod",
    operation: "apply",
    who: "ann",
    host: "ci-1",
    pid: 100,
    timeoutMs: 0,
    now: () => clock,
    sleep: async (ms) => {
      slept.push(ms);
      clock += ms;
    },
    random: () => 0.5,
    newId: () => "lock-1",
    isAlive: () => true,
    slept,
    ...more,
  };
}

async function heldBy(folder: string, more: Partial<LockOptions> = {}) {
  return acquireLock(asker(folder, { newId: () => "holder", who: "bob", pid: 7, ...more }));
}

test("writes who holds it and what for", async () => {
  const folder = await projectFolder();
  const lock = await acquireLock(asker(folder, { runUrl: "https://ci/1", processStart: "t0" }));
  const record = {
    id: "lock-1",
    environment: "prod",
    operation: "apply",
    who: "ann",
    host: "ci-1",
    pid: 100,
    since: "2030-01-01T00:00:00.000Z",
    runUrl: "https://ci/1",
    processStart: "t0",
  };
  expect(JSON.parse(await readFile(lockFile(folder), "utf8"))).toEqual(record);
  expect(lock.record).toEqual(record);
  expect(await readLock({ folder, environment: "prod" })).toEqual({ type: "held", record });
  expect(lock.takenOver).toBeUndefined();
});

test("leaves nothing but the lock, and nothing at all after its release", async () => {
  const folder = await projectFolder();
  const lock = await acquireLock(asker(folder));
  expect(await readdir(join(folder, "state"))).toEqual(["prod.lock"]);
  await lock.release();
  await lock.release();
  expect(await readdir(join(folder, "state"))).toEqual([]);
  expect(await readLock({ folder, environment: "prod" })).toEqual({ type: "free" });
});

test("locks each environment by itself", async () => {
  const folder = await projectFolder();
  await heldBy(folder);
  expect((await acquireLock(asker(folder, { environment: "staging" }))).record.environment).toBe("staging");
});

test("tells the whole record and the command to break it when it does not come", async () => {
  const folder = await projectFolder();
  await heldBy(folder, { runUrl: "https://ci/1" });
  const { code, detail, help } = await diagnosticOf(acquireLock(asker(folder)));
  expect(code).toBe("state/locked");
  expect(detail).toBe(
    "Lock holder on prod: apply by bob on ci-1, process 7, since 2030-01-01T00:00:00.000Z, CI run https://ci/1.",
  );
  expect(help).toContain("`connectctl unlock holder --env prod`");
  expect(await readdir(join(folder, "state"))).toEqual(["prod.lock"]);
});

test("waits as long as it may, in steps that vary, and tells once for whom", async () => {
  const folder = await projectFolder();
  await heldBy(folder);
  const told: (string | undefined)[] = [];
  const chances = [0, 1, 0.5, 0];
  const options = asker(folder, {
    timeoutMs: 1800,
    random: () => chances.shift() ?? 0,
    onWait: (holder) => void told.push(holder?.who),
  });
  expect((await diagnosticOf(acquireLock(options))).detail).toContain("Waited 1.8 seconds.");
  expect(options.slept).toEqual([250, 750, 500, 250, 50]);
  expect(told).toEqual(["bob"]);
});

test("has the lock as soon as it is given back", async () => {
  const folder = await projectFolder();
  const other = await heldBy(folder);
  const lock = await acquireLock(asker(folder, { timeoutMs: 60_000, sleep: () => other.release() }));
  expect(lock.record.id).toBe("lock-1");
  expect(lock.takenOver).toBeUndefined();
});

test("stops waiting when sleeping is interrupted, and leaves no file", async () => {
  const folder = await projectFolder();
  await heldBy(folder);
  const sleep = async () => {
    throw new Error("stopped");
  };
  await expect(acquireLock(asker(folder, { timeoutMs: 1000, sleep }))).rejects.toThrow("stopped");
  expect(await readdir(join(folder, "state"))).toEqual(["prod.lock"]);
});

test("takes over from a dead process of the same host, and tells from whom", async () => {
  const folder = await projectFolder();
  const dead = await heldBy(folder);
  const lock = await acquireLock(asker(folder, { isAlive: (pid) => pid !== 7 }));
  expect(lock.takenOver).toEqual(dead.record);
  await lock.assertHeld();
  expect((await diagnosticOf(dead.assertHeld())).code).toBe("state/lock-lost");
  expect(await readdir(join(folder, "state"))).toEqual(["prod.lock"]);
});

test("never takes over from another host", async () => {
  const folder = await projectFolder();
  await heldBy(folder, { host: "ci-2" });
  expect((await diagnosticOf(acquireLock(asker(folder, { isAlive: () => false })))).code).toBe("state/locked");
});

test.each([
  [undefined, "t1", "state/locked"],
  ["t1", undefined, "state/locked"],
  ["t1", "t1", "state/locked"],
])("takes over no lock of its own pid with the starts %s and %s", async (before, now, code) => {
  const folder = await projectFolder();
  await heldBy(folder, { pid: 100, processStart: before });
  const options = asker(folder, { processStart: now, isAlive: () => false });
  expect((await diagnosticOf(acquireLock(options))).code).toBe(code);
});

test("takes over from an earlier process that had its own pid", async () => {
  const folder = await projectFolder();
  await heldBy(folder, { pid: 100, processStart: "t0" });
  expect((await acquireLock(asker(folder, { processStart: "t1" }))).takenOver?.id).toBe("holder");
});

test("lets at most one of many take over the same dead lock", async () => {
  const folder = await projectFolder();
  await heldBy(folder);
  const isAlive = (pid: number) => pid !== 7;
  const asking = Array.from({ length: 20 }, (_, index) =>
    acquireLock(asker(folder, { newId: () => `id-${index}`, isAlive })),
  );
  const winners = (await Promise.allSettled(asking)).filter(({ status }) => status === "fulfilled");
  expect(winners).toHaveLength(1);
  expect(await readdir(join(folder, "state"))).toEqual(["prod.lock"]);
});

test("leaves a lock alone that somebody else took over since it was found dead", async () => {
  const folder = await projectFolder();
  const dead = await heldBy(folder);
  const second = await acquireLock(asker(folder, { isAlive: (pid) => pid !== 7 }));
  const late = await readyLock(lockFile(folder), { ...dead.record, id: "late" });
  expect(await late.replace("holder")).toBe(false);
  await late.tidy();
  await second.assertHeld();
});

test("leaves a take-over that was killed half-way to a person", async () => {
  const folder = await projectFolder();
  await heldBy(folder);
  await writeFile(join(folder, "state/prod.holder.takeover.lock"), "");
  const again = () => acquireLock(asker(folder, { isAlive: () => false }));
  expect((await diagnosticOf(again())).help).toContain("unlock holder");
  await breakLock({ folder, environment: "prod" }, "holder");
  expect((await again()).takenOver).toBeUndefined();
  expect(await readdir(join(folder, "state"))).toEqual(["prod.lock"]);
});

test("goes by a lock that does not say which state it is of: its place does", async () => {
  const folder = await projectFolder();
  await mkdir(join(folder, "state"));
  const record = { id: "x1", operation: "apply", who: "bob", host: "ci-9", pid: 7, since: "2030-01-01T00:00:00Z" };
  await writeFile(lockFile(folder), JSON.stringify(record));
  const { code, detail, help } = await diagnosticOf(acquireLock(asker(folder)));
  expect(code).toBe("state/locked");
  expect(detail).toBe("Lock x1: apply by bob on ci-9, process 7, since 2030-01-01T00:00:00Z.");
  expect(help).toContain("`connectctl unlock x1 --env prod`");
  expect(await breakLock({ folder, environment: "prod" }, "x1")).toEqual(record);
});

test.each(["", "{", '{"id":"x"}', '{"id":"../x","pid":1}', "null"])(
  "takes the unreadable lock %j for held",
  async (text) => {
    const folder = await projectFolder();
    await mkdir(join(folder, "state"));
    await writeFile(lockFile(folder), text);
    const { code, detail, help } = await diagnosticOf(
      acquireLock(asker(folder, { isAlive: () => false, timeoutMs: 10 })),
    );
    expect(code).toBe("state/locked");
    expect(detail).toContain("cannot be read");
    expect(help).toContain(`delete ${lockFile(folder)}`);
    expect(await readFile(lockFile(folder), "utf8")).toBe(text);
    expect((await diagnosticOf(breakLock({ folder, environment: "prod" }, "x"))).code).toBe("state/lock-unreadable");
  },
);

test.each([
  ["gone", async (file: string) => rm(file), "it is gone"],
  ["another's", async (file: string, other: LockRecord) => writeFile(file, JSON.stringify(other)), "somebody else"],
  ["torn", async (file: string) => writeFile(file, "{"), "cannot be read"],
])("notices that the lock is %s", async (_, change, words) => {
  const folder = await projectFolder();
  const lock = await acquireLock(asker(folder));
  await lock.assertHeld();
  await change(lockFile(folder), { ...lock.record, id: "other" });
  const { code, detail } = await diagnosticOf(lock.assertHeld());
  expect(code).toBe("state/lock-lost");
  expect(detail).toContain(words);
});

test("does not release the lock of somebody else", async () => {
  const folder = await projectFolder();
  const lock = await acquireLock(asker(folder));
  await breakLock({ folder, environment: "prod" }, "lock-1");
  const other = await heldBy(folder);
  await lock.release();
  await other.assertHeld();
});

test("leaves a lock alone that somebody else took between the look and the release", async () => {
  const folder = await projectFolder();
  const place = { folder, environment: "prod" };
  const seat = folderSeat(place);
  const read: typeof seat.read = async () => {
    const reading = await seat.read();
    if (reading.type === "free") return reading;
    await breakLock(place, "lock-1");
    await heldBy(folder);
    return reading;
  };
  const lock = await acquireIn({ ...seat, read }, asker(folder));
  await lock.release();
  expect(await readLock(place)).toMatchObject({ type: "held", record: { id: "holder" } });
});

test("breaks the lock with the given id and gives its record", async () => {
  const folder = await projectFolder();
  const { record } = await heldBy(folder);
  expect(await breakLock({ folder, environment: "prod" }, "holder")).toEqual(record);
  expect((await diagnosticOf(breakLock({ folder, environment: "prod" }, "holder"))).code).toBe("state/not-locked");
});

test.each([
  ["holdre", "write `holder`"],
  ["another-one", "it changed hands"],
])("keeps the lock when it is asked to break %s", async (id, words) => {
  const folder = await projectFolder();
  const lock = await heldBy(folder);
  const { code, detail, help } = await diagnosticOf(breakLock({ folder, environment: "prod" }, id));
  expect(code).toBe("state/lock-id");
  expect(detail).toContain("by bob on ci-1");
  expect(help).toContain(words);
  await lock.assertHeld();
});
