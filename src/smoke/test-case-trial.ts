import { Fault } from "../model/fault.js";
import type { SmokeResult, SmokeTestCase } from "../model/smoke.js";
import type { TestRun } from "../model/test-run.js";
import type { Crowd, SmokePorts, Trial } from "./ports.js";
import { startOnce } from "./start-once.js";
import { stopAndClose } from "./stop-and-close.js";
import { brokenOff, notRun, type Outcome } from "./task-trial.js";
import { watchRun } from "./watch-run.js";

/** A test case with its id in the instance, and how long a run of it may take, in milliseconds. */
export interface ResolvedTestCase extends SmokeTestCase {
  readonly id: string;
  readonly within: number;
}

/** A trial that lets the service run a test case, watches the run, and stops it where it is not over. */
export function testCaseTrial(test: ResolvedTestCase, ports: SmokePorts): Trial {
  const { name, flow, origin } = test;
  const about = { name, about: flow, origin };
  return { about, run: (crowd) => tryTestCase(test, about, ports, crowd) };
}

async function tryTestCase(
  test: ResolvedTestCase,
  about: Trial["about"],
  ports: SmokePorts,
  crowd: Crowd,
): Promise<SmokeResult> {
  const begun = ports.now();
  const clientToken = ports.newToken();
  const start = await startOnce(runOf(test, clientToken), ports, () => ports.testRuns.start(test.id, clientToken));
  if (start.type === "not-started") return { ...about, ...notRun(start.fault), elapsed: 0 };
  if (start.type === "unknown") {
    const left = { name: test.name, why: start.fault.message };
    return { ...about, ...brokenOff(start.fault.message, start.fault), left, elapsed: ports.now() - begun };
  }
  const stopRun = () => ports.testRuns.stop(test.id, start.id, clientToken);
  const { outcome, isOver } = await watchSafely({ ...test, runId: start.id, clientToken }, ports, crowd, stopRun);
  const elapsed = ports.now() - begun;
  const stop = await stopAndClose(clientToken, stopRun, ports, isOver);
  const left = stop.isOver ? {} : { left: { name: test.name, runId: start.id, why: stop.why } };
  const diagnostics = [...outcome.diagnostics, ...stop.diagnostics, ...start.diagnostics];
  return { ...about, ...outcome, diagnostics, ...left, runId: start.id, elapsed };
}

function runOf({ id, name }: ResolvedTestCase, clientToken: string): TestRun {
  return { entry: { testCaseId: id }, name, attributes: {}, references: {}, clientToken };
}

type Running = ResolvedTestCase & { readonly runId: string; readonly clientToken: string };

/** Whatever happens while a run is watched, it has to be stopped afterwards. */
async function watchSafely(
  run: Running,
  ports: SmokePorts,
  crowd: Crowd,
  stopRun: () => Promise<void>,
): Promise<{ readonly outcome: Outcome; readonly isOver: boolean }> {
  try {
    return await watchRun(run, ports, crowd);
  } catch (error) {
    if (error instanceof Fault) return { outcome: brokenOff(error.message, error), isOver: false };
    await stopAndClose(run.clientToken, stopRun, ports, false).catch(() => undefined);
    throw error;
  }
}
