import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSameJson, type JsonObject } from "../../src/model/json.js";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { run, runJson } from "../support/command-line.js";
import { instanceArn } from "../support/instance-builder.js";
import { contentWith, everything, type Mention, mentionArb, POSITIONS } from "./positions-law.js";
import { filesOf, load, PROD, project, put, read, STAGING } from "./project.js";

/** A project whose staging instance has a flow with these mentions; production has everything but that flow. */
async function drawn(mentions: readonly Mention[]): Promise<string> {
  const folder = await project({});
  await load(folder, { instances: [everything(STAGING, contentWith(STAGING, mentions)), everything(PROD)] });
  return folder;
}

/** Pulls, plans, pulls again, brings it to the other instance; what has to hold of all this. */
async function comesBack(mentions: readonly Mention[]): Promise<void> {
  const folder = await drawn(mentions);
  const { unresolved } = await runJson<PullReport>(folder, 0, "pull", "--env", "staging", "--all");
  expect(unresolved).toEqual([]);
  const files = filesOf(folder);
  const plan = await runJson<Plan>(folder, 0, "plan", "--env", "staging");
  expect(plan.changes.filter(({ action }) => action !== "keep")).toEqual([]);
  expect((await run(folder, "pull", "--env", "staging", "--all")).code).toBe(0);
  expect(filesOf(folder)).toEqual(files);
  const applied = await run(folder, "apply", "--env", "prod", "--auto-approve");
  expect(applied.code, applied.stderr).toBe(0);
  expect((await run(folder, "plan", "--env", "prod", "--detailed-exitcode")).code).toBe(0);
  const there = await runJson<{ content: JsonObject }>(folder, 0, "render", "flow.main", "--env", "prod");
  const wanted = contentWith(PROD, mentions);
  expect(isSameJson(there.content, wanted), JSON.stringify([there.content, wanted], null, 1)).toBe(true);
  expect(JSON.stringify(there.content)).not.toContain(STAGING.account);
  expect(JSON.stringify(there.content)).not.toContain(instanceArn(STAGING));
}

test.each(["arn", "id", "qualified"] as const)(
  "every parameter that names a thing comes over by name, as %s",
  async (form) => {
    await comesBack(POSITIONS.map((position) => ({ ...position, form })));
  },
);

test("whatever a content mentions, and wherever, comes back as it was and goes over by name", async () => {
  const contents = fc.array(mentionArb, { minLength: 1, maxLength: 8 });
  await fc.assert(fc.asyncProperty(contents, comesBack), { numRuns: 12 });
}, 300_000);

