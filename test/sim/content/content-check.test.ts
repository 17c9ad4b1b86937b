import {
  AssociateLambdaFunctionCommand,
  CreateContactFlowCommand,
  DescribeContactFlowCommand,
  ListContactFlowsCommand,
  ListQueuesCommand,
  UpdateContactFlowContentCommand,
} from "@aws-sdk/client-connect";
import { describe, expect, test } from "vitest";
import { content, hangUp, refusal, type Simulated, simulated } from "../simulated.js";

const onError = (ErrorType: string) => ({ ErrorType, NextAction: "bye" });

const action = (
  Type: string,
  part: { p?: object; errors?: string[]; conditions?: object[]; next?: string | null } = {},
) => ({
  Identifier: "a",
  Type,
  Parameters: part.p ?? {},
  Transitions: {
    ...(part.next === null ? {} : { NextAction: part.next ?? "bye" }),
    Errors: (part.errors ?? []).map(onError),
    ...(part.conditions === undefined ? {} : { Conditions: part.conditions }),
  },
});

const when = (value: string) => ({ NextAction: "bye", Condition: { Operator: "Equals", Operands: [value] } });

const publish = ({ client, InstanceId }: Simulated, Content: string) =>
  client.send(new CreateContactFlowCommand({ InstanceId, Name: "checked", Type: "CONTACT_FLOW", Content }));

async function problemsOf(...actions: object[]): Promise<readonly string[]> {
  return (await refusal(publish(await simulated(), content(...actions, hangUp)))).problems;
}

describe("the document", () => {
  test.each([
    ["is not JSON", "{", "Content is not a valid JSON object"],
    ["is a list", "[]", "Content is not a valid JSON object"],
    ["has another version", '{"Version":"1"}', "Invalid Version. Version: 1"],
    ["has no actions", '{"Version":"2019-10-30"}', "Actions is not a list of actions"],
    [
      "starts nowhere",
      JSON.stringify({ Version: "2019-10-30", StartAction: "x", Actions: [hangUp] }),
      "StartAction does not refer to an action. StartAction: x",
    ],
  ])("that %s is refused", async (_, Content, problem) => {
    const answer = await refusal(publish(await simulated(), Content));
    expect(answer).toMatchObject({ name: "InvalidContactFlowException", status: 400, problems: [problem] });
  });

  test("may have 250 actions and not one more", async () => {
    const many = (count: number) =>
      content(...Array.from({ length: count }, (_, index) => ({ ...hangUp, Identifier: String(index) })));
    expect((await publish(await simulated(), many(250))).ContactFlowId).toBeDefined();
    const answer = await refusal(publish(await simulated(), many(251)));
    expect(answer.problems).toEqual(["Flow has more than 250 actions. Actions: 251"]);
  });

  test("has one problem for each offending action", async () => {
    const twice = { ...action("Nope"), Identifier: "b" };
    expect(await problemsOf(action("Nope"), twice)).toEqual([
      "Invalid Action type. Type: Nope",
      "Invalid Action type. Type: Nope",
    ]);
  });

  test("may not use an identifier twice", async () => {
    expect(await problemsOf(hangUp)).toEqual(["Duplicate Action identifier. Identifier: bye, Path: Actions[1]"]);
  });

  test.each(["a:b", "100%", "toString", "x".repeat(51)])("may not use the identifier %j", async (Identifier) => {
    const Content = content({ ...hangUp, Identifier });
    expect((await refusal(publish(await simulated(), Content))).problems).toEqual([
      "Invalid Action property value. Path: Actions[0].Identifier",
    ]);
  });

  test("may not lead to an action that is not there", async () => {
    const lost = action("MessageParticipant", { p: { Text: "hi" }, next: "gone" });
    expect(await problemsOf(lost)).toEqual([
      "NextAction does not refer to an action. NextAction: gone, Path: Actions[0]",
    ]);
  });
});

