import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run, runJson } from "../support/command-line.js";
import { CREDENTIALS, type Shared, shared } from "./remote-project.js";

const KEY = "prod.json";

async function applied(acme: Shared): Promise<string> {
  const folder = await acme.machine();
  const { code, stderr } = await run(folder, "apply", "--auto-approve");
  expect([code, stderr.includes("error")], stderr).toEqual([0, false]);
  return folder;
}

/** The real program in another process, killed when the store is asked to write a key. */
async function killedAt(acme: Shared, folder: string, key: RegExp): Promise<void> {
  const script = resolve("src/cli/bin.ts");
  const argv = ["--import", import.meta.resolve("tsx"), script, "apply", "--auto-approve", "--parallelism", "1"];
  const child = spawn(process.execPath, argv, { cwd: folder, env: { ...process.env, ...CREDENTIALS } });
  onTestFinished(() => void child.kill("SIGKILL"));
  acme.s3.behaviour.trouble = (request) => {
    if (request.method !== "PUT" || !key.test(request.key)) return undefined;
    child.kill("SIGKILL");
    return "cut";
  };
  const [, signal] = await once(child, "exit");
  acme.s3.behaviour.trouble = () => undefined;
  expect(signal).toBe("SIGKILL");
}

test("keeps the state in the bucket, so that another machine has nothing left to do", async () => {
  const acme = await shared();
  await applied(acme);
  expect(acme.s3.keys()).toEqual([KEY, `${KEY}.history/1.json`]);
  const other = await acme.machine();
  expect((await run(other, "plan", "--detailed-exitcode")).code).toBe(0);
  expect(await runJson(other, 0, "state", "list")).toHaveLength(2);
  expect(acme.flows()).toEqual(["A", "B"]);
});

test("lets one of two applies at once win, and tells the other who holds the lock", async () => {
  const acme = await shared();
  const folders = await Promise.all([acme.machine(), acme.machine()]);
  const started = folders.map((folder) => run(folder, "apply", "--auto-approve"));
  // Only the holder writes a journal: it waits there until the other one has ended.
  acme.s3.behaviour.trouble = async ({ key }) => {
    if (key.includes(".journal/")) await Promise.race(started);
    return undefined;
  };
  const runs = await Promise.all(started);
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 5]);
  expect(runs.find(({ code }) => code === 5)?.stderr).toMatch(/apply by .* process \d+[\s\S]*connectctl unlock/);
  expect(acme.flows()).toEqual(["A", "B"]);
});

test.each([
  ["before the first write", /journal\/.*000001-begin/],
  ["between a write and its end", /journal\/.*000001-end/],
  ["before the state is written", /^prod\.json$/],
])("repairs on another machine what a run left that was killed %s", async (when, key) => {
  const acme = await shared();
  const before = when.includes("state") ? await acme.machine() : undefined;
  if (before) {
    // The first write of the state opens the journal; the one meant here comes at the end.
    await run(before, "apply", "--auto-approve", "--target", "flow.a");
  }
  await killedAt(acme, await acme.machine(), key);
  expect(acme.s3.keys()).toContain(`${KEY}.lock`);
  const other = await acme.machine();
  const { code, stderr } = await run(other, "apply", "--auto-approve");
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("Took over the lock of a process that is gone");
  expect(acme.flows()).toEqual(["A", "B"]);
  expect(await runJson(other, 0, "state", "list")).toHaveLength(2);
  expect((await run(other, "plan", "--detailed-exitcode")).code).toBe(0);
  expect(acme.s3.keys().filter((name) => /lock|journal/.test(name))).toEqual([]);
});

test("breaks the lock of a machine that is gone", async () => {
  const acme = await shared();
  await applied(acme);
  const lock = { id: "gone", environment: "prod", operation: "apply", who: "ci", host: "h", pid: 1, since: "2030" };
  acme.s3.set(`${KEY}.lock`, JSON.stringify(lock));
  const other = await acme.machine();
  expect((await run(other, "apply", "--auto-approve")).code).toBe(5);
  expect((await run(other, "unlock", "gone")).code).toBe(0);
  expect((await run(other, "apply", "--auto-approve")).code).toBe(0);
});

