import { expect, test } from "vitest";
import { flow, manifest } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor } from "../../support/planning.js";
import { block, content } from "../../support/plans.js";

const ask = (Region: string) => {
  const bot = block("ask", "ConnectParticipantWithLexBot", { Text: "?", LexBot: { Name: "Orders", Region } });
  return manifest(flow("main", { content: content(bot) }));
};

const told = (region: string, seed: PlanSeed = {}) =>
  planFor(ask(region), seed).diagnostics.filter(({ code }) => code === "plan/foreign-region");

test("a Lex V1 bot of another Region is a warning, with its block and place", () => {
  expect(told("us-east-1")).toMatchObject([
    {
      severity: "warning",
      address: "flow.main",
      pointer: "/Actions/0/Parameters/LexBot/Region",
      detail: "Block `ask` asks `Orders` in us-east-1; this instance is in ap-northeast-1.",
    },
  ]);
});

test.each(["ap-northeast-1", "${region}", "$.Attributes.region"])("nothing is said of %s", (region) => {
  expect(told(region)).toEqual([]);
});

test("nothing is said of what is not written", () => {
  const desired = ask("us-east-1");
  expect(told("us-east-1", { live: instanceWith(desired), state: stateOf(instanceWith(desired), desired) })).toEqual(
    [],
  );
});
