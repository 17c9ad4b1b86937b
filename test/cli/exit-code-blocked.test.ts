import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Rig, startRig } from "../torture/rig.js";
import { manifestOf, newFolder, program, write } from "./program.js";
import { REACHES_SALES, smokeProject } from "./smoke-project.js";

// Code 6 of the table: everything that its row names, and nothing written by any of it.

let rig: Rig;
const DOCUMENT = { instances: [{ alias: "acme", region: "us-east-1", account: "123456789012", empty: true }] };

beforeAll(async () => {
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) vi.stubEnv(name, "EXAMPLE");
  rig = await startRig();
});

afterAll(() => {
  vi.unstubAllEnvs();
  rig.stop();
});

interface Wanted {
  readonly hours?: readonly string[];
  /** The end of the day of all hours. */
  readonly end?: string;
  /** Fields of the flow `main`; no flow without. */
  readonly flow?: object;
  readonly protect?: readonly string[];
  readonly lookups?: object;
}

function flowContent(says: string): string {
  const ends = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  const Errors = [{ NextAction: "end", ErrorType: "NoMatchingError" }];
  const Transitions = { NextAction: "end", Errors, Conditions: [] };
  const speaks = { Identifier: "say", Type: "MessageParticipant", Parameters: { Text: says }, Transitions };
  return JSON.stringify({ Version: "2019-10-30", StartAction: "say", Metadata: {}, Actions: [speaks, ends] });
}

function want(folder: string, { hours = [], end = "18:00", flow, protect, lookups = {} }: Wanted): void {
  const place = { simulator: false, instance: "acme", region: "us-east-1", endpoint: rig.url, rate: "unlimited" };
  const manifest = manifestOf(hours, { ...place, ...(protect ? { protect } : {}) });
  const flows = flow ? { flows: { main: { name: "Main", content: "main.json", ...flow } } } : {};
  const text = JSON.stringify({ ...manifest, ...flows, lookups }).replaceAll("18:00", end);
  write(folder, { "connectctl.json": text, "main.json": flowContent("Hello") });
}

async function carriedOut(wanted: Wanted, folder = newFolder()): Promise<string> {
  want(folder, wanted);
  expect(await program(folder, ["apply", "--auto-approve", "--allow-delete"])).toMatchObject({ code: 0 });
  return folder;
}

interface Case {
  /** What is applied from here at first; nothing without. */
  readonly before?: Wanted;
  /** What somebody applies from elsewhere afterwards. */
  readonly meanwhile?: Wanted;
  /** What is asked for in the end, with these flags. */
  readonly now: Wanted;
  readonly flags?: readonly string[];
  readonly says: string;
  /** What lets it through: other flags, or another manifest. */
  readonly way: { readonly now?: Wanted; readonly flags?: readonly string[] };
}

const MANY = Array.from({ length: 12 }, (_, index) => `h${index}`);

const CASES: Readonly<Record<string, Case>> = {
  "a delete that is not allowed: a replacement": {
    before: { flow: {} },
    now: { flow: { type: "CUSTOMER_QUEUE" } },
    says: "plan/delete-not-allowed",
    way: { flags: ["--allow-delete"] },
  },
  "the threshold": {
    before: { hours: MANY },
    now: { hours: MANY.slice(0, 2) },
    flags: ["--allow-delete"],
    says: "plan/too-many-deletes",
    way: { flags: ["--allow-delete", "--max-delete", "84%"] },
  },
  "something protected that would be deleted": {
    before: { hours: ["a", "b"] },
    now: { hours: ["a"], protect: ["hours.b"] },
    flags: ["--allow-delete"],
    says: "plan/protected",
    way: { now: { hours: ["a"], protect: ["hours.a"] }, flags: ["--allow-delete"] },
  },
  "something protected that would be replaced": {
    before: { flow: {} },
    now: { flow: { type: "CUSTOMER_QUEUE" }, protect: ["flow.*"] },
    flags: ["--allow-delete"],
    says: "plan/protected",
    way: { now: { flow: { type: "CUSTOMER_QUEUE" }, protect: ["hours.*"] }, flags: ["--allow-delete"] },
  },
  "a conflict": {
    before: { hours: ["a"] },
    meanwhile: { hours: ["a"], end: "20:00" },
    now: { hours: ["a"], end: "22:00" },
    says: "plan/conflict",
    way: { flags: ["--on-conflict", "overwrite"] },
  },
  "a name that is taken, where nothing may be adopted": {
    meanwhile: { hours: ["a"] },
    now: { hours: ["a"] },
    flags: ["--no-adopt"],
    says: "plan/adopt-refused",
    way: {},
  },
  "a published flow that is to be a draft": {
    before: { flow: {} },
    now: { flow: { published: false } },
    says: "plan/cannot-unpublish",
    way: { now: { flow: {} } },
  },
};