test("says what is wrong with the store, with its exit code", async () => {
  const acme = await shared();
  const folder = await acme.machine();
  acme.s3.behaviour.trouble = () => ({ status: 403, code: "AccessDenied" });
  const denied = await run(folder, "plan");
  expect([denied.code, denied.stderr]).toEqual([9, expect.stringContaining("state/store-denied")]);
  acme.s3.behaviour.trouble = () => undefined;
  const nowhere = await acme.machine(`{ s3: "s3://nowhere/prod.json", endpoint: "${acme.s3.endpoint}" }`);
  expect((await run(nowhere, "plan")).code).toBe(8);
});

test("moves a state to a bucket and back, and tells the line to change", async () => {
  const acme = await shared();
  const folder = await acme.machine("state/prod.json");
  await run(folder, "apply", "--auto-approve");
  const local = await readFile(join(folder, "state/prod.json"), "utf8");
  const store = ["--store-endpoint", acme.s3.endpoint];
  const there = await run(folder, "state", "migrate", "--to", "s3://states/prod.json", ...store);
  expect(there.code, there.stderr).toBe(0);
  expect(there.stdout).toMatch(/connectctl\.yaml, line 3.*\n\n {2}state: \{ s3: s3:\/\/states\/prod\.json, endpoint: /);
  expect(acme.s3.text(KEY)).toBe(local);
  const forgotten = await run(folder, "plan");
  expect([forgotten.code, forgotten.stderr]).toEqual([8, expect.stringContaining("state/missing")]);
  const manifest = await readFile(join(folder, "connectctl.yaml"), "utf8");
  const pointed = manifest.replace("state: state/prod.json", /state: \{.*\}/.exec(there.stdout)?.[0] ?? "");
  await writeFile(join(folder, "connectctl.yaml"), pointed);
  expect((await run(folder, "plan", "--detailed-exitcode")).code).toBe(0);
  const back = await run(folder, "state", "migrate", "--to", "state/prod.json");
  expect(back.code, back.stderr).toBe(0);
  expect(await readFile(join(folder, "state/prod.json"), "utf8")).toBe(local);
  expect(acme.s3.keys().filter((key) => !key.includes(".history/"))).toEqual([]);
});

test("migrates nothing while a journal is left, and nothing onto another lineage", async () => {
  const acme = await shared();
  await applied(acme);
  const local = await acme.machine("state/prod.json");
  await run(local, "apply", "--auto-approve");
  const store = ["--store-endpoint", acme.s3.endpoint];
  const onto = await run(local, "state", "migrate", "--to", "s3://states/prod.json", ...store);
  expect([onto.code, onto.stderr]).toEqual([8, expect.stringContaining("state/other-lineage")]);
  const begin = { action: "create", address: "flow.c", kind: "flow", name: "C", operation: "CreateContactFlow" };
  const lineage = JSON.parse(await readFile(join(local, "state/prod.json"), "utf8")).lineage;
  const header = { environment: "prod", formatVersion: "1.0", lineage, planHash: "p", serial: 2 };
  const journal = `${JSON.stringify(header)}\n${JSON.stringify({ begin, seq: 1 })}\n`;
  await writeFile(join(local, "state/prod.journal.ndjson"), journal);
  const left = await run(local, "state", "migrate", "--to", "s3://states/other.json", ...store);
  expect([left.code, left.stderr]).toEqual([8, expect.stringContaining("state/journal-left")]);
  expect(acme.s3.keys().filter((key) => !key.startsWith(KEY))).toEqual([]);
});

test("finishes a migration that was stopped before the old state was put aside", async () => {
  const acme = await shared();
  const folder = await acme.machine("state/prod.json");
  await run(folder, "apply", "--auto-approve");
  acme.s3.set(KEY, await readFile(join(folder, "state/prod.json"), "utf8"));
  const store = ["--store-endpoint", acme.s3.endpoint];
  expect((await run(folder, "state", "migrate", "--to", "s3://states/prod.json", ...store)).code).toBe(0);
});
