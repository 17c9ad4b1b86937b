import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Rig, startRig } from "../torture/rig.js";
import { manifestOf, newFolder, program, write } from "./program.js";

let rig: Rig;
const DOCUMENT = { instances: [{ alias: "acme", region: "us-east-1", account: "123456789012", empty: true }] };

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig.stop());

const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-secret" };

/** A project for the rig, with a fault waiting for it. */
async function onRig(rules: Parameters<Rig["rules"]>[0], names: readonly string[] = ["a", "b"]): Promise<string> {
  await rig.restore({ document: DOCUMENT });
  await rig.rules(rules);
  const folder = newFolder();
  const place = { simulator: false, instance: "acme", region: "us-east-1", endpoint: rig.url, rate: "unlimited" };
  write(folder, { "connectctl.json": manifestOf(names, place) });
  Object.assign(process.env, KEYS);
  return folder;
}

async function applied(names: readonly string[]): Promise<string> {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(names) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  return folder;
}

test("0: done, and nothing to do", async () => {
  const folder = await applied(["a"]);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["plan", "--detailed-exitcode"])).toMatchObject({ code: 0 });
});

test("1: the service fails before any write", async () => {
  const folder = await onRig([{ operation: "ListHoursOfOperations", call: 1, times: 99, fault: "quota" }]);
  const said = await program(folder, ["apply", "--auto-approve"]);
  expect(said).toMatchObject({ code: 1 });
  expect(await rig.done()).toEqual([]);
});

test("1: the first write of all is refused", async () => {
  const folder = await onRig([{ operation: "write", call: 1, times: 99, fault: "quota" }]);
  const said = await program(folder, ["apply", "--auto-approve"]);
  expect(said.stderr).toContain("connect/quota");
  expect(said.code).toBe(1);
  expect(await rig.done()).toEqual([]);
});

test("1, or 7 after a write: something could not be read, and was left out", async () => {
  const folder = await onRig([]);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  await rig.rules([{ operation: "DescribeHoursOfOperation", call: 1, times: 99, fault: "error-before" }]);
  const sleep = async () => undefined;
  const said = await program(folder, ["apply", "--auto-approve"], { sleep });
  expect([said.code, said.stderr]).toEqual([1, expect.stringContaining("cli/left-out")]);
  expect(said.stderr.replace(/\s+/g, " ")).toContain("hours.a, hours.b");
  const rest = ["apply", "--auto-approve", "--exclude", "hours.*"];
  expect(await program(folder, rest, { sleep })).toMatchObject({ code: 0 });
  const place = { simulator: false, instance: "acme", region: "us-east-1", endpoint: rig.url, rate: "unlimited" };
  write(folder, { "connectctl.json": manifestOf(["a", "b", "c"], place) });
  expect(await program(folder, ["apply", "--auto-approve"], { sleep })).toMatchObject({ code: 7 });
});

test("1: a pull could not read something, and left it out", async () => {
  const folder = await onRig([]);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  await rig.rules([{ operation: "DescribeHoursOfOperation", call: 1, times: 99, fault: "error-before" }]);
  const sleep = async () => undefined;
  const said = await program(folder, ["pull", "--kinds", "flow,hours"], { sleep });
  expect([said.code, said.stderr]).toEqual([1, expect.stringContaining("connectctl pull hours.")]);
  await rig.rules([]);
  expect(await program(folder, ["pull", "--kinds", "flow,hours"])).toMatchObject({ code: 0 });
});