describe("one action", () => {
  test.each([
    ["queue transfer", action("TransferContactToQueue", { errors: ["NoMatchingError"] }), "QueueAtCapacity"],
    ["tagging", action("TagContact", { p: { Tags: { a: "b" } } }), "NoMatchingError"],
    ["third party", action("TransferParticipantToThirdParty", { errors: ["NoMatchingError"] }), "CallFailed"],
    ["digits", action("GetParticipantInput", { p: { Text: "x", StoreInput: "False" } }), "NoMatchingCondition"],
    [
      "chat analytics",
      action("UpdateContactRecordingAndAnalyticsBehavior", { p: { ChatBehavior: {} }, errors: ["ChannelMismatch"] }),
      "InFlightRedactionConfigurationFailed",
    ],
  ])("without an error branch it needs is refused: %s", async (_, tried, error) => {
    expect(await problemsOf(tried)).toEqual([`Action is missing required error. Error: ${error}, Path: Actions[0]`]);
  });

  const VIEW_ERRORS = ["NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"];

  test.each([
    [
      "a view without a time limit",
      action("ShowView", { p: { ViewResource: { Id: "form" } }, errors: VIEW_ERRORS }),
      "Parameters.InvocationTimeLimitSeconds",
    ],
    ["a task without a name", action("CreateTask", { p: { ContactFlowId: "x" } }), "Parameters.Name"],
    [
      "a step that leads nowhere",
      action("MessageParticipant", { p: { Text: "hi" }, next: null }),
      "Transitions.NextAction",
    ],
    [
      "stored input without a check",
      action("GetParticipantInput", { p: { StoreInput: "True" }, errors: ["NoMatchingError"] }),
      "Parameters.InputValidation",
    ],
  ])("without a property it needs is refused: %s", async (_, tried, path) => {
    expect(await problemsOf(tried)).toEqual([`Action is missing required property. Path: Actions[0].${path}`]);
  });

  test.each([
    ["flat flow attributes", action("UpdateFlowAttributes", { p: { FlowAttributes: { a: "b" } } }), "FlowAttributes.a"],
    [
      "configured event hooks",
      action("UpdateContactEventHooks", { p: { EventHooks: { AgentHold: "$.x" }, EventHooksConfiguration: {} } }),
      "EventHooksConfiguration",
    ],
    ["a wait with a timeout", action("Wait", { p: { TimeoutSeconds: "5" } }), "TimeoutSeconds"],
  ])("with a parameter of the wrong shape is refused: %s", async (_, tried, path) => {
    expect(await problemsOf(tried)).toEqual([`Invalid Action property value. Path: Actions[0].Parameters.${path}`]);
  });

  test("that has no result refuses conditions", async () => {
    const tried = action("MessageParticipant", { p: { Text: "hi" }, conditions: [when("1")] });
    expect(await problemsOf(tried)).toEqual(["Action does not support conditions. Path: Actions[0]"]);
  });

  test("that stores digits refuses conditions", async () => {
    const p = { StoreInput: "True", InputValidation: { CustomValidation: { MaximumLength: "4" } } };
    const tried = action("GetParticipantInput", { p, errors: ["NoMatchingError"], conditions: [when("1")] });
    expect(await problemsOf(tried)).toEqual(["Action does not support conditions. Path: Actions[0]"]);
  });

  test("of the old recording kind refuses an error branch", async () => {
    const tried = action("UpdateContactRecordingBehavior", { errors: ["NoMatchingError"] });
    expect(await problemsOf(tried)).toEqual([
      "Action does not support error. Error: NoMatchingError, Path: Actions[0]",
    ]);
  });

  test("may tag a contact with six tags and not seven", async () => {
    const Tags = { a: "1", b: "1", c: "1", d: "1", e: "1", f: "1", g: "1" };
    const tried = action("TagContact", { p: { Tags }, errors: ["NoMatchingError"] });
    expect(await problemsOf(tried)).toEqual(["More than 6 tags in Parameters.Tags"]);
  });

  test("that ends with a transfer to a number needs fewer branches than one that goes on", async () => {
    const p = { ThirdPartyPhoneNumber: "+15550001111", ContinueFlowExecution: "False" };
    const last = action("TransferParticipantToThirdParty", { p, errors: ["NoMatchingError"] });
    expect((await publish(await simulated(), content(last, hangUp))).ContactFlowId).toBeDefined();
  });

  test("that loops prompts may lead nowhere", async () => {
    const loop = action("MessageParticipantIteratively", { p: { Messages: [{ Text: "hi" }] }, next: null });
    expect((await publish(await simulated(), content(loop))).ContactFlowId).toBeDefined();
  });
});

