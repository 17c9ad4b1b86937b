import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { filesOf, load, PROD, project, read, STAGING } from "../pull/project.js";
import { run, runJson } from "../support/command-line.js";
import { type Holding, type InstanceSpec, instanceOf } from "../support/instance-builder.js";
import { JAPANESE, largeHolding, SHARED } from "./large-holding.js";

function contentsOf(
  dump: {
    instances: { alias: string; flows: { name: string; content?: string }[]; modules: { content?: string }[] }[];
  },
  { alias }: InstanceSpec,
) {
  const instance = dump.instances.find((one) => one.alias === alias);
  return [...(instance?.flows ?? []), ...(instance?.modules ?? [])].map(({ content = "" }) => content);
}

describe("300 flows and 30 modules", () => {
  test("have Japanese names of more than 60 characters among them", () => {
    expect([...JAPANESE].length).toBeGreaterThan(60);
  });

  test("go from one instance to another, by name, in one apply, and a second one writes nothing", async () => {
    const folder = await project({ staging: largeHolding(), prod: SHARED });
    const pull = await run(folder, "pull", "--env", "staging", "--all");
    expect(pull.code, pull.stderr.slice(-2000)).toBe(0);
    expect(pull.calls).toMatchObject({
      ListContactFlows: 1,
      ListContactFlowModules: 1,
      ListQueues: 1,
      ListPrompts: 1,
      ListHoursOfOperations: 1,
      ListLambdaFunctions: 1,
      ListBots: 1,
      DescribeContactFlow: 300,
      DescribeContactFlowModule: 30,
    });
    expect(await runJson<Plan>(folder, 0, "plan", "--env", "staging")).toMatchObject({
      summary: { create: 0, update: 0, keep: 330 },
    });
    const files = filesOf(folder);
    expect((await run(folder, "pull", "--env", "staging", "--all")).stdout).toContain("330 unchanged; 0 files written");
    expect(filesOf(folder)).toEqual(files);

    const planned = await run(folder, "plan", "--env", "prod", "--out", "prod.plan.json");
    expect(planned.code, planned.stderr.slice(-2000)).toBe(0);
    const plan = JSON.parse(read(folder, "prod.plan.json")) as Plan;
    expect(plan.summary).toMatchObject({ create: 330, update: 0, adopt: 0 });
    const applied = await run(folder, "apply", "prod.plan.json");
    expect(applied.code, applied.stderr.slice(-2000)).toBe(0);
    const placeholders = plan.changes.filter(({ placeholder }) => placeholder !== null).length;
    expect(applied.calls).toMatchObject({ CreateContactFlow: 300, CreateContactFlowModule: 30 });
    // Each of two circles, ten pairs and ten that lead to themselves is opened by one placeholder.
    expect(placeholders).toBe(22);
    expect(applied.calls["UpdateContactFlowContent"]).toBe(placeholders);

    const dump = JSON.parse((await run(folder, "simulator", "dump")).stdout);
    const contents = contentsOf(dump, PROD);
    expect(contents.filter((text) => text.includes(STAGING.account) || text.includes(STAGING.region))).toEqual([]);
    expect(await runJson<Plan>(folder, 0, "plan", "--env", "prod")).toMatchObject({
      summary: { create: 0, update: 0, keep: 330 },
    });
    const again = await run(folder, "apply", "--env", "prod", "--auto-approve");
    expect(again.code).toBe(0);
    expect(Object.keys(again.calls).filter((call) => /^(?:Create|Update|Delete|Tag)/.test(call))).toEqual([]);
  }, 300_000);
});

test("a console edit comes back, and is exactly what another environment gets", async () => {
  const holding: Holding = {
    ...SHARED,
    flows: [
      {
        name: "Front",
        uses: [
          { at: "text", text: "hello" },
          { at: "transfer", flow: "Back" },
        ],
      },
      { name: "Back", uses: [{ at: "queue", queue: "Sales" }] },
    ],
  };
  const folder = await project({ staging: holding, prod: SHARED });
  await runJson(folder, 0, "pull", "--env", "staging", "--all");
  expect((await run(folder, "apply", "--env", "prod", "--auto-approve")).code).toBe(0);
  const edited = {
    name: "Front",
    uses: [
      { at: "text", text: "good morning" },
      { at: "transfer", flow: "Back" },
    ],
  } as const;
  await load(folder, { instances: [instanceOf(STAGING, { flows: [edited] })] });

  const drift = await run(folder, "drift", "--env", "staging");
  expect(drift.code).toBe(2);
  expect(drift.stdout).toContain("good morning");
  expect((await runJson<PullReport>(folder, 0, "pull", "--env", "staging")).files).toEqual(["flows/front.json"]);
  expect(await runJson<Plan>(folder, 0, "plan", "--env", "staging")).toMatchObject({ summary: { update: 0, keep: 2 } });
  const plan = await runJson<Plan>(folder, 0, "plan", "--env", "prod");
  const changes = plan.changes.filter(({ action }) => action !== "keep");
  expect(changes.map(({ address, action, fields }) => ({ address, action, fields }))).toEqual([
    {
      address: "flow.front",
      action: "update",
      fields: [{ path: expect.stringContaining("Text"), before: "hello", after: "good morning" }],
    },
  ]);
});

test("three environments share the same files, each with its own state", async () => {
  const folder = await project({
    staging: { ...SHARED, flows: [{ name: "Front", uses: [{ at: "queue", queue: "Sales" }] }] },
  });
  await runJson(folder, 0, "pull", "--env", "staging", "--all");
  const missing = await run(folder, "plan", "--env", "prod");
  expect(missing.code).toBe(3);
  expect(missing.stderr).toContain("Sales");
  await load(folder, { instances: [instanceOf(PROD, SHARED)] });
  expect((await run(folder, "apply", "--env", "prod", "--auto-approve")).code).toBe(0);
  expect(Object.keys(filesOf(folder)).filter((file) => file.startsWith("state/"))).toEqual([
    "state/prod.json",
    "state/staging.json",
  ]);
});
