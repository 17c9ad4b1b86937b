import type { SmokeReport, SmokeResult } from "../model/smoke.js";
import { renderSmokeProgress } from "../report/index.js";
import {
  afterAll,
  type LeftBehind,
  reportOf,
  runTrials,
  type SmokePorts,
  stopLeftBehind,
  taskTrial,
} from "../smoke/index.js";
import type { Lock } from "../state/index.js";
import type { Context } from "./command.js";
import { EXIT, SIGNAL_EXIT } from "./exit-code.js";
import type { Session } from "./session.js";
import type { Resolved } from "./smoke-tests.js";
import type { StopWatch } from "./stop-watch.js";

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

/** Says how many tasks will be started, before any is: each is billed. */
export function announceTasks(count: number, { session, context }: Pick<SmokeRun, "session" | "context">): void {
  const { environment } = session;
  const tasks = count === 1 ? "1 task" : `${count} tasks`;
  const each = count === 1 ? "it is billed by Amazon Connect" : "each is billed by Amazon Connect";
  const price = environment.simulator ? "in the simulator, so nothing is billed" : each;
  context.out.alert(`This starts ${tasks} in ${environment.name}; ${price}.`);
}

/** Runs smoke tests, stops whatever they started, and tells each as it ends. */
export async function runSmoke({ tests, queueWord }: Resolved, run: SmokeRun): Promise<SmokeReport> {
  const { session, context, stop, earlier } = run;
  const { out } = context;
  stop.startWriting();
  const ports = portsOf(run);
  const results = await runTrials(
    // Other sorts of smoke tests join here: whatever gives a `Trial` runs beside these.
    tests.map((test) => taskTrial(test, ports, queueWord)),
    {
      parallelism: PARALLELISM,
      isStopping: ports.isStopping,
      onDone: (result) => {
        out.note(renderSmokeProgress(result, out.sideLook));
        run.onDone?.(result);
      },
    },
  );
  const isLeft = earlier.left.length > 0 || results.some(({ left }) => left);
  const again = isLeft ? await stopLeftBehind(ports) : earlier;
  return reportOf(session.environment.name, afterAll(results, again), again.left);
}

function portsOf({ session, context, lock, stop }: SmokeRun): SmokePorts {
  const { world } = context;
  const { contacts: record, provider } = session;
  return {
    contacts: provider.contacts,
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