describe("references", () => {
  const toQueue = (QueueId: string) =>
    action("UpdateContactTargetQueue", { p: { QueueId }, errors: ["NoMatchingError"] });
  const PROBLEM = ["Invalid Action property value. Path: Actions[0].Parameters.QueueId"];

  test("to a queue of the instance are taken", async () => {
    const at = await simulated();
    const list = await at.client.send(new ListQueuesCommand({ InstanceId: at.InstanceId }));
    for (const queue of list.QueueSummaryList ?? []) {
      const Content = content(toQueue(queue.Arn ?? ""), hangUp);
      const Name = `to ${queue.Id}`;
      await at.client.send(
        new CreateContactFlowCommand({ InstanceId: at.InstanceId, Name, Type: "CONTACT_FLOW", Content }),
      );
    }
    expect(list.QueueSummaryList?.map((queue) => queue.QueueType)).toEqual(["STANDARD", "AGENT"]);
  });

  test("to something that is not in the instance are refused", async () => {
    const at = await simulated();
    const tried = publish(at, content(toQueue(`${at.arn}/queue/none`), hangUp));
    expect((await refusal(tried)).problems).toEqual(PROBLEM);
  });

  test("to another instance are refused, wherever they stand", async () => {
    const at = await simulated();
    const other = await at.simulator.ensureInstance({ alias: "other", region: "eu-west-2" });
    const hidden = action("UpdateContactAttributes", {
      p: { Attributes: { next: `go to ${other.arn}/queue/x now` } },
      errors: ["NoMatchingError"],
    });
    const answer = await refusal(publish(at, content(hidden, hangUp)));
    expect(answer.problems).toEqual(["Invalid Action property value. Path: Actions[0].Parameters.Attributes.next"]);
  });

  test("to Lambda functions are looked at only by a strict instance", async () => {
    const LambdaFunctionARN = "arn:aws:lambda:eu-west-2:111122223333:function:customer";
    const Content = content(
      action("InvokeLambdaFunction", { p: { LambdaFunctionARN }, errors: ["NoMatchingError"] }),
      hangUp,
    );
    await publish(await simulated(), Content);
    const strict = await simulated({ strictness: { checkAssociations: true } });
    expect((await refusal(publish(strict, Content))).problems).toHaveLength(1);
    const { client, InstanceId } = strict;
    await client.send(new AssociateLambdaFunctionCommand({ InstanceId, FunctionArn: LambdaFunctionARN }));
    expect((await publish(strict, Content)).ContactFlowId).toBeDefined();
  });
});

test("every flow of a new instance can be published as it is", async () => {
  const { client, InstanceId } = await simulated();
  const list = await client.send(new ListContactFlowsCommand({ InstanceId }));
  for (const { Id: ContactFlowId } of list.ContactFlowSummaryList ?? []) {
    const { ContactFlow } = await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
    await client.send(
      new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: ContactFlow?.Content }),
    );
  }
  expect(list.ContactFlowSummaryList).toHaveLength(20);
});

test("parameters that are nested without end are looked through", async () => {
  const deep = (text: string) => `${"[".repeat(20_000)}${JSON.stringify(text)}${"]".repeat(20_000)}`;
  const flow = (text: string) => content(hangUp).replace('"Parameters":{}', `"Parameters":{"x":${deep(text)}}`);
  await publish(await simulated(), flow("nothing"));
  const foreign = "arn:aws:connect:eu-west-2:111122223333:instance/other/queue/any";
  const problems = (await refusal(publish(await simulated(), flow(foreign)))).problems;
  expect(problems[0]).toMatch(/^Invalid Action property value\. Path: Actions\[0\]\.Parameters\.x\[0\]/);
});
