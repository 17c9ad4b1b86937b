import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { run, runJson } from "../support/command-line.js";
import { arnOf, type Holding, idOf, instanceArn, instanceOf } from "../support/instance-builder.js";
import { load, MANIFEST, PROD, project, put, read, STAGING } from "./project.js";

/** One flow with these texts as attributes. */
const withTexts = (texts: Readonly<Record<string, string>>): Holding => ({
  flows: [{ name: "Main", uses: [{ at: "attributes", texts }] }],
});

const pull = (folder: string) => runJson<PullReport>(folder, 0, "pull", "--env", "staging", "--all");

describe("the queue of an agent", () => {
  const jane = (spec: typeof STAGING) => ({ username: "jane", name: "jane", id: idOf(spec, "agent", "jane") });

  test("is named by the agent, there and in another instance", async () => {
    const queue = `${instanceArn(STAGING)}/queue/agent/${idOf(STAGING, "agent", "jane")}`;
    const folder = await project({});
    const staging = { ...instanceOf(STAGING, withTexts({ queue })), users: [jane(STAGING)] };
    const prod = { ...instanceOf(PROD, {}), users: [jane(PROD)] };
    await load(folder, { instances: [staging, prod] });
    const report = await pull(folder);
    expect(report.lookups).toEqual([{ address: "user.jane", kind: "user", key: "jane" }]);
    expect(report.unresolved).toEqual([]);
    expect(read(folder, "flows/main.json")).toContain('"${instance.arn}/queue/agent/${user.jane.id}"');
    expect((await pull(folder)).summary).toMatchObject({ unchanged: 1 });
    expect(await runJson<Plan>(folder, 0, "plan", "--env", "staging")).toMatchObject({ summary: { keep: 1 } });
    const plan = await runJson<Plan>(folder, 0, "plan", "--env", "prod");
    expect(plan.changes[0]?.resolved["user.jane"]?.id).toBe(idOf(PROD, "agent", "jane"));
  });

  test("whom nobody knows is reported", async () => {
    const queue = `${instanceArn(STAGING)}/queue/agent/${idOf(STAGING, "agent", "gone")}`;
    const { unresolved } = await pull(await project({ staging: withTexts({ queue }) }));
    expect(unresolved).toMatchObject([{ block: "block-0", text: queue }]);
  });
});

test("a phone number is named by its number, also where its ARN is inside an instance", async () => {
  const number = (spec: typeof STAGING) => ({ name: "+81312345678", id: idOf(spec, "phone-number", "+81312345678") });
  const withNumber = (spec: typeof STAGING, holding: Holding) => ({
    ...instanceOf(spec, holding),
    phoneNumbers: [number(spec)],
  });
  const { id } = number(STAGING);
  const ours = `arn:aws:connect:${STAGING.region}:${STAGING.account}:phone-number/${id}`;
  const old = `${instanceArn(STAGING)}/phone-number/${id}`;
  const folder = await project({});
  const instances = [withNumber(STAGING, withTexts({ ours, old })), withNumber(PROD, {})];
  await load(folder, { instances });
  const report = await pull(folder);
  expect(report.lookups.map(({ address }) => address)).toEqual(["phoneNumber.81312345678"]);
  expect(report.unresolved).toEqual([]);
  const { stdout } = await run(folder, "render", "flow.main", "--env", "prod");
  expect(stdout).toContain(`"${instanceArn(PROD)}/phone-number/${number(PROD).id}"`);
  expect((await run(folder, "plan", "--env", "staging", "--detailed-exitcode")).code).toBe(0);
});

test("says why what has a name stays where a `$` is before it", async () => {
  const queue = arnOf(STAGING, "queue", "Sales");
  const { unresolved } = await pull(
    await project({ staging: { queues: ["Sales"], ...withTexts({ price: `$${queue}`, queue }) } }),
  );
  expect(unresolved).toMatchObject([{ text: queue, why: expect.stringContaining("`$`") }]);
});

describe("what no name can stand for", () => {
  test("is reported once for each bucket, and for each id of Cases and of Q in Connect", async () => {
    const cases = `arn:aws:cases:${STAGING.region}:${STAGING.account}:domain/d-1/template/t-1`;
    const wisdom = `arn:aws:wisdom:${STAGING.region}:${STAGING.account}:assistant/a-1`;
    const texts = { one: "s3://acme/a.wav", two: "s3://acme/b.wav", other: "s3://other/c.wav", cases, wisdom };
    const folder = await project({ staging: withTexts(texts) });
    const { unresolved } = await pull(folder);
    expect(unresolved.map(({ text, block }) => `${block} ${text}`).sort()).toEqual([
      `block-0 ${cases}`,
      `block-0 ${wisdom}`,
      "block-0 s3://acme",
      "block-0 s3://other",
    ]);
    expect(unresolved.find(({ text }) => text === "s3://acme")?.why).toContain("`rewrite`");
  });

  test("is a Lex V1 bot, with its Region", async () => {
    const folder = await project({}, { "connectctl.yaml": MANIFEST });
    const LexBot = { Name: "OldBot", Region: STAGING.region, Alias: "$LATEST" };
    put(
      folder,
      "exports/main.json",
      JSON.stringify({
        Version: "2019-10-30",
        StartAction: "ask",
        Metadata: { name: "Main", type: "contactFlow" },
        Actions: [
          {
            Identifier: "ask",
            Type: "ConnectParticipantWithLexBot",
            Parameters: { Text: "?", LexBot },
            Transitions: {},
          },
        ],
      }),
    );
    const report = await runJson<PullReport>(folder, 0, "pull", "--env", "staging", "--from", "exports");
    expect(report.unresolved).toMatchObject([
      { block: "ask", text: "OldBot", why: expect.stringContaining(STAGING.region) },
    ]);
  });
});

