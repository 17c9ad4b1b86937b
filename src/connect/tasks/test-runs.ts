import { Fault } from "../../model/fault.js";
import type { TestRunRecord, TestRunSummary, TestRuns } from "../../model/test-run.js";
import { type Answer, numberOf, partOf, partsOf, textOf } from "../client/answer.js";
import { faultFor } from "../faults/faults.js";
import { isCausedBy, orMissing } from "../faults/thrown.js";
import type { ContactParts } from "./contacts.js";

/** Opens the runs of an instance's test cases; asks nothing yet. */
export function openTestRuns(parts: ContactParts): TestRuns {
  return {
    start: (testCaseId, clientToken) => start(parts, testCaseId, clientToken),
    summary: (testCaseId, id) => summary(parts, testCaseId, id),
    failures: (testCaseId, id) => failures(parts, testCaseId, id),
    stop: (testCaseId, id, clientToken) => stop(parts, { testCaseId, id, clientToken }),
  };
}

const subjectOf = (testCaseId: string) => `a run of the test case \`${testCaseId}\``;

/** The client token makes a repeated start give the first run, so that a lost answer is asked for again. */
async function start({ caller, persistent, target }: ContactParts, TestCaseId: string, ClientToken: string) {
  const { instanceId } = await target();
  const subject = subjectOf(TestCaseId);
  const input = { InstanceId: instanceId, TestCaseId, ClientToken };
  const answer = await caller.write("StartTestCaseExecution", input, subject);
  const id = textOf(answer, "TestCaseExecutionId");
  if (id === undefined) throw withoutId(subject);
  caller.created(id);
  persistent.created(id);
  return id;
}

function withoutId(subject: string): Fault {
  const summary = `The answer to StartTestCaseExecution for ${subject} has no id in it`;
  const help = "Look for the run among the test results in the console";
  return faultFor("service", { code: "connect/unreadable-answer", summary, help }, { uncertain: true });
}

async function summary(parts: ContactParts, testCaseId: string, id: string): Promise<TestRunSummary | undefined> {
  const { instanceId } = await parts.target();
  const input = { InstanceId: instanceId, TestCaseId: testCaseId, TestCaseExecutionId: id };
  const reading = parts.caller.read("GetTestCaseExecutionSummary", input, subjectOf(testCaseId));
  const answer = await orMissing(reading);
  return answer && summaryIn(answer);
}

function summaryIn(answer: Answer): TestRunSummary {
  const counts = partOf(answer, "ObservationSummary");
  const total = numberOf(counts, "TotalObservations");
  const passed = numberOf(counts, "ObservationsPassed");
  const failed = numberOf(counts, "ObservationsFailed");
  return {
    status: textOf(answer, "Status") ?? "IN_PROGRESS",
    ...(total === undefined ? {} : { total }),
    ...(passed === undefined ? {} : { passed }),
    ...(failed === undefined ? {} : { failed }),
  };
}

/** One page of as many as the service gives: enough to tell people where to look. */
const MOST_RECORDS = 100;

async function failures(parts: ContactParts, testCaseId: string, id: string): Promise<readonly TestRunRecord[]> {
  const { instanceId } = await parts.target();
  const run = { InstanceId: instanceId, TestCaseId: testCaseId, TestCaseExecutionId: id };
  const input = { ...run, Status: "FAILED" as const, MaxResults: MOST_RECORDS };
  const answer = await parts.caller.read("ListTestCaseExecutionRecords", input, subjectOf(testCaseId));
  return partsOf(answer, "ExecutionRecords").map((record) => {
    const text = textOf(record, "Record");
    return {
      observationId: textOf(record, "ObservationId") ?? "",
      status: textOf(record, "Status") ?? "FAILED",
      ...(text === undefined ? {} : { text }),
    };
  });
}

const OVER = new Set(["PASSED", "FAILED", "STOPPED"]);

/** What the service answers for a run that is over is not documented: so the run is asked. */
async function stop(
  parts: ContactParts,
  { testCaseId, id, clientToken }: { readonly testCaseId: string; readonly id: string; readonly clientToken: string },
): Promise<void> {
  const { persistent, target } = parts;
  const { instanceId } = await target();
  const run = { InstanceId: instanceId, TestCaseId: testCaseId, TestCaseExecutionId: id };
  try {
    await persistent.write("StopTestCaseExecution", { ...run, ClientToken: clientToken }, subjectOf(testCaseId));
  } catch (error) {
    if (!isCausedBy(error, "ResourceNotFoundException", "InvalidRequestException", "InvalidParameterException"))
      throw error;
    if (!(await isOver({ ...parts, caller: persistent }, testCaseId, id))) throw error;
  }
}

async function isOver(parts: ContactParts, testCaseId: string, id: string): Promise<boolean> {
  try {
    const seen = await summary(parts, testCaseId, id);
    return seen === undefined || OVER.has(seen.status);
  } catch (error) {
    if (error instanceof Fault && error.kind === "permission") return false;
    throw error;
  }
}
