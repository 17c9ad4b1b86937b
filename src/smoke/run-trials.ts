import { compareText } from "../model/json.js";
import {
  type LeftContact,
  SMOKE_FORMAT,
  type SmokeReport,
  type SmokeResult,
  type SmokeVerdict,
} from "../model/smoke.js";
import type { SmokePorts, Trial } from "./ports.js";

/** How trials are run. */
export interface RunOptions extends Pick<SmokePorts, "isStopping"> {
  /** Most trials at the same time. */
  readonly parallelism: number;
  readonly onStart?: (trial: Trial) => void;
  readonly onDone?: (result: SmokeResult) => void;
}

/** Runs trials side by side, in the order of their names; once the run is to stop, those not begun are not run. */
export async function runTrials(trials: readonly Trial[], options: RunOptions): Promise<readonly SmokeResult[]> {
  const waiting = [...trials].sort((a, b) => compareText(a.about.name, b.about.name));
  const results: SmokeResult[] = [];
  let running = 0;
  let obstacle: string | undefined;
  const work = async () => {
    for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
      const reason = options.isStopping() ? "the run was told to stop" : obstacle;
      if (reason === undefined) options.onStart?.(trial);
      running++;
      const result = reason === undefined ? await trial.run(() => running) : unbegun(trial, reason);
      running--;
      obstacle ??= obstacleIn(result);
      results.push(result);
      if (reason === undefined) options.onDone?.(result);
    }
  };
  const workUntilBug = async () => {
    try {
      await work();
    } catch (bug) {
      waiting.length = 0;
      throw bug;
    }
  };
  const workers = Math.max(1, Math.min(options.parallelism, trials.length));
  const ended = await Promise.allSettled(Array.from({ length: workers }, workUntilBug));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return results.sort((a, b) => compareText(a.name, b.name));
}

function unbegun({ about }: Trial, reason: string): SmokeResult {
  return { ...about, verdict: "notRun", checks: [], reason, diagnostics: [], elapsed: 0 };
}

/** Failures that meet every start alike: the others would only pile up the same message. */
const HOPELESS = /^(?:connect\/(?:access-denied|.*credentials|network|quota|clock-skew)|state\/.*)$/;

function obstacleIn({ verdict, name, diagnostics }: SmokeResult): string | undefined {
  if (verdict !== "notRun") return undefined;
  const why = diagnostics.find(({ code }) => HOPELESS.test(code));
  return why && `it would fail as \`${name}\` did: ${why.summary}`;
}

/** What a run gave, with its counts. */
export function reportOf(
  environment: string,
  results: readonly SmokeResult[],
  left: readonly LeftContact[],
): SmokeReport {
  const count = (verdict: SmokeVerdict) => results.filter((result) => result.verdict === verdict).length;
  return {
    formatVersion: SMOKE_FORMAT,
    environment,
    results,
    summary: {
      total: results.length,
      started: results.filter(({ verdict }) => verdict !== "notRun").length,
      passed: count("passed"),
      failed: count("failed"),
      timedOut: count("timedOut"),
      brokenOff: count("brokenOff"),
      notRun: count("notRun"),
    },
    left,
  };
}
