import * as connect from "@aws-sdk/client-connect";
import { describe, expect, test } from "vitest";
import { content } from "./simulated.js";
import {
  attributesAfter,
  block,
  describeTask,
  end,
  makeFlow,
  makeModule,
  makeQueue,
  mark,
  NOON,
  office,
  start,
  walked,
} from "./tasks.js";

const set = (Attributes: object, next = "end", more: object = {}) =>
  block("set", "UpdateContactAttributes", { with: { Attributes, ...more }, errors: { NoMatchingError: next } });

describe("attributes", () => {
  test.each([
    ["text", "plain", "plain"],
    ["one path", "$.Attributes.language", "ja"],
    ["a path in brackets", "$['Attributes']['language']", "ja"],
    ["a path with a bracket in it", "$.Attributes['language']", "ja"],
    ["a text with paths in it", "$.Name speaks $.Attributes.language on $.Channel.", "task speaks ja on TASK."],
    ["a text with a price", "it costs $5.20", "it costs $5.20"],
    ["a path that leads nowhere", "$.External.nothing", ""],
  ])("are set to %s", async (_, value, expected) => {
    const set1 = set({ result: value });
    expect(await attributesAfter(await office(), [set1, end], { Attributes: { language: "ja" } })).toEqual({
      language: "ja",
      result: expected,
    });
  });

  test("of a flow are kept apart, and end with it", async () => {
    const at = await office();
    const second = await makeFlow(at, "Second", set({ second: "<$.FlowAttributes.word>" }), end);
    const flowAttribute = block("flow", "UpdateFlowAttributes", {
      with: { FlowAttributes: { word: { Value: "here" } } },
      errors: { NoMatchingError: "set" },
    });
    const go = block("go", "TransferToFlow", { with: { ContactFlowId: second }, errors: { NoMatchingError: "end" } });
    const seen = await attributesAfter(at, [flowAttribute, set({ first: "<$.FlowAttributes.word>" }, "go"), go, end]);
    expect(seen).toEqual({ first: "<here>", second: "<>" });
  });

  test("over the limit take the error branch", async () => {
    const big = block("big", "UpdateContactAttributes", {
      with: { Attributes: { more: "$.Attributes.big$.Attributes.big" } },
      next: "end",
      errors: { NoMatchingError: "too-big" },
    });
    const more = { Attributes: { big: "x".repeat(20_000) } };
    expect((await attributesAfter(await office(), [big, mark("too-big"), end], more)).at).toBe("too-big");
  });

  test("of the related contact are set where there is one", async () => {
    const at = await office();
    const wait = block("wait", "Wait", { with: { TimeLimitSeconds: "60" }, errors: { NoMatchingError: "end" } });
    const first = await start(at, await makeFlow(at, "First", wait, end), { Attributes: { a: "1" } });
    const related = set({ b: "2" }, "end", { TargetContact: "Related" });
    const flow = await makeFlow(at, "Related", related, end);
    expect((await describeTask(at, await start(at, flow, { RelatedContactId: first }))).Attributes).toEqual({ a: "1" });
    expect((await describeTask(at, first)).Attributes).toEqual({ a: "1", b: "2" });
  });
});

