import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { openJournal } from "../../src/state/journal/journal.js";
import { folderSeat } from "../../src/state/lock/folder-seat.js";
import { acquireLock } from "../../src/state/lock/lock.js";
import { compiledRoom } from "./compiled.js";
import { INSTANCE, projectFolder, stateOf, storeIn } from "./sample.js";

const PROLOGUE = `
import { createHash, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { folderMedium } from "./src/state/disk/folder-medium.js";
import { folderSeat } from "./src/state/lock/folder-seat.js";
import { openJournal } from "./src/state/journal/journal.js";
import { acquireLock } from "./src/state/lock/lock.js";
import { openStateStore } from "./src/state/document/state-store.js";
const folder = process.argv[2];
const isAlive = (pid) => { try { process.kill(pid, 0); return true; } catch (error) { return error.code === "EPERM"; } };
const lock = () => acquireLock(folderSeat({ folder, environment: "prod" }), { environment: "prod", operation: "apply", who: "child", host: hostname(),
  pid: process.pid, timeoutMs: 60000, now: Date.now, sleep, newId: randomUUID, isAlive, random: () => 0 });
const medium = folderMedium({ folder, path: "state/prod.json", environment: "prod", now: Date.now });
const store = openStateStore(medium, { newLineage: randomUUID, sha256: (text) => createHash("sha256").update(text).digest("hex") });
const say = (text) => process.stdout.write(text + "\\n");
`;

/** Starts another process that uses the room; it is gone at the end of the test at the latest. */
async function child(room: string, folder: string, body: string): Promise<ChildProcessWithoutNullStreams> {
  const script = join(room, `script-${sha(body)}.js`);
  await writeFile(script, PROLOGUE + body);
  const started = spawn(process.execPath, [script, folder]);
  onTestFinished(() => void started.kill("SIGKILL"));
  started.stderr.on("data", (data) => process.stderr.write(data));
  return started;
}

const sha = (text: string) => Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) % 1_000_007, 7);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("lets only one of several processes at a time work on a state", async () => {
  const [room, folder] = [await compiledRoom(), await projectFolder()];
  await storeIn(folder).write(stateOf());
  const body = `
    for (let turn = 0; turn < 5; turn++) {
      const held = await lock();
      appendFileSync(folder + "/log", "in ");
      const state = await store.read();
      await held.assertHeld();
      await store.write({ ...state, count: (state.count ?? 0) + 1 });
      appendFileSync(folder + "/log", "out ");
      await held.release();
    }`;
  const children = await Promise.all([1, 2, 3].map(() => child(room, folder, body)));
  const codes = await Promise.all(children.map((one) => once(one, "exit")));
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
  expect(await readFile(join(folder, "log"), "utf8")).toBe("in out ".repeat(15));
  expect(await storeIn(folder).read()).toMatchObject({ count: 15, serial: 16 });
  expect((await readdir(join(folder, "state"))).sort()).toEqual([".history", "prod.json"]);
});

test("takes over the lock of a process that was killed, and finds what it had begun", async () => {
  const [room, folder] = [await compiledRoom(), await projectFolder()];
  const killed = await child(
    room,
    folder,
    `await lock();
     const state = await store.write(store.create(${JSON.stringify(INSTANCE)}));
     const journal = openJournal({ folder, environment: "prod" });
     await journal.start({ lineage: state.lineage, serial: state.serial, planHash: "p" });
     const entry = { kind: "flow", action: "create", operation: "Create", name: "A" };
     await journal.end(await journal.begin({ ...entry, address: "flow.a" }), { id: "a", arn: "arn:a" });
     await journal.begin({ ...entry, address: "flow.b" });
     say("begun");
     await sleep(60000);`,
  );
  await once(killed.stdout, "data");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const lock = await acquireLock(folderSeat({ folder, environment: "prod" }), {
    ...{ environment: "prod", operation: "apply", who: "me", host: hostname(), pid: process.pid, timeoutMs: 0 },
    ...{ now: Date.now, sleep: (ms: number) => sleep(ms), newId: () => "mine", isAlive },
  });
  expect(lock.takenOver?.pid).toBe(killed.pid);
  const left = await openJournal({ folder, environment: "prod" }).read();
  expect(left?.entries.map(({ begin, end }) => [begin.address, end?.id])).toEqual([
    ["flow.a", "a"],
    ["flow.b", undefined],
  ]);
  expect(left?.header.lineage).toBe((await storeIn(folder).read())?.lineage);
});

test("leaves a whole state, an old one or a new one, whenever the writer is killed", async () => {
  const [room, folder] = [await compiledRoom(), await projectFolder()];
  const store = storeIn(folder);
  await store.write(stateOf());
  let last = 1;
  for (let round = 0; round < 6; round++) {
    const writer = await child(
      room,
      folder,
      `let state = await store.read();
       for (let count = 0; ; count++) {
         state = await store.write({ ...state, note: "x".repeat(200000) + count });
         say(String(state.serial));
       }`,
    );
    let said = "";
    writer.stdout.on("data", (data) => {
      said += data;
      if (said.split("\n").length > 3 + round) writer.kill("SIGKILL");
    });
    await once(writer, "close");
    const told = Number(said.trimEnd().split("\n").at(-1));
    const read = await store.read();
    expect(read?.serial).toBeGreaterThanOrEqual(Math.max(told, last + 1));
    last = read?.serial ?? 0;
  }
});
