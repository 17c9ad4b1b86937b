import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { builtBinary, run } from "../torture/binary.js";
import { wantedIn, writeProject } from "../torture/project.js";
import { type Rig, startRig } from "../torture/rig.js";
import { verify } from "../torture/verify.js";
import { newFolder } from "./program.js";

let rig: Rig;
let binary: string;

// Whoever is first builds the program, which takes long on a machine that does other things too.
beforeAll(async () => {
  [rig, binary] = await Promise.all([startRig(), builtBinary()]);
}, 300_000);

afterAll(() => rig.stop());

beforeEach(async () => {
  const acme = { alias: "acme", region: "us-east-1", account: "123456789012", empty: true };
  await rig.restore({ document: { instances: [acme] } });
  await rig.rules([]);
});

const APPLY = ["apply", "--auto-approve", "--allow-delete"];

async function project(version = 0): Promise<string> {
  const folder = newFolder();
  await writeProject(folder, wantedIn(version), rig.url);
  return folder;
}

/** Does something as soon as a process says something that it is waited for to say. */
function whenSaid(text: string, act: (child: ChildProcess) => void): (child: ChildProcess) => void {
  return (child) => {
    let said = "";
    let isDone = false;
    const listen = (data: unknown) => {
      said += String(data);
      if (isDone || !said.includes(text)) return;
      isDone = true;
      act(child);
    };
    child.stderr?.on("data", listen);
    child.stdout?.on("data", listen);
  };
}

async function assertConverged(folder: string, version = 0): Promise<void> {
  expect(await run(binary, APPLY, { folder })).toMatchObject({ code: 0 });
  const [instance] = (await rig.dump()).instances;
  if (!instance) throw new Error("no instance");
  expect(await verify(folder, wantedIn(version), instance)).toEqual({ lost: [], doubled: [], unlike: [] });
}

/** Writes from one on wait until there are other rules: something happens meanwhile, however long it takes. */
const heldFrom = (call: number) => [{ operation: "write", call, times: 999, fault: "held" }] as const;

test.each([1, 2, 3, 4, 5])("lets exactly one of two applies work at once (%i)", async () => {
  const folder = await project();
  await rig.rules(heldFrom(1));
  const started = [run(binary, APPLY, { folder }), run(binary, APPLY, { folder })];
  await Promise.race(started);
  await rig.rules([]);
  const both = await Promise.all(started);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 5]);
  const refused = both.find(({ code }) => code === 5);
  expect(refused?.stderr.replace(/\s+/g, " ")).toMatch(
    /Lock [\w-]+ on rig: apply by .+, process \d+, since .+connectctl unlock/,
  );
  await assertConverged(folder);
});