describe("comparisons", () => {
  const compare = (operator: string, operand: string) => [
    block("compare", "Compare", {
      with: { ComparisonValue: "$.Attributes.value" },
      operator,
      when: { [operand]: "yes" },
      errors: { NoMatchingCondition: "no" },
    }),
    mark("yes"),
    mark("no"),
    end,
  ];

  test.each([
    ["Equals", "gold", "gold", "yes"],
    ["Equals", "Gold", "gold", "no"],
    ["TextStartsWith", "golden", "gold", "yes"],
    ["TextEndsWith", "marigold", "gold", "yes"],
    ["TextContains", "a golden one", "gold", "yes"],
    ["TextContains", "silver", "gold", "no"],
    ["NumberGreaterThan", "10", "9", "yes"],
    ["NumberGreaterThan", "ten", "9", "no"],
    ["NumberGreaterOrEqualTo", "9", "9", "yes"],
    ["NumberLessThan", "9", "10", "yes"],
    ["NumberLessOrEqualTo", "9.5", "9", "no"],
    ["Equals", "ja", "$.Attributes.other", "yes"],
  ])("%s of %s with %s takes the branch %s", async (operator, value, operand, branch) => {
    const seen = await attributesAfter(await office(), compare(operator, operand), {
      Attributes: { value, other: "ja" },
    });
    expect(seen.at).toBe(branch);
  });

  test("of what is not there match nothing", async () => {
    expect((await attributesAfter(await office(), compare("Equals", "$.Attributes.none"))).at).toBe("no");
  });

  test("are made in their order", async () => {
    const compared = block("compare", "Compare", {
      with: { ComparisonValue: "$.Attributes.value" },
      operator: "NumberGreaterThan",
      when: { "60.0": "much", "2.0": "some" },
      errors: { NoMatchingCondition: "none" },
    });
    const blocks = [compared, mark("much"), mark("some"), mark("none"), end];
    expect((await attributesAfter(await office(), blocks, { Attributes: { value: "70" } })).at).toBe("much");
  });
});

describe("queues", () => {
  const toQueue = (queue: string) => [
    block("queue", "UpdateContactTargetQueue", { with: { QueueId: queue }, errors: { NoMatchingError: "no-queue" } }),
    block("transfer", "TransferContactToQueue", { errors: { QueueAtCapacity: "full", NoMatchingError: "failed" } }),
    mark("no-queue"),
    mark("full"),
    mark("failed"),
    end,
  ];
  const linked = (queue: string) => {
    const [first, ...rest] = toQueue(queue);
    const transitions = { NextAction: "transfer", Errors: [{ ErrorType: "NoMatchingError", NextAction: "no-queue" }] };
    return [{ ...first, Transitions: transitions }, ...rest];
  };

  test("hold a task from the moment it is put there", async () => {
    const at = await office();
    const queue = await makeQueue(at, "Sales");
    const found = await walked(at, linked(queue));
    expect(found.QueueInfo).toEqual({ Id: queue.split("/").pop(), EnqueueTimestamp: new Date(NOON) });
    expect(found.DisconnectTimestamp).toBeUndefined();
  });

  test("are named by what an attribute holds", async () => {
    const at = await office();
    const queue = await makeQueue(at, "Sales");
    const found = await walked(at, linked("$.Attributes.queue"), { Attributes: { queue } });
    expect(found.QueueInfo?.Id).toBe(queue.split("/").pop());
  });

  test("that are full say so", async () => {
    const at = await office();
    const flow = await makeFlow(at, "To sales", ...linked(await makeQueue(at, "Sales", 1)));
    const [first, second] = [await start(at, flow), await start(at, flow)];
    expect((await describeTask(at, second)).Attributes).toEqual({ at: "full" });
    await at.client.send(new connect.StopContactCommand({ InstanceId: at.InstanceId, ContactId: first }));
    expect((await describeTask(at, await start(at, flow))).QueueInfo).toBeDefined();
  });

  test("are chosen by the quick connect that leads a task", async () => {
    const at = await office();
    const queue = await makeQueue(at, "Sales");
    const [, transfer] = toQueue(queue);
    const Content = content(transfer ?? end, mark("full"), mark("failed"), end);
    const named = { InstanceId: at.InstanceId, Name: "Transfer", Type: "QUEUE_TRANSFER", Content } as const;
    const { ContactFlowId: flow = "" } = await at.client.send(new connect.CreateContactFlowCommand(named));
    const QuickConnectConfig = {
      QuickConnectType: "QUEUE" as const,
      QueueConfig: { QueueId: queue, ContactFlowId: flow },
    };
    const input = { InstanceId: at.InstanceId, Name: "To sales", QuickConnectConfig };
    const { QuickConnectId = "" } = await at.client.send(new connect.CreateQuickConnectCommand(input));
    const found = await describeTask(at, await start(at, "", { QuickConnectId }));
    expect(found.QueueInfo?.Id).toBe(queue.split("/").pop());
  });

  test("that are disabled or were never set take the error branch", async () => {
    const at = await office();
    const queue = await makeQueue(at, "Sales");
    const off = { InstanceId: at.InstanceId, QueueId: queue, Status: "DISABLED" as const };
    await at.client.send(new connect.UpdateQueueStatusCommand(off));
    expect((await attributesAfter(at, linked(queue))).at).toBe("failed");
    expect((await attributesAfter(at, toQueue(queue).slice(1))).at).toBe("failed");
  });

  test("are counted, and have no agents", async () => {
    const at = await office();
    const queue = await makeQueue(at, "Sales");
    await walked(at, linked(queue));
    const metric = (MetricType: string, operator: string, operand: string) => [
      block("check", "CheckMetricData", {
        with: { MetricType, QueueId: queue },
        operator,
        when: { [operand]: "yes" },
        errors: { NoMatchingCondition: "no", NoMatchingError: "failed" },
      }),
      mark("yes"),
      mark("no"),
      mark("failed"),
      end,
    ];
    expect((await attributesAfter(at, metric("NumberOfAgentsStaffed", "NumberGreaterThan", "0"))).at).toBe("no");
    expect((await attributesAfter(at, metric("NumberOfContactsInQueue", "NumberGreaterThan", "0"))).at).toBe("yes");
    at.clock.now += 5000;
    const old = metric("OldestContactInQueueAgeSeconds", "NumberGreaterThan", "4999");
    expect((await attributesAfter(at, old)).at).toBe("yes");
  });
});

