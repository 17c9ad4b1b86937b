import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/command-line.js";
import type { S3Request } from "../support/s3-server.js";
import { type Shared, shared } from "./remote-project.js";

// A lock that cannot be given back: each command that takes one ends as it would, says so, and leaves a state that is whole.

const APPLY = ["apply", "--auto-approve"];
const FAILURE = { status: 500, code: "InternalError" };
const isGivenBack = ({ method, key }: S3Request) => method === "DELETE" && key.endsWith(".lock");

interface Case {
  readonly argv: readonly string[];
  readonly code: number;
  /** What the state records in the end; null where none is to be there. */
  readonly recorded: readonly string[] | null;
  /** What comes first, when all is well yet. */
  readonly first?: (folder: string, acme: Shared) => Promise<unknown>;
  /** Where the state lies at the beginning; otherwise in the bucket. */
  readonly home?: string;
}

const BOTH = ["flow.a", "flow.b"];

const CASES: Readonly<Record<string, Case>> = {
  apply: { argv: APPLY, code: 0, recorded: BOTH, first: renamed },
  "apply with nothing to do": { argv: APPLY, code: 0, recorded: BOTH },
  "apply of a saved plan": { argv: ["apply", "p.json"], code: 0, recorded: BOTH, first: planned },
  "apply that a safety rule forbids": { argv: [...APPLY, "--no-adopt"], code: 6, recorded: ["flow.b"], first: forgot },
  "apply that nobody approves": { argv: [...APPLY, "--expect-plan", "sha256:0"], code: 4, recorded: BOTH },
  destroy: { argv: ["destroy", "--auto-approve"], code: 0, recorded: [] },
  smoke: { argv: ["smoke"], code: 0, recorded: BOTH },
  "state mv": { argv: ["state", "mv", "flow.a", "flow.z"], code: 0, recorded: ["flow.b", "flow.z"] },
  "state mv of nothing": { argv: ["state", "mv", "flow.no", "flow.z"], code: 3, recorded: BOTH },
  "state rm": { argv: ["state", "rm", "flow.a"], code: 0, recorded: ["flow.b"] },
  "state rm of nothing": { argv: ["state", "rm", "flow.nobody"], code: 3, recorded: BOTH },
  "state restore": { argv: ["state", "restore", "2"], code: 0, recorded: BOTH, first: forgot },
  "state restore of nothing": { argv: ["state", "restore", "77"], code: 8, recorded: BOTH },
  "state repair": { argv: ["state", "repair"], code: 0, recorded: BOTH },
  "state repair of a lost state": {
    argv: ["state", "repair", "--from-instance", "--auto-approve"],
    code: 0,
    recorded: BOTH,
    first: async (_, { s3 }) => s3.set("prod.json", undefined),
  },
  "state repair of a state that is there": {
    argv: ["state", "repair", "--from-instance", "--auto-approve"],
    code: 8,
    recorded: BOTH,
  },
  pull: { argv: ["pull", "--all"], code: 0, recorded: BOTH },
  "pull of nothing": { argv: ["pull", "flow.nobody"], code: 3, recorded: BOTH },
  "state migrate, out of the bucket": {
    argv: ["state", "migrate", "--to", "state/prod.json"],
    code: 0,
    recorded: null,
  },
  "state migrate, into the bucket": {
    argv: ["state", "migrate", "--to", "s3://states/prod.json"],
    code: 0,
    recorded: BOTH,
    home: "state/prod.json",
  },
};

async function renamed(folder: string): Promise<void> {
  const file = join(folder, "connectctl.yaml");
  writeFileSync(file, (await readFile(file, "utf8")).replace("name: A,", "name: Z,"));
}

async function planned(folder: string): Promise<void> {
  await renamed(folder);
  expect(await run(folder, "plan", "--out", "p.json")).toMatchObject({ code: 0 });
}

async function forgot(folder: string): Promise<void> {
  expect(await run(folder, "state", "rm", "flow.a")).toMatchObject({ code: 0 });
}

