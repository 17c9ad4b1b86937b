import { expect, test } from "vitest";
import { checkContent } from "../../../src/flow/check/check-content.js";
import type { JsonObject } from "../../../src/model/json.js";
import { action, contentOf, to } from "../content-builder.js";

const END = action("end", "DisconnectParticipant");
const when = (operand: string, Operator = "Equals") => ({
  NextAction: "end",
  Condition: { Operator, Operands: [operand] },
});

function problems(type: string, Transitions: JsonObject, Parameters: JsonObject = {}): readonly string[] {
  const content = contentOf(action("a", type, { Parameters, Transitions }), END);
  const told = checkContent(content, { kind: "flow" });
  return told
    .filter(({ code }) => code !== "flow/unreachable")
    .map(({ severity, code, summary }) => `${severity} ${code} ${summary}`);
}

test("warns where something follows a block that ends the flow", () => {
  expect(problems("EndFlowExecution", { Errors: [], Conditions: [] })).toEqual([]);
  expect(problems("EndFlowExecution", to("end"))[0]).toMatch(/^warning flow\/terminal-transitions/);
});

test("refuses a block that goes on without saying where to, where the service does", () => {
  expect(problems("ResumeContact", { Errors: to("end", "NoMatchingError").Errors ?? [] })).toEqual([
    "error flow/no-next-action ResumeContact has no NextAction",
  ]);
  expect(problems("MessageParticipantIteratively", {}, { Messages: [] })).toEqual([]);
  expect(problems("RouteContactToAgent", {})).toEqual([]);
});

test("refuses conditions on a block that takes none", () => {
  expect(problems("ResumeContact", { ...to("end", "NoMatchingError"), Conditions: [when("1")] })).toEqual([
    "error flow/conditions ResumeContact takes no conditions",
  ]);
});

test("refuses conditions on a block that ends the flow", () => {
  expect(problems("EndFlowExecution", { Conditions: [when("1")] })).toEqual([
    "error flow/conditions EndFlowExecution takes no conditions",
  ]);
});

test("warns of operators and results that a block never has, and of results without a branch", () => {
  const hours = (...Conditions: readonly JsonObject[]) =>
    problems("CheckHoursOfOperation", { ...to("end", "NoMatchingError"), Conditions });
  expect(hours(when("True"), when("False"))).toEqual([]);
  expect(hours(when("True"), when("False"), when("Maybe"))[0]).toMatch(/^warning flow\/conditions .*never has/);
  expect(hours(when("True"), when("False", "TextContains"))[0]).toMatch(/^warning flow\/conditions .*Equals alone/);
  expect(hours(when("True"))).toEqual([
    "warning flow/conditions CheckHoursOfOperation should have a condition for False",
  ]);
});

test("leaves comparisons free", () => {
  const Conditions = [when("5", "NumberGreaterThan"), when("x", "TextContains")];
  expect(
    problems("Compare", { ...to("end", "NoMatchingCondition"), Conditions }, { ComparisonValue: "$.Channel" }),
  ).toEqual([]);
});

test.each([
  ["TransferContactToQueue", ["QueueAtCapacity", "NoMatchingError"]],
  ["TagContact", ["NoMatchingError"]],
  ["ShowView", ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"]],
])("refuses %s without the branches that the service asks for", (type, errors) => {
  const without = problems(type, to("end")).filter((text) => text.startsWith("error flow/missing-error"));
  expect(without).toEqual(
    errors.map((error) => `error flow/missing-error ${type} is refused without the error branch ${error}`),
  );
  expect(problems(type, to("end", ...errors)).join()).not.toContain("missing-error");
});

test("only warns of a branch that the documentation expects", () => {
  expect(problems("ResumeContact", to("end"))).toEqual([
    "warning flow/missing-error ResumeContact should have the error branch NoMatchingError",
  ]);
});

test("refuses a branch that the service refuses", () => {
  expect(problems("UpdateContactRecordingBehavior", to("end", "NoMatchingError"))).toEqual([
    "error flow/refused-error UpdateContactRecordingBehavior is refused with the error branch NoMatchingError",
  ]);
});

test("warns of a second branch for one error", () => {
  expect(problems("ResumeContact", to("end", "NoMatchingError", "NoMatchingError"))).toEqual([
    "warning flow/duplicate-error A second branch for NoMatchingError",
  ]);
});
