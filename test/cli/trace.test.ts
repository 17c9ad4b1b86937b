import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { copyExample } from "../examples/copy-example.js";
import { fakeWorld } from "../support/fake-world.js";
import { newFolder, write } from "./program.js";
import { SERVICE_DESK } from "./service-desk.js";

type Told = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Friday, ten in the morning in Tokyo. */
const AT = "2026-05-01T10:00:00+09:00";

async function trace(...flags: readonly string[]): Promise<Told> {
  const folder = newFolder();
  write(folder, SERVICE_DESK);
  const at = flags.includes("--at") ? [] : ["--at", AT];
  return run(folder, "simulator", "trace", "--env", "demo", ...at, ...flags);
}

async function run(folder: string, ...argv: readonly string[]): Promise<Told> {
  const { world, take } = fakeWorld(folder);
  const code = await main(argv, world);
  return { code, ...take() };
}

const GOLDENS: readonly (readonly [string, readonly string[]])[] = [
  ["queued-in-hours", ["--flow", "flow.front", "--attribute", "language=ja"]],
  ["closed-at-night", ["--flow", "flow.front", "--at", "2026-05-01T23:00+09:00"]],
  ["unknown-language", ["--flow", "flow.front", "--attribute", "language=fr"]],
  ["lambda-answers", ["--flow", "flow.customer", "--lambda-result", 'customer={"tier":"gold","name":"Aoi"}']],
  ["lambda-without-a-row", ["--flow", "flow.customer"]],
  ["lambda-fails", ["--flow", "flow.customer", "--lambda-result", 'customer={"error":"no such table"}']],
  ["percentages", ["--flow", "flow.survey", "--seed", "4"]],
  ["waits-and-rounds", ["--flow", "flow.patience"]],
  ["waits-no-longer", ["--flow", "flow.patience", "--for", "90s"]],
  ["people-needed", ["--flow", "flow.people"]],
  ["round-in-circles", ["--flow", "flow.circles"]],
  ["makes-a-task", ["--flow", "flow.follow-up", "--attribute", "order=17"]],
];