describe("modules", () => {
  const invoke = (FlowModuleId: string, more: object = {}) =>
    block("invoke", "InvokeFlowModule", {
      with: { FlowModuleId, ...more },
      next: "after",
      errors: { NoMatchingError: "failed" },
    });
  const rest = [mark("after"), mark("failed"), end];
  const back = { Identifier: "back", Type: "EndFlowModuleExecution", Parameters: {}, Transitions: {} };

  test("are gone through and left again", async () => {
    const at = await office();
    const arn = await makeModule(at, "Greet", set({ greeted: "$.Modules.Input.word" }, "back"), back);
    const seen = await attributesAfter(at, [invoke(arn, { Parameters: { word: "hello" } }), ...rest]);
    expect(seen).toEqual({ greeted: "hello", at: "after" });
  });

  test("run the version that an alias points at", async () => {
    const at = await office();
    const { client, InstanceId } = at;
    const arn = await makeModule(at, "Greet", set({ version: "1" }, "back"), back);
    const ContactFlowModuleId = arn.split("/").pop() ?? "";
    const module = { InstanceId, ContactFlowModuleId };
    await client.send(new connect.CreateContactFlowModuleVersionCommand(module));
    const alias = { ...module, AliasName: "live", ContactFlowModuleVersion: 1 };
    const { Id } = await client.send(new connect.CreateContactFlowModuleAliasCommand(alias));
    const Content = content(set({ version: "2" }, "back"), back);
    await client.send(new connect.UpdateContactFlowModuleContentCommand({ ...module, Content }));
    expect((await attributesAfter(at, [invoke(`${arn}:${Id}`), ...rest])).version).toBe("1");
    expect((await attributesAfter(at, [invoke(`${arn}:1`), ...rest])).version).toBe("1");
    expect((await attributesAfter(at, [invoke(arn), ...rest])).version).toBe("2");
  });

  test("that are not there take the error branch", async () => {
    expect((await attributesAfter(await office(), [invoke("none"), ...rest])).at).toBe("failed");
  });

  test("hand a result to the conditions of the block that invoked them", async () => {
    const at = await office();
    const result = { ...back, Parameters: { Result: "vip" } };
    const arn = await makeModule(at, "Sort", result);
    const sorted = block("invoke", "InvokeFlowModule", {
      with: { FlowModuleId: arn },
      when: { vip: "first", other: "second" },
      next: "after",
      errors: { NoMatchingError: "failed" },
    });
    expect((await attributesAfter(at, [sorted, mark("first"), mark("second"), ...rest])).at).toBe("first");
  });
});

