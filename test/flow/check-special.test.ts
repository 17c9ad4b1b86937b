import { expect, test } from "vitest";
import { checkContent } from "../../src/flow/check-content.js";
import type { JsonObject } from "../../src/model/json.js";
import { action, contentOf, to } from "./content-builder.js";

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

test("refuses input to branch on without its three branches", () => {
  expect(problems("GetParticipantInput", { ...INPUT, StoreInput: "False" }, [], [BRANCH])).toEqual([
    "error flow/missing-error NoMatchingCondition",
    "error flow/missing-error InputTimeLimitExceeded",
    "error flow/missing-error NoMatchingError",
  ]);
});

test("only warns of them where a bot listens", () => {
  const told = problems("GetParticipantInput", { ...INPUT, LexV2Bot: {} }, ["NoMatchingError", "NoMatchingCondition"]);
  expect(told).toEqual(["warning flow/missing-error InputTimeLimitExceeded"]);
});

test("refuses input to store with branches", () => {
  const stored = { ...INPUT, StoreInput: "True", InputValidation: {} };
  expect(problems("GetParticipantInput", stored, ["NoMatchingError"])).toEqual([]);
  expect(problems("GetParticipantInput", stored, ["NoMatchingError", "NoMatchingCondition"], [BRANCH])).toEqual([
    "error flow/conditions input",
    "error flow/refused-error NoMatchingCondition",
  ]);
  expect(problems("GetParticipantInput", { ...INPUT, StoreInput: true }, ["NoMatchingError"])).toEqual([
    "warning flow/parameter input",
  ]);
});

test("refuses more than six tags", () => {
  const tags = (count: number) => ({
    Tags: Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, "v"])),
  });
  expect(problems("TagContact", tags(6), ["NoMatchingError"])).toEqual([]);
  expect(problems("TagContact", tags(7), ["NoMatchingError"])).toEqual(["error flow/parameter allowed"]);
});

test("refuses flow attributes as bare texts", () => {
  const attributes = (value: JsonObject | string) => ({ FlowAttributes: { step: value } });
  expect(problems("UpdateFlowAttributes", attributes({ Value: "1" }), ["NoMatchingError"])).toEqual([]);
  expect(problems("UpdateFlowAttributes", attributes("1"), ["NoMatchingError"])).toEqual([
    "error flow/parameter value",
  ]);
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

test("refuses a transfer after which the flow goes on without saying where to when it fails", () => {
  const transfer = (ContinueFlowExecution: string) =>
    problems("TransferParticipantToThirdParty", { ThirdPartyPhoneNumber: "$.a", ContinueFlowExecution }, [
      "NoMatchingError",
    ]);
  expect(transfer("False")).toEqual([]);
  expect(transfer("True")).toEqual([
    "error flow/missing-error CallFailed",
    "error flow/missing-error ConnectionTimeLimitExceeded",
  ]);
});

test("warns of a message that is said in two ways", () => {
  expect(problems("MessageParticipant", { Text: "a" }, [])).toEqual([]);
  expect(problems("MessageParticipant", { Text: "a", PromptId: "${prompt.beep}" }, [])).toEqual([
    "warning flow/parameter allowed",
  ]);
});
