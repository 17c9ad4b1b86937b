import type { Diagnostic } from "../../model/diagnostic.js";
import type { SmokeReport, SmokeResult } from "../../model/smoke.js";
import { renderNote, renderSmokeProgress } from "../../report/index.js";
import {
  afterAll,
  type LeftBehind,
  reportOf,
  runTrials,
  type SmokePorts,
  stopLeftBehind,
  taskTrial,
  testCaseTrial,
} from "../../smoke/index.js";
import type { Lock } from "../../state/index.js";
import type { StopWatch } from "../applying/stop-watch.js";
import { EXIT, SIGNAL_EXIT } from "../exit-code.js";
import type { Context } from "../line/command.js";
import { progressLine } from "../screen/progress.js";
import type { Session } from "../session.js";
import type { Resolved, SmokeChoice } from "./smoke-tests.js";

/** What a run of smoke tests takes besides the tests. */
export interface SmokeRun {
  readonly session: Session;
  readonly context: Context;
  readonly lock: Lock;
  readonly stop: StopWatch;
  /** What an earlier run left, as far as it could not be stopped. */
  readonly earlier: LeftBehind;
  readonly onDone?: (result: SmokeResult) => void;
}

/** Most smoke tests at the same time: StartTaskContact has a burst of five, and each contact is looked at. */
const PARALLELISM = 10;

/** Says how many tasks and runs of test cases will be started, before any is: each task is billed. */
export function announceTasks(
  { tests, cases }: SmokeChoice,
  { session, context }: Pick<SmokeRun, "session" | "context">,
): void {
  const { environment } = session;
  const runs = cases.length === 1 ? "1 run of a test case" : `${cases.length} runs of test cases`;
  const tasks = tests.length === 1 ? "1 task" : `${tests.length} tasks`;
  const what = [...(tests.length === 0 ? [] : [tasks]), ...(cases.length === 0 ? [] : [runs])].join(" and ");
  const price = environment.simulator ? "in the simulator, so nothing is billed" : priceOf(tests.length, cases.length);
  context.out.alert(renderNote(`This starts ${what} in ${environment.name}; ${price}.`, context.out.sideLook));
}

function priceOf(tasks: number, runs: number): string {
  const mayBe = runs === 1 ? "the run may be billed too" : "the runs may be billed too";
  if (tasks === 0) return runs === 1 ? "it may be billed by Amazon Connect" : "each may be billed by Amazon Connect";
  if (runs > 0) return `each task is billed by Amazon Connect, and ${mayBe}`;
  return tasks === 1 ? "it is billed by Amazon Connect" : "each is billed by Amazon Connect";
}

/** Runs smoke tests, stops whatever they started, and tells each as it ends. */
export async function runSmoke({ tests, cases, queueWord }: Resolved, run: SmokeRun): Promise<SmokeReport> {
  const { session, context, stop, earlier } = run;
  const { out } = context;
  stop.startWriting();
  const progress = progressLine(context, { title: "Smoke tests", isPaced: false });
  let ended = 0;
  const ports = portsOf(run, () => void progress.show(ended, tests.length + cases.length));
  const results = await runTrials(
    // Other sorts of smoke tests join here: whatever gives a `Trial` runs beside these.
    [...tests.map((test) => taskTrial(test, ports, queueWord)), ...cases.map((test) => testCaseTrial(test, ports))],
    {
      parallelism: PARALLELISM,
      isStopping: ports.isStopping,
      onDone: (result) => {
        ended++;
        // Where one terminal shows both streams, the report says it all a moment later.
        if (out.json || !context.world.stdout.isTTY) out.note(renderSmokeProgress(result, out.sideLook));
        run.onDone?.(result);
      },
    },
  ).finally(progress.end);
  const left = [...earlier.left, ...results.flatMap((result) => result.left ?? [])];
  const again = left.length > 0 ? await stopLeftBehind(ports, left) : earlier;
  if (again !== earlier) out.diagnostics(untold(again.diagnostics, results));
  return reportOf(session.environment.name, afterAll(results, again), again.left);
}

/** What no result says already. */
function untold(diagnostics: readonly Diagnostic[], results: readonly SmokeResult[]): readonly Diagnostic[] {
  const textOf = ({ code, summary, detail }: Diagnostic) => `${code}\n${summary}\n${detail}`;
  const told = new Set(results.flatMap((result) => result.diagnostics.map(textOf)));
  return diagnostics.filter((one) => !told.has(textOf(one)));
}

function portsOf({ session, context, lock, stop }: SmokeRun, onPause: () => void): SmokePorts {
  const { world } = context;
  const { contacts: record, provider } = session;
  return {
    contacts: provider.contacts,
    testRuns: provider.testRuns,
    record: {
      ...record,
      willStart: async (task, isSmoke) => {
        await lock.assertHeld();
        await record.willStart(task, isSmoke);
      },
    },
    now: world.now,
    pause: async (ms) => {
      if (stop.stopping.aborted) return;
      onPause();
      await world.sleep(ms, stop.stopping).catch((error: unknown) => {
        if (!stop.stopping.aborted) throw error;
      });
    },
    newToken: world.newId,
    isStopping: stop.isStopped,
  };
}

/** The exit code of a run; where nothing was started, that of the failure which kept it. */
export function smokeExitCode({ summary, left, results }: SmokeReport, stop: Pick<StopWatch, "signal">): number {
  const signal = stop.signal();
  if (signal) return SIGNAL_EXIT[signal];
  if (summary.passed === summary.total && left.length === 0) return EXIT.done;
  if (summary.started > 0 || left.length > 0) return EXIT.halfway;
  const codes = results.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
  return Math.max(EXIT.failed, ...codes.map(codeOf));
}

function codeOf(code: string): number {
  if (/^connect\/(?:access-denied|.*credentials)$/.test(code)) return EXIT.access;
  if (code === "state/lock-lost") return EXIT.locked;
  return code.startsWith("state/") ? EXIT.state : EXIT.failed;
}
