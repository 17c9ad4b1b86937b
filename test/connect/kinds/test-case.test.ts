import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const ID = "dddddddd-0000-0000-0000-000000000001";
const FLOW = "aaaaaaaa-0000-0000-0000-000000000001";
const ARN = `${INSTANCE_ARN}/test-case/${ID}`;
const PATH = `/test-cases/${INSTANCE}/${ID}`;
const PUBLISHED = `${PATH}?status=PUBLISHED`;
const SAVED = `${PATH}?status=SAVED`;
const IDENTITY = { id: ID, arn: ARN, name: "Greets" };
const CALL = { Type: "VOICE_CALL", VoiceCallEntryPointParameters: { FlowId: FLOW, SourcePhoneNumber: "+12065550100" } };
const BODY = {
  name: "Greets",
  description: "",
  content: { Steps: ["a"] },
  published: true,
  entryPoint: { type: "VOICE_CALL", flow: `${INSTANCE_ARN}/contact-flow/${FLOW}`, from: "+12065550100" },
  initializationData: { language: "ja" },
  tags: {},
};
const LIVE = {
  Arn: ARN,
  Id: ID,
  Name: "Greets",
  Content: '{"Steps":["a"]}',
  EntryPoint: CALL,
  InitializationData: '{"language":"ja"}',
  Status: "PUBLISHED",
  TestCaseSha256: "x",
  LastModifiedRegion: "eu-west-2",
};
const SENT = { Content: LIVE.Content, EntryPoint: CALL, InitializationData: LIVE.InitializationData };

describe("a test case", () => {
  test("is read with ARNs in place of ids, and nothing of what only the service sets", async () => {
    const { provider } = await openInstance();
    answer("GET", PUBLISHED, { TestCase: { ...LIVE, Tags: { "aws:x": "y" } } });
    expect(await provider.read("testCase", ID, [])).toEqual({
      kind: "testCase",
      ...IDENTITY,
      published: true,
      body: BODY,
    });
  });

  test("that is only saved is read as what it is", async () => {
    const { provider } = await openInstance();
    refuse("GET", PUBLISHED, 404, "ResourceNotFoundException");
    answer("GET", SAVED, { TestCase: { ...LIVE, Status: "SAVED" } });
    expect(await provider.read("testCase", ID, [])).toMatchObject({ published: false, body: { published: false } });
  });

  test("that neither status has is not there", async () => {
    const { provider } = await openInstance();
    refuse("GET", PUBLISHED, 404, "ResourceNotFoundException");
    refuse("GET", SAVED, 404, "ResourceNotFoundException");
    expect(await provider.read("testCase", ID, [])).toBeUndefined();
    expectAllAsked();
  });

  test("is created with its status said, and without members that only copies of other Regions have", async () => {
    const { provider, record } = await openInstance();
    const sent = { Name: "Greets", Status: "PUBLISHED", ...SENT, Tags: { a: "b" } };
    answer("PUT", `/test-cases/${INSTANCE}`, { TestCaseId: ID, TestCaseArn: ARN }, sent);
    expect(await provider.create("testCase", { ...BODY, tags: { a: "b" } }, record)).toEqual(IDENTITY);
  });

  test("is updated with what differs, and its status", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", PATH, {}, { Name: "Says hello", Status: "PUBLISHED" });
    await provider.update("testCase", IDENTITY, BODY, { ...BODY, name: "Says hello" }, record);
    expect(recorded).toEqual(["UpdateTestCase"]);
    expectAllAsked();
  });

  test("is sent whole when it becomes published, so that the service checks all of it", async () => {
    const { provider, record } = await openInstance();
    answer("POST", PATH, {}, { ...SENT, Status: "PUBLISHED" });
    await provider.update("testCase", IDENTITY, { ...BODY, published: false }, BODY, record);
    expectAllAsked();
  });

  test("needs no request where nothing differs", async () => {
    const { provider, record, recorded } = await openInstance();
    await provider.update("testCase", IDENTITY, BODY, BODY, record);
    expect(recorded).toEqual([]);
  });

  test("enters by chat with a flow alone", async () => {
    const { provider, record } = await openInstance();
    const { entryPoint: _, initializationData: __, ...plain } = BODY;
    const chat = { ...plain, entryPoint: { type: "CHAT", flow: BODY.entryPoint.flow } };
    const EntryPoint = { Type: "CHAT", ChatEntryPointParameters: { FlowId: FLOW } };
    const sent = { Name: "Greets", Status: "PUBLISHED", Content: LIVE.Content, EntryPoint };
    answer("PUT", `/test-cases/${INSTANCE}`, { TestCaseId: ID, TestCaseArn: ARN }, sent);
    await provider.create("testCase", chat, record);
    expectAllAsked();
  });

  test("is deleted, and one that is gone counts as deleted", async () => {
    const { provider, record, recorded } = await openInstance();
    refuse("DELETE", PATH, 404, "ResourceNotFoundException");
    await provider.delete("testCase", ID, record);
    expect(recorded).toEqual(["DeleteTestCase"]);
  });

  test("that is refused gives one diagnostic for each problem", async () => {
    const { provider, record } = await openInstance();
    const Problems = [{ message: "Steps is empty" }, { message: "No such flow" }];
    refuse("PUT", `/test-cases/${INSTANCE}`, 400, "InvalidTestCaseException", { Problems });
    const fault = await faultOf(provider.create("testCase", BODY, record));
    expect(fault.diagnostics).toMatchObject([
      { code: "connect/rejected-content", detail: "Steps is empty" },
      { code: "connect/rejected-content", detail: "No such flow" },
    ]);
  });
});

