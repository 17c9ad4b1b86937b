import { Fault } from "../model/fault.js";
import type { SmokeCheck } from "../model/smoke.js";
import type { TestRunRecord, TestRunSummary } from "../model/test-run.js";
import type { Crowd, SmokePorts } from "./ports.js";
import type { Outcome } from "./task-trial.js";

/** What is watched: a run of a test case, and how many milliseconds it may take. */
interface Watched {
  readonly id: string;
  readonly runId: string;
  readonly within: number;
}

/** How a run came out; `isOver` says that nobody has to stop it. */
interface Seen {
  readonly outcome: Outcome;
  readonly isOver: boolean;
}

/** Pauses before one look after the other, in milliseconds; the last one goes on. */
const PAUSES = [1000, 2000, 2000, 3000, 5000];

/**
 * How many looks a second all trials take together. GetTestCaseExecutionSummary has the default rate of two requests a
 * second for the whole account: half of it is left to others.
 */
const LOOKS_PER_SECOND = 1;

/** Looks at a run until it is over, at the latest when its time is: then once more. */
export async function watchRun(run: Watched, ports: SmokePorts, crowd: Crowd): Promise<Seen> {
  const deadline = ports.now() + run.within;
  for (let looks = 0; ; looks++) {
    await ports.pause(Math.max(0, Math.min(pauseBefore(looks, crowd()), deadline - ports.now())));
    if (ports.isStopping()) return { outcome: ended("brokenOff", [], "the run was told to stop"), isOver: false };
    const isLast = ports.now() >= deadline;
    const summary = await ports.testRuns.summary(run.id, run.runId);
    const seen = summary && (await judgeRun(summary, run, ports));
    if (seen) return seen;
    if (isLast) return { outcome: timedOut(summary), isOver: false };
  }
}

function pauseBefore(looks: number, running: number): number {
  const own = PAUSES[Math.min(looks, PAUSES.length - 1)] ?? 0;
  return Math.max(own, (running / LOOKS_PER_SECOND) * 1000);
}

/** Undefined while it goes on. */
async function judgeRun(summary: TestRunSummary, run: Watched, ports: SmokePorts): Promise<Seen | undefined> {
  const { status } = summary;
  if (status === "PASSED") return { outcome: ended("passed", [check(countsOf(summary), true)]), isOver: true };
  if (status === "STOPPED") {
    return { outcome: ended("brokenOff", [], "somebody else stopped the run"), isOver: true };
  }
  if (status !== "FAILED") return undefined;
  const records = await failuresOf(run, ports);
  const checks = records.length > 0 ? records.map(failing) : [check(countsOf(summary), false)];
  return { outcome: ended("failed", checks), isOver: true };
}

/** That the observations cannot be read must not hide that the test failed. */
async function failuresOf({ id, runId }: Watched, { testRuns }: SmokePorts): Promise<readonly TestRunRecord[]> {
  try {
    return await testRuns.failures(id, runId);
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

function failing({ observationId, text }: TestRunRecord): SmokeCheck {
  const expected = observationId === "" ? "an observation holds" : `the observation ${observationId} holds`;
  return { expected, seen: reasonIn(text) ?? "it does not hold", holds: false };
}

/** The service's record is JSON whose form is not documented: a reason in it is told by itself. */
function reasonIn(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    const value = JSON.parse(text) as { readonly reason?: unknown } | null;
    return typeof value?.reason === "string" ? value.reason : text;
  } catch {
    return text;
  }
}

function check(seen: string, holds: boolean): SmokeCheck {
  return { expected: "the test case passes", seen, holds };
}

function countsOf({ status, total, passed, failed }: TestRunSummary): string {
  if (total === undefined) return status === "PASSED" ? "it passed" : "it failed";
  if (failed !== undefined && failed > 0) return `${failed} of ${total} observations do not hold`;
  return `${passed ?? total} of ${total} observations hold`;
}

function timedOut(summary: TestRunSummary | undefined): Outcome {
  const seen = summary ? `it is still ${summary.status.toLowerCase().replaceAll("_", " ")}` : NOT_THERE;
  return ended("timedOut", [check(seen, false)]);
}

const NOT_THERE = "the service does not know the run yet";

function ended(verdict: Outcome["verdict"], checks: readonly SmokeCheck[], reason?: string): Outcome {
  return { verdict, checks, diagnostics: [], ...(reason === undefined ? {} : { reason }) };
}
