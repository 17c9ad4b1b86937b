import * as connect from "@aws-sdk/client-connect";
import { describe, expect, test } from "vitest";
import { GOOD, refusal, type Simulated, simulated } from "../simulated.js";

const START = Date.UTC(2027, 0, 1);

async function withClock(document: object = {}) {
  let time = START;
  const at = await simulated({ now: () => time });
  if (Object.keys(document).length > 0) {
    await at.simulator.load({ instances: [{ alias: "acme", region: "eu-west-2", ...document }] } as never);
  }
  const pass = (ms: number) => {
    time += ms;
  };
  return { ...at, pass };
}

async function makeFlow({ client, InstanceId }: Simulated, Status: "PUBLISHED" | "SAVED" = "PUBLISHED") {
  const input = { InstanceId, Name: "Main", Type: "CONTACT_FLOW", Content: GOOD, Status } as const;
  return (await client.send(new connect.CreateContactFlowCommand(input))).ContactFlowId ?? "";
}

async function makeTest(
  { client, InstanceId }: Simulated,
  more: Partial<connect.CreateTestCaseCommandInput> = {},
): Promise<string> {
  const input = { InstanceId, Name: "Greets", Content: '{"Steps":[]}', Status: "PUBLISHED" as const, ...more };
  return (await client.send(new connect.CreateTestCaseCommand(input))).TestCaseId ?? "";
}

const entering = (FlowId: string): connect.TestCaseEntryPoint => ({
  Type: "VOICE_CALL",
  VoiceCallEntryPointParameters: { SourcePhoneNumber: "+12065550100", FlowId },
});

describe("test cases", () => {
  test("come back as they were made, listed and found with their status", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const EntryPoint = entering(await makeFlow(at));
    const more = { EntryPoint, InitializationData: '{"language":"ja"}', Description: "Hello", Tags: { team: "cx" } };
    const TestCaseId = await makeTest(at, more);
    const found = await client.send(new connect.DescribeTestCaseCommand({ InstanceId, TestCaseId }));
    expect(found.TestCase).toMatchObject({ ...more, Name: "Greets", Status: "PUBLISHED", Content: '{"Steps":[]}' });
    expect(found.TestCase?.Arn).toBe(`${at.arn}/test-case/${TestCaseId}`);
    const list = await client.send(new connect.ListTestCasesCommand({ InstanceId }));
    expect(list.TestCaseSummaryList).toMatchObject([{ Id: TestCaseId, Name: "Greets", Status: "PUBLISHED" }]);
    const search = { InstanceId, SearchCriteria: { StatusCondition: "SAVED" as const } };
    expect((await client.send(new connect.SearchTestCasesCommand(search))).TestCases).toEqual([]);
  });

  test("change with one request, and are gone when deleted", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const target = { InstanceId, TestCaseId: await makeTest(at) };
    await client.send(new connect.UpdateTestCaseCommand({ ...target, Name: "Says hello", Status: "SAVED" }));
    const found = await client.send(new connect.DescribeTestCaseCommand({ ...target, Status: "SAVED" }));
    expect(found.TestCase).toMatchObject({ Name: "Says hello", Status: "SAVED", Content: '{"Steps":[]}' });
    await client.send(new connect.DeleteTestCaseCommand(target));
    const gone = await refusal(client.send(new connect.DescribeTestCaseCommand(target)));
    expect(gone).toMatchObject({ name: "ResourceNotFoundException", status: 404 });
  });

  test("that are published are refused with every problem; those that are saved are not looked at", async () => {
    const at = await simulated();
    const bad = { Content: "no JSON", InitializationData: "[]", EntryPoint: entering("nowhere") };
    const answer = await refusal(makeTest(at, bad));
    expect(answer).toMatchObject({ name: "InvalidTestCaseException", status: 400 });
    expect(answer.problems).toEqual([
      "Content is not a valid JSON object",
      "InitializationData is not a valid JSON object",
      "EntryPoint refers to a contact flow that does not exist. FlowId: nowhere",
    ]);
    await makeTest(at, { ...bad, Status: "SAVED" });
  });

  test("have a name of their own, and a quota where one is set", async () => {
    const at = await simulated({ quotas: { testCases: 1 } });
    await makeTest(at);
    expect((await refusal(makeTest(at, { Name: "Other" }))).name).toBe("ServiceQuotaExceededException");
    const free = await simulated();
    await makeTest(free);
    expect((await refusal(makeTest(free))).name).toBe("DuplicateResourceException");
  });

  test("have tags like everything else", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const target = { InstanceId, TestCaseId: await makeTest(at) };
    const resourceArn = `${at.arn}/test-case/${target.TestCaseId}`;
    await client.send(new connect.TagResourceCommand({ resourceArn, tags: { a: "b" } }));
    expect((await client.send(new connect.DescribeTestCaseCommand(target))).TestCase?.Tags).toEqual({ a: "b" });
  });
});

