import type {
  GetTestCaseExecutionSummaryRequest,
  ListTestCaseExecutionRecordsRequest,
  ListTestCaseExecutionsRequest,
  StartTestCaseExecutionRequest,
  StopTestCaseExecutionRequest,
} from "@aws-sdk/client-connect";
import type { TestCaseEntry, TestRunEntry } from "../entries/contact-entries.js";
import { invalidRequest, notFound } from "../fault.js";
import { find, instanceOf, newEntry } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";
import { verdictOf } from "./test-verdict.js";

/** Runs of test cases. There are no timers: how far a run is follows from the world's time whenever somebody looks. */
export const TEST_RUN_OPERATIONS = {
  StartTestCaseExecution: startRun,
  StopTestCaseExecution: stopRun,
  GetTestCaseExecutionSummary: summarize,
  ListTestCaseExecutions: listRuns,
  ListTestCaseExecutionRecords: listRecords,
} satisfies Record<string, Operation>;

/** Milliseconds in which a run has not begun. */
const INITIATED_FOR = 1000;

/** One token starts one run. */
function startRun(call: Call, input: Known<StartTestCaseExecutionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const test = find(call, instance, "testCases", input.TestCaseId);
  const { ClientToken: clientToken } = input;
  const runs = instance.tables.testRuns;
  const again = clientToken === undefined ? undefined : runs.all().find((run) => run.clientToken === clientToken);
  if (again === undefined && test.status !== "PUBLISHED")
    throw invalidRequest(`The test case has not been published. Id: ${test.id}`);
  const run = again ?? runs.put({ ...begun(call, instance, test), clientToken });
  return { TestCaseExecutionId: run.id, TestCaseId: run.testCaseId, Status: statusOf(run, call.world.now()) };
}

function begun(call: Call, instance: Instance, test: TestCaseEntry): TestRunEntry {
  const { result, observations, takes } = verdictOf(call.world, instance, test);
  const entry = newEntry(call, (id) => arnOf(instance.about, "testRuns", id), test.name, test.tags);
  return { ...entry, testCaseId: test.id, result, observations, endsAt: entry.createdAt + takes };
}

type Status = "INITIATED" | "IN_PROGRESS" | "PASSED" | "FAILED" | "STOPPED";

function statusOf({ createdAt, endsAt, stoppedAt, result }: TestRunEntry, now: number): Status {
  if (stoppedAt !== undefined) return "STOPPED";
  if (now >= endsAt) return result;
  return now < createdAt + INITIATED_FOR ? "INITIATED" : "IN_PROGRESS";
}

function runOf(call: Call, instance: Instance, testId: string, id: string): TestRunEntry {
  const test = find(call, instance, "testCases", testId);
  const run = find(call, instance, "testRuns", id);
  if (run.testCaseId !== test.id) throw notFound(`The test case execution was not found. Id: ${id}`);
  return run;
}

function stopRun(call: Call, input: Known<StopTestCaseExecutionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const run = runOf(call, instance, input.TestCaseId, input.TestCaseExecutionId);
  const now = call.world.now();
  if (run.stoppedAt !== undefined || now >= run.endsAt)
    throw invalidRequest(`The test case execution is over. Id: ${run.id}`);
  instance.tables.testRuns.put({ ...run, stoppedAt: now, modifiedAt: now });
  return {};
}

/** What was observed is told once the run is over. */
function observationsOf(run: TestRunEntry, now: number): TestRunEntry["observations"] {
  return run.stoppedAt === undefined && now >= run.endsAt ? run.observations : [];
}

function summarize(call: Call, input: Known<GetTestCaseExecutionSummaryRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const run = runOf(call, instance, input.TestCaseId, input.TestCaseExecutionId);
  const now = call.world.now();
  const count = (status: string) => observationsOf(run, now).filter((one) => one.status === status).length;
  return {
    ...timesOf(run, now),
    Status: statusOf(run, now),
    ObservationSummary: {
      TotalObservations: run.observations.length,
      ObservationsPassed: count("PASSED"),
      ObservationsFailed: count("FAILED"),
    },
  };
}

function timesOf(run: TestRunEntry, now: number): object {
  const end = run.stoppedAt ?? (now >= run.endsAt ? run.endsAt : undefined);
  return { StartTime: new Date(run.createdAt), ...(end === undefined ? {} : { EndTime: new Date(end) }) };
}

function listRuns(call: Call, input: Known<ListTestCaseExecutionsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const now = call.world.now();
  const found = listed(call, instance.tables.testRuns.all()).filter((run) => isWanted(run, input, now));
  const { items, NextToken } = pageOf(call, input, found, 100);
  const list = items.map((run) => ({
    ...timesOf(run, now),
    TestCaseExecutionId: run.id,
    TestCaseId: run.testCaseId,
    TestCaseExecutionStatus: statusOf(run, now),
    Tags: run.tags,
  }));
  return { TestCaseExecutions: list, NextToken };
}

/** Times of the request are taken for milliseconds since the epoch; their unit is not documented. */
function isWanted(run: TestRunEntry, input: Known<ListTestCaseExecutionsRequest>, now: number): boolean {
  const { TestCaseId, TestCaseName, Status, StartTime = 0, EndTime = Number.POSITIVE_INFINITY } = input;
  if (TestCaseId !== undefined && TestCaseId !== run.testCaseId) return false;
  if (TestCaseName !== undefined && TestCaseName !== run.name) return false;
  if (Status !== undefined && Status !== statusOf(run, now)) return false;
  return StartTime <= run.createdAt && run.createdAt <= EndTime;
}

function listRecords(call: Call, input: Known<ListTestCaseExecutionRecordsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const run = runOf(call, instance, input.TestCaseId, input.TestCaseExecutionId);
  const all = observationsOf(run, call.world.now());
  const found = all.filter(({ status }) => (input.Status ?? status) === status);
  const { items, NextToken } = pageOf(call, input, found, 100);
  const list = items.map(({ id, status, record }) => ({
    ObservationId: id,
    Status: status,
    Timestamp: new Date(run.endsAt),
    Record: record,
  }));
  return { ExecutionRecords: list, NextToken };
}