describe("Lambda functions", () => {
  const ARN = "arn:aws:lambda:eu-west-2:111122223333:function:customer:live";
  const call = (ResponseType?: string) => [
    block("call", "InvokeLambdaFunction", {
      with: {
        LambdaFunctionARN: ARN,
        InvocationTimeLimitSeconds: "3",
        ...(ResponseType ? { ResponseValidation: { ResponseType } } : {}),
      },
      next: "set",
      errors: { NoMatchingError: "failed" },
    }),
    set({ tier: "$.External.tier", city: "$.External.home.city" }),
    mark("failed"),
    end,
  ];
  const answering = async (row?: object) => {
    const at = await office();
    if (row) await at.simulator.load({ instances: [{ alias: "acme", region: "eu-west-2", lambdaResults: [row] }] });
    return at;
  };

  test.each([["customer"], [ARN], [ARN.replace(":live", "")]])("answer from the table, by %s", async (name) => {
    const at = await answering({ name, result: { tier: "gold" } });
    expect(await attributesAfter(at, call())).toEqual({ tier: "gold", city: "" });
  });

  test("may answer with an object where the block takes JSON", async () => {
    const row = { name: "customer", result: { tier: 1, home: { city: "Kobe" } } };
    expect(await attributesAfter(await answering(row), call("JSON"))).toEqual({ tier: "1", city: "Kobe" });
    expect(await attributesAfter(await answering(row), call("STRING_MAP"))).toEqual({ at: "failed" });
  });

  test.each([
    ["have no row", undefined],
    ["fail", { name: "customer", error: "out of order" }],
    ["do not answer in time", { name: "customer", timeout: true }],
  ])("that %s take the error branch", async (_, row) => {
    expect(await attributesAfter(await answering(row), call())).toEqual({ at: "failed" });
  });

  test.each([
    [{ name: "f" }, "exactly one"],
    [{ name: "f", result: {}, error: "x" }, "exactly one"],
    [{ name: "f", result: [] }, "`result` is not an object"],
    [{ name: "f", timeout: false }, "`timeout` is not true"],
  ])("are not loaded from %j", async (row, message) => {
    await expect(answering(row)).rejects.toThrow(message);
  });
});

describe("chance and rounds", () => {
  const percent = block("draw", "DistributeByPercentage", {
    operator: "NumberLessThan",
    when: { "31": "few" },
    errors: { NoMatchingCondition: "many" },
  });

  test("spread by their percentages, and the same for the same seed", async () => {
    const at = await office();
    const flow = await makeFlow(at, "Spread", percent, mark("few"), mark("many"), end);
    const flowId = flow.split("/").pop() ?? "";
    const branch = (seed: number) =>
      at.simulator.traceTask(at.InstanceId, { flowId, seed: String(seed) }).attributes.at;
    const branches = Array.from({ length: 300 }, (_, seed) => branch(seed));
    const few = branches.filter((one) => one === "few").length;
    expect(few).toBeGreaterThan(65);
    expect(few).toBeLessThan(115);
    expect(branch(7)).toBe(branches[7]);
  });

  test("loop as often as they are told", async () => {
    const loop = block("loop", "Loop", {
      with: { LoopCount: "$.Attributes.times" },
      when: { ContinueLooping: "count", DoneLooping: "end" },
      next: "end",
    });
    const count = block("count", "UpdateContactAttributes", {
      with: { Attributes: { rounds: "$.Attributes.rounds|" } },
      errors: { NoMatchingError: "loop" },
    });
    const at = await office();
    expect(await attributesAfter(at, [loop, count, end], { Attributes: { times: "3" } })).toMatchObject({
      rounds: "|||",
    });
    const none = await attributesAfter(await office(), [loop, count, end], { Attributes: { times: "0" } });
    expect(none).toEqual({ times: "0" });
  });

  test("that go round without an end are ended", async () => {
    const [a, b] = [mark("a", "b"), mark("b", "a")];
    const found = await walked(await office(), [a, b]);
    expect(found).toMatchObject({ DisconnectReason: "OTHER" });
  });
});