test.each(Object.entries(CASES))("%s", async (_, { argv, code, recorded, first, home }) => {
  const acme = await shared();
  const folder = await acme.machine(home);
  expect(await run(folder, ...APPLY)).toMatchObject({ code: 0 });
  await first?.(folder, acme);
  acme.s3.behaviour.trouble = (request) => (isGivenBack(request) ? FAILURE : undefined);
  const store = home === undefined ? [] : ["--store-endpoint", acme.s3.endpoint, "--store-region", "us-east-1"];
  const said = await run(folder, ...argv, ...store);
  const text = said.stderr.replace(/\s+/g, " ");
  const { id } = JSON.parse(acme.s3.text("prod.json.lock") ?? "") as { id: string };
  expect([said.code, text]).toEqual([code, expect.stringContaining("warning cli/lock-left")]);
  expect(text).toContain("The lock could not be given back");
  expect(text).toContain(`connectctl unlock ${id}`);
  expect(text).not.toMatch(/state\/unwritten|cli\/bug/);
  expect(addressesIn(acme.s3.text("prod.json"))).toEqual(recorded);
  expect(acme.s3.keys().filter((key) => key.includes("journal"))).toEqual([]);
});

function addressesIn(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const { resources } = JSON.parse(text) as { readonly resources: readonly { readonly address: string }[] };
  return resources.map(({ address }) => address);
}

test("the next command is refused until the lock is broken, and goes on from a whole state", async () => {
  const acme = await shared();
  const folder = await acme.machine();
  acme.s3.behaviour.trouble = (request) => (isGivenBack(request) ? FAILURE : undefined);
  const said = await run(folder, ...APPLY);
  const [, id = ""] = /connectctl unlock\s+([\w-]+)/.exec(said.stderr) ?? [];
  // Who holds it is this very process, alive: nobody may take it over.
  expect(await run(folder, ...APPLY)).toMatchObject({ code: 5 });
  const stuck = await run(folder, "unlock", id);
  expect([stuck.code, stuck.stderr]).toEqual([1, expect.stringContaining("state/store-failure")]);
  acme.s3.behaviour.trouble = () => undefined;
  expect(await run(folder, "unlock", id)).toMatchObject({ code: 0 });
  expect(await run(folder, "plan", "--detailed-exitcode")).toMatchObject({ code: 0 });
  expect(acme.flows()).toEqual(["A", "B"]);
});

test("what a program reads stays one document, and the last event stays the summary", async () => {
  const acme = await shared();
  const folder = await acme.machine();
  acme.s3.behaviour.trouble = (request) => (isGivenBack(request) ? FAILURE : undefined);
  const applied = await run(folder, ...APPLY, "--json");
  const events = applied.stdout.trimEnd().split("\n");
  expect(JSON.parse(events.at(-1) ?? "")).toMatchObject({ type: "run_summary", status: "done" });
  acme.s3.set("prod.json.lock", undefined);
  const moved = await run(folder, "state", "mv", "flow.a", "flow.z", "--json");
  expect(JSON.parse(moved.stdout)).toMatchObject({ serial: 3 });
});

test("a lock in the folder is given back however the work ends", async () => {
  const acme = await shared();
  const folder = await acme.machine("state/prod.json");
  expect(await run(folder, ...APPLY)).toMatchObject({ code: 0 });
  const before = readFileSync(join(folder, "state/prod.json"), "utf8");
  for (const argv of [
    ["state", "rm", "flow.no"],
    ["state", "restore", "99"],
    ["pull", "flow.no"],
    [...APPLY, "--expect-plan", "sha256:0"],
  ]) {
    expect((await run(folder, ...argv)).code).toBeGreaterThan(0);
    expect(await run(folder, "doctor")).toMatchObject({ stdout: expect.not.stringContaining("locked") });
  }
  expect(readFileSync(join(folder, "state/prod.json"), "utf8")).toBe(before);
});