test("stops by itself when its lock was broken, and another can go on", async () => {
  const folder = await project();
  await rig.rules(heldFrom(2));
  const lock = join(folder, "state/rig.lock");
  let unlocked: Promise<unknown> | undefined;
  const unlock = async () => {
    const { id } = JSON.parse(readFileSync(lock, "utf8")) as { id: string };
    const ended = await run(binary, ["unlock", id], { folder });
    await rig.rules([]);
    return ended;
  };
  const onStart = whenSaid("✓", () => {
    unlocked = unlock();
  });
  const first = await run(binary, [...APPLY, "--parallelism", "1"], { folder, onStart });
  expect(await unlocked).toMatchObject({ code: 0 });
  expect(first.stderr).toContain("state/lock-lost");
  expect(first.code).toBe(7);
  await assertConverged(folder);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("lets running calls finish on %s, and gives the lock back", async (signal, code) => {
  const folder = await project();
  await rig.rules(heldFrom(1));
  const onStart = (child: ChildProcess) => {
    whenSaid("call Create", () => void child.kill(signal))(child);
    whenSaid("Stopping", () => void rig.rules([]))(child);
  };
  const stopped = await run(binary, [...APPLY, "--parallelism", "2", "--verbose"], { folder, onStart });
  expect(stopped.code).toBe(code);
  const left = readdirSync(join(folder, "state")).filter((name) => name !== "rig.json" && name !== ".history");
  expect(left).toEqual([]);
  const done = await rig.done();
  expect(done.length).toBeGreaterThan(0);
  const { resources } = JSON.parse(readFileSync(join(folder, "state/rig.json"), "utf8")) as { resources: unknown[] };
  expect(resources).toHaveLength(done.filter((name) => name.startsWith("Create")).length);
  await assertConverged(folder);
});

test("stops at once on the second signal, leaves journal and lock, and the next command repairs", async () => {
  const folder = await project();
  await rig.rules([{ operation: "create", call: 2, times: 99, fault: "hang-after" }]);
  const onStart = (child: ChildProcess) => {
    whenSaid("✓", () => void child.kill("SIGINT"))(child);
    whenSaid("Once more", () => void child.kill("SIGINT"))(child);
  };
  const stopped = await run(binary, APPLY, { folder, onStart });
  expect(stopped.code).toBe(130);
  expect(existsSync(join(folder, "state/rig.journal.ndjson"))).toBe(true);
  expect(existsSync(join(folder, "state/rig.lock"))).toBe(true);
  await rig.rules([]);
  await assertConverged(folder);
});

test("gives the lock back when it is stopped while it plans", async () => {
  const folder = await project();
  await rig.rules([{ operation: "read", call: 3, times: 999, fault: "hang-before" }]);
  const onStart = (child: ChildProcess) => {
    const timer = setInterval(() => {
      if (!existsSync(join(folder, "state/rig.lock"))) return;
      clearInterval(timer);
      setTimeout(() => child.kill("SIGTERM"), 100);
    }, 20);
    child.once("exit", () => clearInterval(timer));
  };
  const stopped = await run(binary, APPLY, { folder, onStart });
  expect([stopped.code, stopped.stderr]).toEqual([143, expect.stringContaining("Nothing was changed")]);
  expect(readdirSync(join(folder, "state"))).toEqual([]);
});

test("ends quietly when nobody reads on", async () => {
  const folder = await project();
  const words = [binary, "plan"].map((word) => `'${word}'`).join(" ");
  const shell = `set -o pipefail; '${process.execPath}' ${words} | head -1; echo "codes \${PIPESTATUS[0]}"`;
  const env = { ...process.env, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
  const child = spawn("bash", ["-c", shell], { cwd: folder, env });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += String(text)));
  child.stderr.on("data", (text) => (err += String(text)));
  await new Promise((done) => child.once("close", done));
  expect(out).toMatch(/codes 0\n$/);
  expect(err).not.toMatch(/EPIPE|^ {4}at /m);
});

test.skipIf(!existsSync("/dev/full"))("says so when its output cannot be written", async () => {
  const folder = await project();
  const shell = `'${process.execPath}' '${binary}' plan --json > /dev/full`;
  const env = { ...process.env, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
  const child = spawn("bash", ["-c", shell], { cwd: folder, env });
  let err = "";
  child.stderr.on("data", (text) => (err += String(text)));
  const code = await new Promise((done) => child.once("close", done));
  expect(code).toBe(1);
  expect(err).toContain("ENOSPC");
  expect(err).not.toMatch(/^ {4}at /m);
});

async function shell(words: readonly string[]): Promise<number | null> {
  const child = spawn(words[0] ?? "", words.slice(1), { stdio: "ignore" });
  return new Promise((done) => {
    child.once("error", () => done(-1));
    child.once("close", done);
  });
}

test("keeps the old state when the disk is full, and goes on once there is room", async (context) => {
  const folder = newFolder();
  const state = join(folder, "state");
  mkdirSync(state);
  if ((await shell(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", state])) !== 0) return context.skip();
  try {
    await writeProject(folder, wantedIn(0), rig.url);
    expect(await run(binary, APPLY, { folder })).toMatchObject({ code: 0 });
    const before = readFileSync(join(state, "rig.json"), "utf8");
    await writeProject(folder, wantedIn(1), rig.url);
    fill(join(state, "filler"));
    await rig.done();
    const full = await run(binary, APPLY, { folder });
    expect(full.stderr).toMatch(/disk is full/);
    expect(full.stderr).not.toMatch(/^ {4}at |cli\/bug/m);
    const isChanged = (await rig.done()).length > 0;
    expect(full.code).toBe(isChanged ? 7 : 8);
    expect(readFileSync(join(state, "rig.json"), "utf8")).toBe(before);
    writeFileSync(join(state, "filler"), "");
    const { rmSync } = await import("node:fs");
    rmSync(join(folder, "errored.rig.state.json"), { force: true });
    await assertConverged(folder, 1);
  } finally {
    await shell(["umount", state]);
  }
});

function fill(file: string): void {
  for (let size = 4096; size >= 256; size /= 2) {
    try {
      for (;;) writeFileSync(file, "x".repeat(size), { flag: "a" });
    } catch {
      // As full as it gets with pieces of this size.
    }
  }
}

test.skipIf(process.getuid?.() === 0)("writes nothing in a folder that is read-only", async () => {
  const folder = await project();
  mkdirSync(join(folder, "state"));
  chmodSync(join(folder, "state"), 0o500);
  const refused = await run(binary, APPLY, { folder });
  chmodSync(join(folder, "state"), 0o700);
  expect(refused.stderr).toContain("state/unwritable");
  expect(refused.code).toBe(8);
  expect(await rig.done()).toEqual([]);
});

test("writes nothing in a folder that is mounted read-only", async (context) => {
  const folder = await project();
  const state = join(folder, "state");
  mkdirSync(state);
  if ((await shell(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", state])) !== 0) return context.skip();
  try {
    const refused = await run(binary, APPLY, { folder });
    expect(refused.stderr).toContain("read-only");
    expect(refused.code).toBe(8);
    expect(await rig.done()).toEqual([]);
  } finally {
    await shell(["umount", state]);
  }
});

test.each([3_600_000, -3_600_000])("does not mind a clock that jumps by %i ms", async (jump) => {
  const folder = await project();
  await rig.rules([{ operation: "read", call: 2, times: 3, fault: "throttle" }]);
  const env = { TORTURE_JUMP: String(jump) };
  expect(await run(binary, APPLY, { folder, hook: true, env })).toMatchObject({ code: 0 });
  await assertConverged(folder);
});