describe("runs of test cases", () => {
  async function started(at: Awaited<ReturnType<typeof withClock>>, TestCaseId: string, ClientToken?: string) {
    const { client, InstanceId } = at;
    const input = { InstanceId, TestCaseId, ...(ClientToken === undefined ? {} : { ClientToken }) };
    const { TestCaseExecutionId = "" } = await client.send(new connect.StartTestCaseExecutionCommand(input));
    return { InstanceId, TestCaseId, TestCaseExecutionId };
  }

  test("begin, go on and pass in their time, where a contact gets through the flow", async () => {
    const at = await withClock();
    const run = await started(at, await makeTest(at, { EntryPoint: entering(await makeFlow(at)) }));
    const look = async () => (await at.client.send(new connect.GetTestCaseExecutionSummaryCommand(run))).Status;
    const seen = [await look()];
    for (const ms of [1000, 2000]) {
      at.pass(ms);
      seen.push(await look());
    }
    expect(seen).toEqual(["INITIATED", "IN_PROGRESS", "PASSED"]);
    const summary = await at.client.send(new connect.GetTestCaseExecutionSummaryCommand(run));
    const counts = { TotalObservations: 1, ObservationsPassed: 1, ObservationsFailed: 0 };
    expect(summary).toMatchObject({ EndTime: new Date(START + 3000), ObservationSummary: counts });
  });

  test.each([
    [
      "its flow is only saved",
      async (at: Simulated) => entering(await makeFlow(at, "SAVED")),
      "has not been published",
    ],
    ["it enters no flow", async () => ({ Type: "CHAT" as const }), "leads to no flow"],
  ])("fail where %s", async (_, entry, reason) => {
    const at = await withClock();
    const run = await started(at, await makeTest(at, { EntryPoint: await entry(at) }));
    at.pass(3000);
    const { ExecutionRecords } = await at.client.send(
      new connect.ListTestCaseExecutionRecordsCommand({ ...run, Status: "FAILED" }),
    );
    expect(ExecutionRecords).toMatchObject([{ ObservationId: "entry-flow", Status: "FAILED" }]);
    expect(ExecutionRecords?.[0]?.Record).toContain(reason);
  });

  test("enter by the flow of the number that is called", async () => {
    const at = await withClock();
    const flowId = await makeFlow(at);
    const phoneNumbers = [{ name: "+12065550123", flowId }];
    await at.simulator.load({ instances: [{ alias: "acme", region: "eu-west-2", phoneNumbers }] } as never);
    const call = {
      Type: "VOICE_CALL" as const,
      VoiceCallEntryPointParameters: { DestinationPhoneNumber: "+12065550123" },
    };
    const run = await started(at, await makeTest(at, { EntryPoint: call }));
    at.pass(3000);
    const { Status } = await at.client.send(new connect.GetTestCaseExecutionSummaryCommand(run));
    expect(Status).toBe("PASSED");
  });

  test("come to what the table of the instance says, when it says", async () => {
    const observations = [{ id: "greets", status: "FAILED", record: { reason: "silence" } }, { id: "ends" }];
    const at = await withClock({
      testCaseResults: [{ name: "Greets", result: "FAILED", takes: 60_000, observations }],
    });
    const run = await started(at, await makeTest(at));
    at.pass(59_999);
    expect((await at.client.send(new connect.GetTestCaseExecutionSummaryCommand(run))).Status).toBe("IN_PROGRESS");
    at.pass(1);
    const summary = await at.client.send(new connect.GetTestCaseExecutionSummaryCommand(run));
    const counts = { TotalObservations: 2, ObservationsPassed: 1, ObservationsFailed: 1 };
    expect(summary).toMatchObject({ Status: "FAILED", ObservationSummary: counts });
  });

  test("are stopped once, and not after their end", async () => {
    const at = await withClock();
    const TestCaseId = await makeTest(at);
    const run = await started(at, TestCaseId);
    const stop = () => at.client.send(new connect.StopTestCaseExecutionCommand(run));
    await stop();
    expect((await at.client.send(new connect.GetTestCaseExecutionSummaryCommand(run))).Status).toBe("STOPPED");
    expect((await refusal(stop())).name).toBe("InvalidRequestException");
  });

  test("are the same for the same token, and not to be had of what is only saved", async () => {
    const at = await withClock();
    const { client, InstanceId } = at;
    const TestCaseId = await makeTest(at);
    expect(await started(at, TestCaseId, "once")).toEqual(await started(at, TestCaseId, "once"));
    const list = await client.send(new connect.ListTestCaseExecutionsCommand({ InstanceId, TestCaseName: "Greets" }));
    expect(list.TestCaseExecutions).toMatchObject([{ TestCaseId, TestCaseExecutionStatus: "INITIATED" }]);
    const saved = await makeTest(at, { Name: "Saved", Status: "SAVED" });
    expect((await refusal(started(at, saved))).name).toBe("InvalidRequestException");
  });
});

test.each([
  [{ testCases: [{ name: "A" }] }, "lacks `content`"],
  [{ testCaseResults: [{ name: "A", result: "MAYBE" }] }, "`result` is neither"],
  [{ testCaseResults: [{ name: "A", result: "PASSED", observations: 1 }] }, "`observations` is not a list"],
])("a document with %j is refused with its place", async (document, words) => {
  await expect(withClock(document)).rejects.toThrow(words);
});