describe("a trace", () => {
  const wait = (seconds: string, next: string) =>
    block("wait", "Wait", {
      with: { TimeLimitSeconds: seconds },
      when: { WaitCompleted: next },
      errors: { NoMatchingError: "end" },
    });
  const traced = async (...actions: readonly object[]) => {
    const at = await office();
    const flowId = (await makeFlow(at, "Traced", ...actions)).split("/").pop() ?? "";
    return at.simulator.traceTask(at.InstanceId, { flowId });
  };

  test("tells the branch that follows a wait", async () => {
    const { steps } = await traced(wait("60", "later"), mark("later"), end);
    expect(steps[0]).toMatchObject({ block: "wait", branch: "Equals WaitCompleted", next: "later" });
    expect(steps.map(({ at }) => at - NOON)).toEqual([0, 60_000, 60_000]);
  });

  test("tells the branch that follows a module, at the block that invoked it", async () => {
    const at = await office();
    const module = await makeModule(at, "Yes", {
      ...block("return", "EndFlowModuleExecution", { with: { Result: "Yes" } }),
      Transitions: {},
    });
    const invoke = block("invoke", "InvokeFlowModule", {
      with: { FlowModuleId: module },
      when: { Yes: "yes" },
      errors: { NoMatchingError: "end" },
    });
    const flowId = (await makeFlow(at, "Asks", invoke, mark("yes"), end)).split("/").pop() ?? "";
    const { steps } = at.simulator.traceTask(at.InstanceId, { flowId });
    expect(steps[0]).toMatchObject({ block: "invoke", branch: "Equals Yes", next: "yes" });
    expect(steps[1]).toMatchObject({ block: "return", branch: undefined });
  });

  test.each(["0", "5"])(
    "of waits of %s seconds without an end is followed no further, and says so",
    async (seconds) => {
      const { end: last, steps } = await traced(wait(seconds, "wait"), end);
      expect(last).toMatchObject({ type: "stuck", reason: expect.stringMatching(/waits again and again/) });
      expect(steps).toHaveLength(1000);
    },
  );
});

test("references that a block sets are the contact's, and can be read", async () => {
  const data = block("data", "UpdateContactData", {
    with: { References: { order: { Type: "URL", Value: "https://example.com/$.Attributes.order" } } },
    errors: { NoMatchingError: "set" },
  });
  const read = set({ read: "$.References.order.Value" });
  const at = await office();
  const found = await walked(at, [data, read, end], { Attributes: { order: "17" } });
  expect(found.Attributes).toMatchObject({ read: "https://example.com/17" });
  const input = { InstanceId: at.InstanceId, ContactId: found.Id, ReferenceTypes: ["URL" as const] };
  const { ReferenceSummaryList } = await at.client.send(new connect.ListContactReferencesCommand(input));
  expect(ReferenceSummaryList).toMatchObject([{ Url: { Name: "order", Value: "https://example.com/17" } }]);
});