test("2: a flow file is not in the stable form", async () => {
  const folder = newFolder();
  const end = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  const content = { Version: "2019-10-30", StartAction: "end", Metadata: {}, Actions: [end] };
  const flows = { main: { name: "Main", content: "main.json" } };
  write(folder, { "connectctl.json": { ...manifestOf([]), flows }, "main.json": JSON.stringify(content) });
  expect(await program(folder, ["fmt", "--check"])).toMatchObject({ code: 2 });
  expect(readFileSync(join(folder, "main.json"), "utf8")).toBe(JSON.stringify(content));
  expect(await program(folder, ["fmt"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["fmt", "--check"])).toMatchObject({ code: 0 });
});

test("2: there are changes, and there is drift", async () => {
  const folder = await applied(["a"]);
  write(folder, { "connectctl.json": manifestOf(["a", "b"]) });
  expect(await program(folder, ["plan", "--detailed-exitcode"])).toMatchObject({ code: 2 });
  rmSync(join(folder, ".connectctl"), { recursive: true });
  const moved = JSON.parse(readFileSync(join(folder, "state/demo.json"), "utf8")) as { instanceArn: string };
  const id = moved.instanceArn.split("/").at(-1);
  write(folder, { "dump.json": { instances: [{ alias: "demo", id, empty: true }] } });
  expect(await program(folder, ["simulator", "load", "dump.json"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["drift"])).toMatchObject({ code: 2 });
  expect(await program(folder, ["drift", "--exit-zero"])).toMatchObject({ code: 0 });
});

test("3: the command line or the manifest is wrong, or nobody approves", async () => {
  const folder = newFolder();
  expect(await program(folder, ["plan"])).toMatchObject({ code: 3 });
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  expect(await program(folder, ["plan", "--no-such-flag"])).toMatchObject({ code: 3 });
  expect(await program(folder, ["apply"])).toMatchObject({ code: 3 });
  const stdin = { isTTY: true, readLine: async () => "no" };
  expect(await program(folder, ["apply"], { stdin })).toMatchObject({ code: 3 });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
});

test("4: the plan is stale", async () => {
  const folder = await applied(["a"]);
  write(folder, { "connectctl.json": manifestOf(["a", "b"]) });
  expect(await program(folder, ["plan", "--out", "p.json"])).toMatchObject({ code: 0 });
  write(folder, { "connectctl.json": manifestOf(["a", "c"]) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const before = readFileSync(join(folder, "state/demo.json"), "utf8");
  const said = await program(folder, ["apply", "p.json"]);
  expect(said).toMatchObject({ code: 4 });
  expect(said.stderr).toContain("cli/stale-plan");
  expect(readFileSync(join(folder, "state/demo.json"), "utf8")).toBe(before);
});

test("4: the state and the instance have moved on, and both are told at once", async () => {
  const folder = await applied(["a"]);
  write(folder, { "connectctl.json": manifestOf(["a", "b"]) });
  expect(await program(folder, ["plan", "--out", "p.json"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const said = await program(folder, ["apply", "p.json"]);
  expect(said).toMatchObject({ code: 4 });
  expect(said.stderr).toContain("cli/stale-plan");
  expect(said.stderr).toContain("apply/moved-on");
});

test("4: the instance has moved on since the plan was saved", async () => {
  const folder = await onRig([]);
  expect(await program(folder, ["plan", "--out", "p.json"])).toMatchObject({ code: 0 });
  const other = await onRigAgain(folder);
  expect(await program(other, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  await rig.done();
  const said = await program(folder, ["apply", "p.json"]);
  expect(said).toMatchObject({ code: 4 });
  expect(said.stderr).toContain("apply/moved-on");
  expect(await rig.done()).toEqual([]);
});

/** A second working copy that knows nothing of the first. */
async function onRigAgain(folder: string): Promise<string> {
  const other = newFolder();
  write(other, { "connectctl.json": readFileSync(join(folder, "connectctl.json"), "utf8") });
  return other;
}

test("4: the state belongs to another instance", async () => {
  const folder = await onRig([]);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  await rig.restore({ document: DOCUMENT });
  const said = await program(folder, ["apply", "--auto-approve"]);
  expect(said).toMatchObject({ code: 4 });
  expect(said.stderr).toContain("cli/other-instance");
  expect(await rig.done()).toEqual([]);
});

test("5: somebody else holds the lock", async () => {
  const folder = await applied(["a"]);
  const since = "2024-01-01T00:00:00.000Z";
  const lock = { id: "theirs", environment: "demo", operation: "apply", who: "kim", host: "elsewhere", pid: 7, since };
  write(folder, { "state/demo.lock": lock });
  const said = await program(folder, ["apply", "--auto-approve"]);
  expect(said).toMatchObject({ code: 5 });
  for (const part of ["kim", "elsewhere", "7", since, "connectctl unlock theirs"]) {
    expect(said.stderr.replace(/\s+/g, " ")).toContain(part);
  }
  expect(await program(folder, ["unlock", "theirs"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
});

test("6: a safety rule forbids it", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `h${index}`);
  const folder = await applied(names);
  write(folder, { "connectctl.json": manifestOf(names.slice(0, 2)) });
  const said = await program(folder, ["apply", "--auto-approve", "--allow-delete"]);
  expect(said).toMatchObject({ code: 6 });
  expect(said.stderr).toContain("plan/too-many-deletes");
});

test("7: an apply stops half-way, and the state knows how far it came", async () => {
  const folder = await onRig([{ operation: "CreateHoursOfOperation", call: 2, fault: "quota" }]);
  const said = await program(folder, ["apply", "--auto-approve", "--parallelism", "1"]);
  expect(said).toMatchObject({ code: 7 });
  expect(await rig.done()).toEqual(["CreateHoursOfOperation"]);
  const { resources } = JSON.parse(readFileSync(join(folder, "state/demo.json"), "utf8")) as { resources: unknown[] };
  expect(resources).toHaveLength(1);
  await rig.rules([]);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
});

test.each([
  ["empty", ""],
  ["torn", '{\n"formatVersion": "1.0",\n"lineage": "a'],
  ["of a newer version", '{ "formatVersion": "9.0" }'],
  ["another document", "[]"],
])("8: the state is %s", async (_, text) => {
  const folder = await applied(["a"]);
  write(folder, { "state/demo.json": text });
  for (const argv of [["plan"], ["apply", "--auto-approve"], ["drift"], ["destroy", "--auto-approve"]]) {
    expect([argv, (await program(folder, argv)).code]).toEqual([argv, 8]);
  }
  expect(readFileSync(join(folder, "state/demo.json"), "utf8")).toBe(text);
});

test("8: the state is missing, and there are signs that there was one", async () => {
  const folder = await applied(["a"]);
  write(folder, { "connectctl.json": manifestOf(["a", "b"]) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  rmSync(join(folder, "state/demo.json"));
  const said = await program(folder, ["apply", "--auto-approve"]);
  expect(said).toMatchObject({ code: 8 });
  expect(said.stderr).toContain("state/missing");
});

test("8: the journal belongs to another state", async () => {
  const folder = await applied(["a"]);
  const header = { formatVersion: "1.0", environment: "demo", lineage: "other", serial: 1, planHash: "p" };
  const begin = { address: "hours.b", kind: "hours", action: "create", operation: "CreateHoursOfOperation", name: "b" };
  write(folder, {
    "state/demo.journal.ndjson": `${JSON.stringify(header)}\n${JSON.stringify({ seq: 1, begin })}\n`,
  });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 8 });
});

test("9: the credentials have expired before anything is read", async () => {
  const folder = await onRig([{ operation: "*", call: 1, times: 99, fault: "expired" }]);
  const said = await program(folder, ["apply", "--auto-approve"]);
  expect(said).toMatchObject({ code: 9 });
  expect(said.stderr).toContain("connect/expired-credentials");
});

test.each(["expired", "denied"] as const)("9: the first write is %s, so that nothing was changed", async (fault) => {
  const folder = await onRig([{ operation: "write", call: 1, times: 99, fault }]);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 9 });
  expect(await rig.done()).toEqual([]);
});

test("7, not 9: the credentials expire after the first write", async () => {
  const folder = await onRig([{ operation: "write", call: 2, times: 99, fault: "expired" }]);
  expect(await program(folder, ["apply", "--auto-approve", "--parallelism", "1"])).toMatchObject({ code: 7 });
  expect(await rig.done()).toEqual(["CreateHoursOfOperation"]);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s: ends with %i once running calls are done", async (signal, code) => {
  const folder = await onRig([], ["a", "b", "c"]);
  mkdirSync(join(folder, "state"), { recursive: true });
  let stop: ((signal: "SIGINT" | "SIGTERM") => void) | undefined;
  const texts: string[] = [];
  const stderr = {
    isTTY: false,
    columns: undefined,
    write(text: string) {
      texts.push(text);
      if (text.includes("call CreateHoursOfOperation")) stop?.(signal);
    },
  };
  const onSignal = (listener: (signal: "SIGINT" | "SIGTERM") => void) => {
    stop = listener;
    return () => undefined;
  };
  const said = await program(folder, ["apply", "--auto-approve", "--parallelism", "1", "--verbose"], {
    stderr,
    onSignal,
  });
  expect([said.code, texts.join("")]).toEqual([code, expect.stringContaining("Stopping")]);
  expect(await rig.done()).toEqual(["CreateHoursOfOperation"]);
  const { resources } = JSON.parse(readFileSync(join(folder, "state/demo.json"), "utf8")) as { resources: unknown[] };
  expect(resources).toHaveLength(1);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
});
