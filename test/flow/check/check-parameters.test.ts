import { expect, test } from "vitest";
import { checkContent } from "../../../src/flow/check/check-content.js";
import type { JsonObject } from "../../../src/model/json.js";
import { arnOf, contentWith, uuid } from "../content-builder.js";

const ERRORS = ["NoMatchingError", "NoMatchingCondition", "TimeLimitExceeded"];

function problems(type: string, parameters: JsonObject, errors = ERRORS): readonly string[] {
  return checkContent(contentWith(type, parameters, errors), { kind: "flow" }).map(
    ({ severity, code, pointer }) => `${severity} ${code} ${pointer}`,
  );
}

test("refuses a view without its time limit, which the service asks for", () => {
  expect(problems("ShowView", { ViewResource: { Id: "form" } })).toEqual([
    "error flow/missing-parameter /Actions/0/Parameters",
  ]);
  expect(problems("ShowView", { ViewResource: { Id: "form" }, InvocationTimeLimitSeconds: "400" })).toEqual([]);
});

test.each([
  ["TransferToFlow", {}, "ContactFlowId"],
  ["InvokeFlowModule", {}, "FlowModuleId"],
  ["InvokeLambdaFunction", {}, "LambdaFunctionARN"],
  ["CreateTask", { Name: "Call back" }, "ContactFlowId"],
])("refuses %s without what it cannot work without, or with an empty text for it", (type, more, name) => {
  expect(problems(type, more)).toEqual(["error flow/missing-parameter /Actions/0/Parameters"]);
  expect(problems(type, { ...more, [name]: "" })).toEqual([
    `error flow/missing-parameter /Actions/0/Parameters/${name}`,
  ]);
  expect(problems(type, { ...more, [name]: "$.Attributes.chosen" })).toEqual([]);
});

test("warns where one of several parameters is expected and none is there", () => {
  expect(problems("UpdateContactTargetQueue", {})).toEqual(["warning flow/missing-parameter /Actions/0/Parameters"]);
  expect(problems("UpdateContactTargetQueue", { AgentId: "$.Attributes.agent" })).toEqual([]);
});

test("refuses parameters that the service is known to refuse and says what to do", () => {
  expect(problems("Wait", { TimeLimitSeconds: "5", TimeoutSeconds: "5" })).toEqual([
    "error flow/refused-parameter /Actions/0/Parameters/TimeoutSeconds",
  ]);
  const hooks = { EventHooks: { AgentHold: arnOf("contact-flow", 1) }, EventHooksConfiguration: {} };
  const [problem] = checkContent(contentWith("UpdateContactEventHooks", hooks, ERRORS), { kind: "flow" });
  expect(problem).toMatchObject({ severity: "error", code: "flow/refused-parameter", block: "first" });
  expect(problem?.help).toMatch(/^remove it/);
});

test.each([arnOf("queue", 1), uuid(1), "${queue.sales}", "${queue.sales.id}", "$.Attributes.queue", "$.External['q']"])(
  "takes %s as a reference",
  (QueueId) => {
    expect(problems("UpdateContactTargetQueue", { QueueId })).toEqual([]);
  },
);

test("warns of an empty text and of a plain name in place of a reference", () => {
  expect(problems("UpdateContactTargetQueue", { QueueId: "" })).toEqual([
    "warning flow/empty-reference /Actions/0/Parameters/QueueId",
  ]);
  expect(problems("MessageParticipantIteratively", { Messages: [{ PromptId: "Beep.wav" }] })).toEqual([
    "warning flow/plain-name /Actions/0/Parameters/Messages/0/PromptId",
  ]);
});

test("refuses a reference of another kind than the parameter takes, with what it takes", () => {
  const found = checkContent(contentWith("UpdateContactTargetQueue", { QueueId: "${flow.main}" }, ERRORS), {
    kind: "flow",
  });
  expect(found).toMatchObject([
    {
      severity: "error",
      code: "flow/wrong-kind",
      detail: "It takes a queue, and `${flow.main}` is a flow.",
      pointer: "/Actions/0/Parameters/QueueId",
      help: "write a reference such as `${queue.NAME}`",
    },
  ]);
  const wrong = ["error flow/wrong-kind /Actions/0/Parameters/LambdaFunctionARN"];
  expect(problems("InvokeLambdaFunction", { LambdaFunctionARN: "${module.a}:live" })).toEqual(wrong);
  expect(problems("InvokeLambdaFunction", { LambdaFunctionARN: "${lambda.a}:live" })).toEqual([]);
});

test("refuses an ARN of another kind, but not the queue of an agent for the agent", () => {
  const at = "/Actions/0/Parameters";
  expect(problems("UpdateContactTargetQueue", { QueueId: arnOf("prompt", 1) })).toEqual([
    `error flow/wrong-kind ${at}/QueueId`,
  ]);
  expect(problems("InvokeFlowModule", { FlowModuleId: `${arnOf("contact-flow", 1)}:$SAVED` })).toEqual([
    `error flow/wrong-kind ${at}/FlowModuleId`,
  ]);
  expect(problems("UpdateContactTargetQueue", { QueueId: arnOf("queue", 1) })).toEqual([]);
  expect(problems("UpdateContactTargetQueue", { AgentId: arnOf("queue/agent", 1) })).toEqual([]);
});

test("takes an agent's queue, an id and a variable for what they are", () => {
  const texts = ["${instance.arn}/queue/agent/${user.jane.id}", "${queue.a.id}", "${var.queue}", "$${flow.main}"];
  for (const text of texts) {
    const codes = problems("UpdateContactTargetQueue", { QueueId: text }).filter((one) => one.startsWith("error"));
    expect(codes).toEqual([]);
  }
});