test.each(GOLDENS)("the way of a task is told: %s", async (name, flags) => {
  const { code, stdout, stderr } = await trace(...flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toMatch(/arn:|00000000-0000/);
  await expect(stdout).toMatchFileSnapshot(`traces/${name}.txt`);
});

test("a way is one document with --json, in which nothing is an ARN", async () => {
  const { stdout } = await trace("--flow", "flow.front", "--attribute", "language=ja", "--json");
  expect(stdout).not.toContain("arn:");
  await expect(stdout).toMatchFileSnapshot("traces/queued-in-hours.json");
});

test.each([
  [["--flow", "flow.front", "--attribute", "language=ja"], "queued"],
  [["--flow", "flow.customer"], "queued"],
  [["--flow", "flow.people"], "ended"],
  [["--flow", "flow.patience", "--for", "90s"], "waiting"],
  [["--flow", "flow.circles"], "stuck"],
])("the document of %j, which is %s, fits its schema", async (flags, type) => {
  const schema = JSON.parse(readFileSync(new URL("../../schemas/trace.schema.json", import.meta.url), "utf8"));
  const { stdout } = await trace(...flags, "--json");
  const isValid = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  const document = JSON.parse(stdout);
  expect([isValid(document), isValid.errors, document.end.type]).toEqual([true, null, type]);
});

test("the files are enough for an environment that is not simulated", async () => {
  const folder = newFolder();
  write(folder, SERVICE_DESK);
  const said = await run(folder, "simulator", "trace", "--env", "live", "--at", AT, "--flow", "flow.customer");
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(said.stdout).toContain("Queued in queue.english");
});

test("a flow is found by its name too", async () => {
  const [named, addressed] = await Promise.all([trace("--flow", "Front door"), trace("--flow", "flow.front")]);
  expect(named).toEqual(addressed);
});

test.each([
  ["--flow flow.frnt", "cli/unknown-flow", "flow.front"],
  ["--flow flow.front --attribute language", "cli/usage", "key=value"],
  ["--flow flow.front --attribute a!=b", "cli/usage", "key=value"],
  ["--flow flow.front --at tomorrow", "cli/usage", "--at 2026"],
  ["--flow flow.front --at 2026-02-31T09:00Z", "cli/usage", "--at 2026"],
  ["--flow flow.front --lambda-result customer=gold", "cli/usage", "--lambda-result"],
  ["--flow flow.front --lambda none.json", "cli/usage", "--lambda"],
  ["--flow flow.front --lambda broken.json", "cli/usage", "exactly one"],
  ["--flow flow.front --applied --env live", "cli/usage", "--applied"],
  ["--flow flow.front --applied", "cli/usage", "apply first"],
])("%s is a mistake that is told", async (flags, code, help) => {
  const folder = newFolder();
  write(folder, { ...SERVICE_DESK, "broken.json": { customer: { result: {}, error: 7, more: 1 }, other: 7 } });
  const env = flags.includes("--env") ? [] : ["--env", "demo"];
  const said = await run(folder, "simulator", "trace", ...env, ...flags.split(" "));
  expect(said.code).toBe(3);
  expect(said.stderr).toContain(code);
  expect(said.stderr).toContain(help);
});

test("what is wrong with a flow stops the traces of those that lead to it, and of no other", async () => {
  const folder = newFolder();
  write(folder, SERVICE_DESK);
  const { code: whole } = await run(folder, "simulator", "trace", "--env", "demo", "--at", AT, "--flow", "Closed");
  write(folder, { "closed.json": { ...SERVICE_DESK["closed.json"], StartAction: "nowhere" } });
  const traced = (flow: string) => run(folder, "simulator", "trace", "--env", "demo", "--at", AT, "--flow", flow);
  const [led, other, named] = [await traced("flow.front"), await traced("flow.survey"), await traced("Survey")];
  expect([whole, led.code, other.code]).toEqual([0, 3, 0]);
  expect(led.stderr).toContain("closed.json");
  expect(other.stderr).toBe("");
  expect(named).toEqual(other);
});

test("what was applied is followed with --applied, and nothing is changed", async () => {
  const folder = newFolder();
  write(folder, SERVICE_DESK);
  const document = { instances: [{ alias: "demo", region: "us-east-1", account: "123456789012", ...LIVING }] };
  write(folder, { "instance.json": document });
  expect(await run(folder, "simulator", "load", "instance.json")).toMatchObject({ code: 0 });
  expect(await run(folder, "apply", "--env", "demo", "--auto-approve")).toMatchObject({ code: 0 });
  const before = await run(folder, "simulator", "dump");
  const flags = ["--env", "demo", "--flow", "flow.front", "--at", AT, "--attribute", "language=ja"];
  const applied = await run(folder, "simulator", "trace", "--applied", ...flags);
  const byFiles = await run(folder, "simulator", "trace", ...flags);
  expect(applied.stdout).toBe(byFiles.stdout.replace("by the files", "as applied"));
  expect(await run(folder, "simulator", "dump")).toEqual(before);
});

const LIVING = { lambdas: ["arn:aws:lambda:us-east-1:123456789012:function:customer"] };

test.each([
  ["outage-task", ["--flow", "flow.outage-task"]],
  ["billing-task", ["--flow", "flow.billing-task"]],
  ["to-queue", ["--flow", "flow.to-queue", "--attribute", "language=ja"]],
])("the contact centre's %s is followed offline", async (name, flags) => {
  const { run } = copyExample("contact-centre", 80);
  const { code, stdout, stderr } = await run("simulator", "trace", "--env", "demo", "--at", AT, ...flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  await expect(stdout).toMatchFileSnapshot(`traces/contact-centre-${name}.txt`);
});
