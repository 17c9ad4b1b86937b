import { expect, test } from "vitest";
import { checkContent } from "../../../src/flow/check/check-content.js";
import type { JsonObject } from "../../../src/model/json.js";
import { action, contentOf, to } from "../content-builder.js";

const INPUT = { Text: "Which one?", InputTimeLimitSeconds: "5" };
const BRANCH = { NextAction: "end", Condition: { Operator: "Equals", Operands: ["1"] } };

function problems(
  type: string,
  Parameters: JsonObject,
  errors: readonly string[],
  conditions: readonly JsonObject[] = [],
) {
  const Transitions = { ...to("end", ...errors), Conditions: conditions };
  const content = contentOf(action("a", type, { Parameters, Transitions }), action("end", "DisconnectParticipant"));
  return checkContent(content, { kind: "flow" }).map(
    ({ severity, code, summary }) => `${severity} ${code} ${summary.split(" ").at(-1)}`,
  );
}

test("takes an object that has no text where a word belongs for one that is wrong", () => {
  const odd = { toString: 1 };
  const condition = { NextAction: "end", Condition: { Operator: "Equals", Operands: [odd] } };
  expect(problems("CheckHoursOfOperation", {}, ["NoMatchingError"], [condition])).toContain(
    "warning flow/conditions result",
  );
  expect(problems("GetParticipantInput", { ...INPUT, StoreInput: odd }, [])).toHaveLength(3);
  expect(problems("TransferParticipantToThirdParty", { ContinueFlowExecution: odd }, [])).toContain(
    "error flow/missing-error CallFailed",
  );
});

test("refuses input to branch on without its three branches", () => {
  expect(problems("GetParticipantInput", { ...INPUT, StoreInput: "False" }, [], [BRANCH])).toEqual([
    "error flow/missing-error NoMatchingCondition",
    "error flow/missing-error InputTimeLimitExceeded",
    "error flow/missing-error NoMatchingError",
  ]);
});

test("refuses it without them where a bot listens too, since the service asks them of the type", () => {
  const told = problems("GetParticipantInput", { ...INPUT, LexV2Bot: {} }, ["NoMatchingError", "NoMatchingCondition"]);
  expect(told).toEqual(["error flow/missing-error InputTimeLimitExceeded"]);
});

test("refuses input to store with branches", () => {
  const stored = { ...INPUT, StoreInput: "True", InputValidation: {} };
  expect(problems("GetParticipantInput", stored, ["NoMatchingError"])).toEqual([]);
  expect(problems("GetParticipantInput", stored, ["NoMatchingError", "NoMatchingCondition"], [BRANCH])).toEqual([
    "error flow/conditions input",
    "error flow/refused-error NoMatchingCondition",
  ]);
  expect(problems("GetParticipantInput", { ...INPUT, StoreInput: true }, ["NoMatchingError"])).toEqual([
    "error flow/parameter input",
  ]);
});

test("refuses more than six tags", () => {
  const tags = (count: number) => ({
    Tags: Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, "v"])),
  });
  expect(problems("TagContact", tags(6), ["NoMatchingError"])).toEqual([]);
  expect(problems("TagContact", tags(7), ["NoMatchingError"])).toEqual(["error flow/parameter allowed"]);
});

test("refuses to remove no tags", () => {
  expect(problems("UntagContact", { TagKeys: ["a"] }, ["NoMatchingError"])).toEqual([]);
  expect(problems("UntagContact", { TagKeys: [] }, ["NoMatchingError"])).toEqual(["error flow/parameter key"]);
});

test("refuses flow attributes as bare texts", () => {
  const attributes = (value: JsonObject | string) => ({ FlowAttributes: { step: value } });
  expect(problems("UpdateFlowAttributes", attributes({ Value: "1" }), ["NoMatchingError"])).toEqual([]);
  for (const value of ["1", {}]) {
    expect(problems("UpdateFlowAttributes", attributes(value), ["NoMatchingError"])).toEqual([
      "error flow/parameter value",
    ]);
  }
});

test("warns of a block that sets several hooks", () => {
  const hooks = { EventHooks: { AgentHold: "$.a", CustomerHold: "$.b" } };
  expect(problems("UpdateContactEventHooks", hooks, ["NoMatchingError"])).toEqual(["warning flow/parameter one"]);
});

test("refuses chat redaction without its branch, and does not ask voice for it", () => {
  const type = "UpdateContactRecordingAndAnalyticsBehavior";
  const errors = ["NoMatchingError", "ChannelMismatch"];
  expect(problems(type, { VoiceBehavior: {} }, errors)).toEqual([]);
  expect(problems(type, { ChatBehavior: {} }, errors)).toEqual([
    "error flow/missing-error InFlightRedactionConfigurationFailed",
  ]);
});

test("refuses a transfer that does not end the flow without saying where to go when it fails", () => {
  const transfer = (more: JsonObject) =>
    problems("TransferParticipantToThirdParty", { ThirdPartyPhoneNumber: "$.a", ...more }, ["NoMatchingError"]);
  expect(transfer({ ContinueFlowExecution: "False" })).toEqual([]);
  for (const more of [{ ContinueFlowExecution: "True" }, {}]) {
    expect(transfer(more)).toEqual([
      "error flow/missing-error CallFailed",
      "error flow/missing-error ConnectionTimeLimitExceeded",
    ]);
  }
});

test("warns of a message that is said in two ways", () => {
  expect(problems("MessageParticipant", { Text: "a" }, [])).toEqual([]);
  expect(problems("MessageParticipant", { Text: "a", PromptId: "${prompt.beep}" }, [])).toEqual([
    "warning flow/parameter allowed",
  ]);
});