describe("what no name can stand for", () => {
  const of = (region: string, account: string) => ({
    cases: `arn:aws:cases:${region}:${account}:domain/d-1/template/t-1`,
    wisdom: `arn:aws:wisdom:${region}:${account}:assistant/a-1`,
    gone: `${instanceArn(STAGING)}/queue/0c0ffee0-0000-4000-8000-000000000001`,
    stranger: `arn:aws:lambda:${region}:333333333333:function:dev-other:live`,
    prompt: "s3://acme-dev/welcome.wav",
    note: `See arn:aws:wisdom:${region}:${account}:assistant/a-1, or ask.`,
  });

  const id = (number: number) => `0c0ffee0-0000-4000-8000-00000000000${number}`;

  const flow: JsonObject = {
    Version: "2019-10-30",
    StartAction: "note",
    Metadata: { entryPointPosition: { x: 0, y: 0 }, ActionMetadata: { note: { position: { x: 1, y: 1 } } } },
    Actions: [
      step("note", "UpdateContactAttributes", { Attributes: of(STAGING.region, STAGING.account) }, "ask"),
      step(
        "ask",
        "ConnectParticipantWithLexBot",
        { Text: "?", LexBot: { Name: "OldBot", Region: "us-east-1" } },
        "case",
      ),
      step("case", "CreateCase", { CaseTemplateId: id(2), CaseRequestFields: { title: "A", [id(3)]: "B" } }, "table"),
      step("table", "EvaluateDataTableValues", { DataTableId: id(4) }, "queue"),
      step("queue", "UpdateContactTargetQueue", { QueueId: id(5) }, "end"),
      { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
    ],
  };

  const RULES = `, rewrite: [
    { from: "arn:aws:wisdom:*:*:assistant/a-1", to: "arn:aws:wisdom:\${region}:\${account}:assistant/b-2" },
    { from: "arn:aws:cases:*:*:domain/d-1/*", to: "arn:aws:cases:\${region}:\${account}:domain/e-2/*" },
    { from: "arn:aws:lambda:*:*:function:dev-*", to: "arn:aws:lambda:\${region}:\${account}:function:prd-*" },
    { from: "${of("", "").gone}", to: "none" },
    { from: "${id(2)}", to: "${id(6)}" }, { from: "${id(3)}", to: "${id(7)}" },
    { from: "${id(4)}", to: "${id(4)}" }, { from: "${id(5)}", to: "none" },
    { from: "s3://acme-dev/*", to: "s3://acme-prd/*" } ] }`;

  test("comes back as it was, and goes nowhere else until rules say what it is there", async () => {
    const folder = await project({});
    await load(folder, { instances: [everything(STAGING, flow), everything(PROD)] });
    const { unresolved } = await runJson<PullReport>(folder, 0, "pull", "--env", "staging", "--all");
    expect([...new Set(unresolved.map(({ block }) => block))].sort()).toEqual([
      "ask",
      "case",
      "note",
      "queue",
      "table",
    ]);
    expect(unresolved.length).toBe(11);
    const files = filesOf(folder);
    expect((await run(folder, "plan", "--env", "staging", "--detailed-exitcode")).code).toBe(0);
    expect((await run(folder, "pull", "--env", "staging", "--all")).code).toBe(0);
    expect(filesOf(folder)).toEqual(files);
    const refused = await runJson<Plan>(folder, 3, "plan", "--env", "prod");
    expect(refused.diagnostics.filter(({ code }) => code === "plan/foreign-arn").length).toBeGreaterThan(3);
    const ids = refused.diagnostics.filter(({ code }) => code === "plan/foreign-id");
    expect(ids.map(({ pointer }) => pointer)).toEqual([
      "/Actions/2/Parameters/CaseTemplateId",
      `/Actions/2/Parameters/CaseRequestFields/${id(3)}`,
      "/Actions/3/Parameters/DataTableId",
      "/Actions/4/Parameters/QueueId",
    ]);
    put(
      folder,
      "connectctl.yaml",
      read(folder, "connectctl.yaml").replace('"222222222222" }', `"222222222222"${RULES}`),
    );
    const applied = await run(folder, "apply", "--env", "prod", "--auto-approve");
    expect(applied.code, applied.stderr).toBe(0);
    expect((await run(folder, "plan", "--env", "prod", "--detailed-exitcode")).code).toBe(0);
    const { content } = await runJson<{ content: JsonObject }>(folder, 0, "render", "flow.main", "--env", "prod");
    const text = JSON.stringify(content);
    for (const word of [STAGING.account, STAGING.region, "333333333333", "acme-dev", id(2), id(3), id(5)])
      expect(text).not.toContain(word);
    for (const word of [
      "assistant/b-2, or ask.",
      "function:prd-other:live",
      "s3://acme-prd/welcome.wav",
      "e-2/template/t-1",
      `"${id(7)}":"B"`,
    ]) {
      expect(text).toContain(word);
    }
  });
});

function step(Identifier: string, Type: string, Parameters: JsonObject, NextAction: string): JsonObject {
  const Errors = ["NoMatchingError", "NoMatchingCondition"].map((ErrorType) => ({ ErrorType, NextAction }));
  const wanted = Type === "ConnectParticipantWithLexBot" ? Errors : Errors.slice(0, 1);
  return { Identifier, Type, Parameters, Transitions: { NextAction, Errors: wanted, Conditions: [] } };
}