test.each(Object.entries(CASES))("6: %s", async (_, { before, meanwhile, now, flags = [], says, way }) => {
  await rig.restore({ document: DOCUMENT });
  const folder = before ? await carriedOut(before) : newFolder();
  if (meanwhile) await carriedOut(meanwhile);
  want(folder, now);
  const state = stateIn(folder);
  await rig.done();
  for (const argv of [
    ["plan", ...flags],
    ["plan", ...flags, "--detailed-exitcode", "--out", "p.json"],
    ["apply", "p.json"],
    ["apply", "--auto-approve", ...flags],
  ]) {
    const said = await program(folder, argv);
    expect([argv, said.code, said.stderr]).toEqual([argv, 6, expect.stringContaining(says)]);
  }
  expect(stateIn(folder)).toBe(state);
  expect(await rig.done()).toEqual([]);
  want(folder, way.now ?? now);
  expect(await program(folder, ["apply", "--auto-approve", ...(way.flags ?? [])])).toMatchObject({ code: 0 });
});

function stateIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, "state/demo.json"), "utf8");
  } catch {
    return undefined;
  }
}

test("6: destroy would delete something protected", async () => {
  await rig.restore({ document: DOCUMENT });
  const folder = await carriedOut({ hours: ["a", "b"], protect: ["hours.b"] });
  const state = stateIn(folder);
  await rig.done();
  const said = await program(folder, ["destroy", "--auto-approve"]);
  expect([said.code, said.stderr]).toEqual([6, expect.stringContaining("plan/protected")]);
  expect([stateIn(folder), await rig.done()]).toEqual([state, []]);
  expect(await program(folder, ["destroy", "--auto-approve", "--exclude", "hours.b"])).toMatchObject({ code: 0 });
  expect((await rig.dump()).instances[0]?.hours.map(({ name }) => name)).toEqual(["b"]);
});

test("3, not 6: a safety rule forbids it, and the manifest asks for what is not there", async () => {
  await rig.restore({ document: DOCUMENT });
  const folder = await carriedOut({ hours: ["a", "b"] });
  const flow = { description: "Plays ${prompt.beep.name}" };
  want(folder, { hours: ["a"], flow, protect: ["hours.b"], lookups: { prompt: { beep: "No such.wav" } } });
  const said = await program(folder, ["plan", "--allow-delete"]);
  expect([said.code, said.stderr]).toEqual([3, expect.stringContaining("plan/protected")]);
  expect(said.stderr).toContain("plan/missing-lookup");
});

test("6: pull finds that both sides changed, and leaves the file and the state", async () => {
  await rig.restore({ document: DOCUMENT });
  const folder = await carriedOut({ flow: {} });
  const elsewhere = newFolder();
  want(elsewhere, { flow: {} });
  write(elsewhere, { "main.json": flowContent("Good evening") });
  expect(await program(elsewhere, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  write(folder, { "main.json": flowContent("Good morning") });
  const state = stateIn(folder);
  const said = await program(folder, ["pull"]);
  expect([said.code, said.stdout]).toEqual([6, expect.stringContaining("conflict")]);
  expect(readFileSync(join(folder, "main.json"), "utf8")).toBe(flowContent("Good morning"));
  expect(stateIn(folder)).toBe(state);
  expect(await program(folder, ["pull", "--force"])).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, "main.json"), "utf8")).toContain("Good evening");
});

test("6: more tasks than --max-tasks, and none is started", async () => {
  const folder = newFolder();
  write(folder, smokeProject({ sales: REACHES_SALES }));
  const refused = await program(folder, ["apply", "--env", "demo", "--auto-approve", "--smoke", "--max-tasks", "0"]);
  expect([refused.code, refused.stderr]).toEqual([6, expect.stringContaining("smoke/too-many-tasks")]);
  expect(stateIn(folder)).toBeUndefined();
  expect(await program(folder, ["apply", "--env", "demo", "--auto-approve"])).toMatchObject({ code: 0 });
  const smoke = await program(folder, ["smoke", "--env", "demo", "--max-tasks", "0"]);
  expect([smoke.code, smoke.stderr]).toEqual([6, expect.stringContaining("smoke/too-many-tasks")]);
});