describe("an instance that does not offer test cases", () => {
  const LIST = `/test-cases-summary/${INSTANCE}?maxResults=1000`;

  test.each([
    [404, "UnknownOperationException"],
    [404, "ResourceNotFoundException"],
    [404, "NotFound"],
  ])("is told of where the service answers %i %s", async (status, name) => {
    const { provider } = await openInstance();
    refuse("GET", LIST, status, name);
    const fault = await faultOf(provider.list("testCase"));
    expect(fault).toMatchObject({ kind: "rejected", diagnostics: [{ code: "connect/not-offered" }] });
  });

  test("may answer as if it were not allowed, which is said beside the policy", async () => {
    const { provider } = await openInstance();
    refuse("GET", LIST, 403, "AccessDeniedException");
    const { diagnostics } = await faultOf(provider.list("testCase"));
    expect(diagnostics).toMatchObject([
      { code: "connect/access-denied", help: expect.stringContaining("does not offer") },
    ]);
  });
});

describe("a run of a test case", () => {
  const RUN = "eeeeeeee-0000-0000-0000-000000000001";
  const RUN_PATH = `${PATH}/${RUN}`;

  test("is started with its token, looked at, and told what does not hold", async () => {
    const { provider } = await openInstance();
    answer("PUT", `${PATH}/start-execution`, { TestCaseExecutionId: RUN, Status: "INITIATED" }, { ClientToken: "t" });
    const counts = { TotalObservations: 2, ObservationsPassed: 1, ObservationsFailed: 1 };
    answer("GET", `${RUN_PATH}/summary`, { Status: "FAILED", ObservationSummary: counts });
    const records = [{ ObservationId: "greets", Status: "FAILED", Record: "{}" }];
    answer("GET", `${RUN_PATH}/records?status=FAILED&maxResults=100`, { ExecutionRecords: records });
    const { testRuns } = provider;
    expect(await testRuns.start(ID, "t")).toBe(RUN);
    expect(await testRuns.summary(ID, RUN)).toEqual({ status: "FAILED", total: 2, passed: 1, failed: 1 });
    expect(await testRuns.failures(ID, RUN)).toEqual([{ observationId: "greets", status: "FAILED", text: "{}" }]);
    expectAllAsked();
  });

  test("that is over counts as stopped, whatever the service says to a stop", async () => {
    const { provider } = await openInstance();
    refuse("POST", `${RUN_PATH}/stop-execution`, 400, "InvalidRequestException");
    answer("GET", `${RUN_PATH}/summary`, { Status: "PASSED" });
    await provider.testRuns.stop(ID, RUN, "t");
    expectAllAsked();
  });

  test("that goes on and cannot be stopped is a failure", async () => {
    const { provider } = await openInstance();
    refuse("POST", `${RUN_PATH}/stop-execution`, 400, "InvalidRequestException");
    answer("GET", `${RUN_PATH}/summary`, { Status: "IN_PROGRESS" });
    expect((await faultOf(provider.testRuns.stop(ID, RUN, "t"))).kind).toBe("rejected");
  });
});