describe("blocks that need people", () => {
  test.each([
    ["MessageParticipant", { Text: "Hello" }, "next"],
    ["UpdateContactTextToSpeechVoice", { TextToSpeechVoice: "Amy" }, "next"],
    ["UpdateContactRecordingBehavior", {}, "next"],
    ["UpdateContactMediaStreamingBehavior", {}, "NoMatchingError"],
    ["CreateWisdomSession", {}, "NoMatchingError"],
    ["GetCustomerProfile", {}, "NoMatchingError"],
    ["UpdateContactEventHooks", { EventHooks: { CustomerHold: "none" } }, "NoMatchingError"],
  ])("of type %s lead a task on by %s", async (type, parameters, branch) => {
    const errors = type === "UpdateContactRecordingBehavior" ? {} : { NoMatchingError: "NoMatchingError" };
    const asked = block("block", type, { with: parameters, next: "next", errors });
    const seen = await attributesAfter(await office(), [asked, mark("next"), mark("NoMatchingError"), end]);
    expect(seen.at).toBe(branch);
  });

  test("take the branch that is made for them", async () => {
    const number = block("number", "UpdateContactCallbackNumber", {
      with: { CallbackNumber: "$.Attributes.number" },
      next: "next",
      errors: { InvalidCallbackNumber: "invalid", CallbackNumberNotDialable: "other" },
    });
    const blocks = [number, mark("next"), mark("invalid"), mark("other"), end];
    expect((await attributesAfter(await office(), blocks)).at).toBe("invalid");
  });

  test("have an error branch that is not there: the task is over", async () => {
    const lost = block("set", "UpdateContactTargetQueue", { with: { QueueId: "none" }, next: "end" });
    expect(await walked(await office(), [lost, end])).toMatchObject({ DisconnectReason: "CONTACT_FLOW_DISCONNECT" });
  });
});

describe("tasks that make tasks", () => {
  test("hand on their attributes, and go their own ways", async () => {
    const at = await office();
    const child = await makeFlow(at, "Child", mark("child"), end);
    const create = block("create", "CreateTask", {
      with: { Name: "about $.Name", ContactFlowId: child, Attributes: { more: "yes" } },
      errors: { NoMatchingError: "end" },
    });
    const parent = await start(at, await makeFlow(at, "Parent", create, end), { Attributes: { a: "1" } });
    const [document] = at.simulator.dump("acme").instances;
    const made = (document?.contacts ?? []).find((one) => typeof one === "object" && one.relatedId === parent);
    const id = typeof made === "object" ? (made.id ?? "") : "";
    expect(await describeTask(at, id)).toMatchObject({
      Name: "about task",
      InitiationMethod: "FLOW",
      Attributes: { a: "1", more: "yes", at: "child" },
    });
  });

  test.each([
    ["DelaySeconds", "90"],
    ["ScheduledTime", String(NOON / 1000 + 90)],
    ["ScheduledTime", "2026-05-01T12:01:30Z"],
  ])("begin later, by %s %s, with their references", async (key, value) => {
    const at = await office();
    const child = await makeFlow(at, "Child", mark("child"), end);
    const References = { doc: { Type: "URL", Value: "https://example.com" } };
    const create = block("create", "CreateTask", {
      with: { Name: "later", ContactFlowId: child, References, [key]: value },
      errors: { NoMatchingError: "end" },
    });
    const parent = await start(at, await makeFlow(at, "Parent", create, end));
    const [document] = at.simulator.dump("acme").instances;
    const made = (document?.contacts ?? []).find((one) => typeof one === "object" && one.relatedId === parent);
    expect(made).toMatchObject({ scheduledAt: NOON + 90_000, references: References });
  });

  test("of their own kind come to an end", async () => {
    const at = await office();
    const first = await makeFlow(at, "Again", end);
    const create = block("create", "CreateTask", {
      with: { Name: "again", ContactFlowId: first },
      errors: { NoMatchingError: "end" },
    });
    const Content = content(create, end);
    const update = { InstanceId: at.InstanceId, ContactFlowId: first, Content };
    await at.client.send(new connect.UpdateContactFlowContentCommand(update));
    await start(at, first);
    const [document] = at.simulator.dump("acme").instances;
    expect(document?.contacts).toHaveLength(9);
  });
});
