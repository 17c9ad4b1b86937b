import type {
  CreateTestCaseRequest,
  DeleteTestCaseRequest,
  DescribeTestCaseRequest,
  ListTestCasesRequest,
  SearchTestCasesRequest,
  TestCaseEntryPoint,
  UpdateTestCaseRequest,
} from "@aws-sdk/client-connect";
import type { TestCaseEntry } from "../entries/contact-entries.js";
import { fault } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { contentHash } from "../flows/publish.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Test cases; their runs are in `test-runs.ts`. Only what is published is checked, and there is one version of each. */
export const TEST_CASE_OPERATIONS = {
  CreateTestCase: createTestCase,
  DescribeTestCase: describeTestCase,
  UpdateTestCase: updateTestCase,
  DeleteTestCase: deleteTestCase,
  ListTestCases: listTestCases,
  SearchTestCases: searchTestCases,
} satisfies Record<string, Operation>;

const quotaFault = (message: string) => fault("ServiceQuotaExceededException", message);

function createTestCase(call: Call, input: Known<CreateTestCaseRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  refuseFull(call, instance, "testCases", quotaFault);
  refuseTaken(instance, "testCases", input.Name);
  const { Content: content, EntryPoint: entryPoint, InitializationData: initializationData } = input;
  const body = { content, entryPoint, initializationData, status: input.Status ?? "PUBLISHED" };
  refuseUnpublishable(instance, body);
  const entry = instance.tables.testCases.put({
    ...newEntry(call, (id) => arnOf(instance.about, "testCases", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    ...body,
  });
  return { TestCaseId: entry.id, TestCaseArn: entry.arn };
}

type TestBody = Pick<TestCaseEntry, "content" | "entryPoint" | "initializationData" | "status">;

/** Refuses to publish what could not run: one problem each. What is only saved is not looked at. */
function refuseUnpublishable(instance: Instance, { status, content, entryPoint, initializationData }: TestBody): void {
  if (status !== "PUBLISHED") return;
  const flow = flowIdOf(entryPoint);
  const isMissing = flow !== undefined && instance.tables.flows.get(flow) === undefined;
  const isData = initializationData === undefined || isObject(initializationData);
  const problems = [
    ...(isObject(content) ? [] : ["Content is not a valid JSON object"]),
    ...(isData ? [] : ["InitializationData is not a valid JSON object"]),
    ...(isMissing ? [`EntryPoint refers to a contact flow that does not exist. FlowId: ${flow}`] : []),
  ];
  if (problems.length === 0) return;
  throw fault("InvalidTestCaseException", "", { Problems: problems.map((message) => ({ message })) });
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The id of the flow that an entry point names, as id or ARN. */
export function flowIdOf(entryPoint: TestCaseEntryPoint | undefined): string | undefined {
  const { VoiceCallEntryPointParameters: call, ChatEntryPointParameters: chat } = entryPoint ?? {};
  return (call?.FlowId ?? chat?.FlowId)?.split("/").pop();
}

/** With a status, only a test case that has it is there. */
function describeTestCase(call: Call, input: Known<DescribeTestCaseRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "testCases", input.TestCaseId);
  if (input.Status !== undefined && input.Status !== entry.status)
    throw fault("ResourceNotFoundException", `The test case has no ${input.Status} version. Id: ${entry.id}`);
  return { TestCase: shown(entry, instance) };
}

const shown = (entry: TestCaseEntry, instance: Instance): object => ({
  Id: entry.id,
  Arn: entry.arn,
  Name: entry.name,
  Description: entry.description,
  Content: entry.content,
  EntryPoint: entry.entryPoint,
  InitializationData: entry.initializationData,
  Status: entry.status,
  Tags: entry.tags,
  TestCaseSha256: contentHash(entry.content),
  ...lastModified(entry, instance),
});

function updateTestCase(call: Call, input: Known<UpdateTestCaseRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "testCases", input.TestCaseId);
  const { Content, EntryPoint, InitializationData, Name, Description, Status } = input;
  if (Name !== undefined) refuseTaken(instance, "testCases", Name, entry.id);
  const changed: TestCaseEntry = {
    ...entry,
    name: Name ?? entry.name,
    description: describedAs(Description, entry.description),
    content: Content ?? entry.content,
    entryPoint: EntryPoint ?? entry.entryPoint,
    initializationData: InitializationData ?? entry.initializationData,
    status: Status ?? entry.status,
    modifiedAt: call.world.now(),
  };
  refuseUnpublishable(instance, changed);
  instance.tables.testCases.put(changed);
  return {};
}

function deleteTestCase(call: Call, input: Known<DeleteTestCaseRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  instance.tables.testCases.remove(find(call, instance, "testCases", input.TestCaseId).id);
  return {};
}

function listTestCases(call: Call, input: Known<ListTestCasesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.testCases.all()));
  const list = items.map((entry) => ({ ...summaryOf(entry, instance), Status: entry.status }));
  return { TestCaseSummaryList: list, NextToken };
}

function searchTestCases(call: Call, input: Known<SearchTestCasesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const conditions = { StatusCondition: (entry: TestCaseEntry, wanted: unknown) => entry.status === wanted };
  const kind = { fields: () => ({}), conditions };
  const { items, ...rest } = searchPage(call, input, instance.tables.testCases.all(), kind);
  return { TestCases: items.map((entry) => shown(entry, instance)), ...rest };
}
