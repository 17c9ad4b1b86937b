import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { runJson } from "../support/command-line.js";
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