test("what another instance's queue is stays, with the reason", async () => {
  const queue = arnOf(PROD, "queue", "Sales");
  const { unresolved } = await pull(await project({ staging: withTexts({ queue }) }));
  expect(unresolved).toMatchObject([{ text: queue, why: "it is of another instance" }]);
});

describe("a content that our checks refuse and the instance has", () => {
  /** Somebody published a template with what nobody filled in; a block goes nowhere. */
  const brokenStaging = (text: string) => {
    const spec = instanceOf(STAGING, { flows: [{ name: "Main", uses: [{ at: "text", text }] }] });
    const flows = (spec as { flows: { content: { Actions: { Transitions: object }[] } }[] }).flows;
    const actions = flows[0]?.content.Actions ?? [];
    if (actions[0]) actions[0].Transitions = { NextAction: "nowhere", Errors: [], Conditions: [] };
    return spec;
  };
  const broken = async () => {
    const folder = await project({});
    await load(folder, { instances: [brokenStaging("hello"), instanceOf(PROD, {})] });
    return folder;
  };

  test("stays as it is without stopping a plan, and is refused where it would be written", async () => {
    const folder = await broken();
    await pull(folder);
    const kept = await runJson<Plan>(folder, 0, "plan", "--env", "staging");
    expect(kept.summary).toMatchObject({ keep: 1, update: 0 });
    const dangling = kept.diagnostics.filter(({ code }) => code === "flow/dangling");
    expect(dangling.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(dangling[0]?.detail).toContain("It lives like this in the instance, and stays as it is.");
    const other = await run(folder, "plan", "--env", "prod");
    expect(other.code).toBe(3);
    expect(other.stderr).toContain("flow/dangling");
  });

  test("does not keep drift from being shown by block and field", async () => {
    const folder = await broken();
    await pull(folder);
    await load(folder, { instances: [brokenStaging("good morning")] });
    const drift = await run(folder, "drift", "--env", "staging");
    expect(drift.code).toBe(2);
    expect(drift.stdout).toContain('"hello" → "good morning"');
    expect(drift.stdout).toContain("to accept it: connectctl pull --env staging flow.main");
  });

  test("may get another description, and no other text", async () => {
    const folder = await broken();
    await pull(folder);
    const manifest = read(folder, "connectctl.yaml");
    put(folder, "connectctl.yaml", manifest.replace("    name: Main\n", "    name: Main\n    description: New\n"));
    const plan = await runJson<Plan>(folder, 0, "plan", "--env", "staging");
    expect(plan.summary).toMatchObject({ update: 1 });
    put(folder, "flows/main.json", read(folder, "flows/main.json").replace("hello", "goodbye"));
    const edited = await runJson<Plan>(folder, 3, "plan", "--env", "staging");
    expect(edited.applyable).toBe(false);
    expect((await run(folder, "apply", "--env", "staging", "--auto-approve")).code).toBe(3);
  });
});

test("a content that the ARNs of an instance make too large is an error of the plan", async () => {
  const uses = [{ at: "attributes", texts: { text: `${"x".repeat(255_000)}` } } as const];
  const folder = await project({
    staging: { flows: [{ name: "Main", uses }], queues: ["Sales"] },
    prod: { queues: ["Sales"] },
  });
  await pull(folder);
  expect((await runJson<Plan>(folder, 0, "plan", "--env", "staging")).summary.keep).toBe(1);
  const content = read(folder, "flows/main.json");
  const room = 255_900 - JSON.stringify(JSON.parse(content)).length;
  put(folder, "flows/main.json", content.replace("xx", `xx${"y".repeat(room)}\${queue.sales}`));
  put(folder, "connectctl.yaml", `${read(folder, "connectctl.yaml")}lookups: { queue: { sales: Sales } }\n`);
  expect((await run(folder, "validate")).code).toBe(0);
  const plan = await runJson<Plan>(folder, 3, "plan", "--env", "prod");
  expect(plan.diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
    {
      code: "flow/too-large",
      address: "flow.main",
      file: "flows/main.json",
      detail: expect.stringMatching(/256,0\d\d/),
    },
  ]);
});
