import type { Step } from "./step.js";

/** How one step ended. */
export type StepEnd = "done" | "failed" | "halt";

export interface ScheduleOptions {
  /** Most steps under way at the same time. */
  readonly parallelism: number;
  /** Asked before anything new is started. */
  readonly isStopped: () => boolean;
  /** Asked before one step is started; what may not be is left, and with it what waits for it. */
  readonly mayStart: (step: Step) => boolean;
  /** Carries one step out; never throws. `halt` says that nothing else would succeed either. */
  readonly run: (step: Step) => Promise<StepEnd>;
}

/** What became of all steps. */
export interface ScheduleResult {
  readonly done: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  /** For each step that could not be tried, the failed step it waited for. */
  readonly blocked: ReadonlyMap<string, string>;
}

/**
 * Runs steps as soon as what they wait for has succeeded, the longest chain first. After a failure, what does not
 * depend on it goes on: a circle that was opened must be closed. After a halt or a stop nothing new is started.
 */
export async function runSteps(steps: readonly Step[], options: ScheduleOptions): Promise<ScheduleResult> {
  const done = new Set<string>();
  const failed = new Set<string>();
  const queue = new ReadyQueue(steps);
  const running = new Map<string, Promise<void>>();
  let halted = false;
  const start = (step: Step) => {
    const work = options.run(step).then((end) => {
      running.delete(step.key);
      if (end === "done") {
        done.add(step.key);
        queue.finish(step.key);
        return;
      }
      failed.add(step.key);
      halted ||= end === "halt";
    });
    running.set(step.key, work);
  };
  for (;;) {
    while (!halted && !options.isStopped() && running.size < options.parallelism) {
      const step = queue.take();
      if (!step) break;
      if (options.mayStart(step)) start(step);
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  return { done, failed, blocked: findBlocked(steps, failed) };
}

/** Steps that wait, and those that are ready, heaviest first and then by key. */
class ReadyQueue {
  private readonly waiting: Map<string, { readonly step: Step; left: number }>;
  private readonly dependents = new Map<string, string[]>();
  private readonly ready: Step[];

  constructor(steps: readonly Step[]) {
    this.waiting = new Map(steps.map((step) => [step.key, { step, left: new Set(step.waitsFor).size }]));
    for (const step of steps) {
      for (const key of new Set(step.waitsFor))
        this.dependents.set(key, [...(this.dependents.get(key) ?? []), step.key]);
    }
    this.ready = steps.filter(({ waitsFor }) => waitsFor.length === 0);
    this.sort();
  }

  take(): Step | undefined {
    return this.ready.shift();
  }

  finish(key: string): void {
    for (const dependent of this.dependents.get(key) ?? []) {
      const entry = this.waiting.get(dependent);
      if (entry && --entry.left === 0) this.ready.push(entry.step);
    }
    this.sort();
  }

  private sort(): void {
    this.ready.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  }
}

function findBlocked(steps: readonly Step[], failed: ReadonlySet<string>): ReadonlyMap<string, string> {
  const blocked = new Map<string, string>();
  for (let again = true; again; ) {
    again = false;
    for (const { key, waitsFor } of steps) {
      if (blocked.has(key) || failed.has(key)) continue;
      const cause = waitsFor.find((one) => failed.has(one) || blocked.has(one));
      if (cause === undefined) continue;
      blocked.set(key, blocked.get(cause) ?? cause);
      again = true;
    }
  }
  return blocked;
}
