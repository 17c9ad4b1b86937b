import { laneOf, type Step } from "./step.js";

/** How one step ended; `unsent`: it was told to stop before it had done anything. */
export type StepEnd = "done" | "failed" | "halt" | "unsent";

export interface ScheduleOptions {
  /**
   * Most steps under way at the same time. They are shared out among the operations that are still to come: what waits
   * for the rate of one must not keep another from its own.
   */
  readonly parallelism: number;
  /** Asked before anything new is started. */
  readonly isStopped: () => boolean;
  /** Asked before one step is started: the key of the failed step because of which it is not even tried. */
  readonly heldBy: (step: Step) => string | undefined;
  /** Carries one step out; throws for our own mistakes alone. `halt` says that nothing else would succeed either. */
  readonly run: (step: Step) => Promise<StepEnd>;
}

/** What became of all steps. */
export interface ScheduleResult {
  readonly done: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  /** For each step that could not be tried, the failed step because of which. */
  readonly blocked: ReadonlyMap<string, string>;
}

/**
 * Runs steps as soon as what they wait for has succeeded, the longest chain first. After a failure, what does not
 * depend on it goes on: a circle that was opened must be closed. After a halt or a stop nothing new is started.
 */
export async function runSteps(steps: readonly Step[], options: ScheduleOptions): Promise<ScheduleResult> {
  const done = new Set<string>();
  const failed = new Set<string>();
  const held = new Map<string, string>();
  const queue = new ReadyQueue(steps);
  const running = new Map<string, Promise<void>>();
  let halted = false;
  const bugs: unknown[] = [];
  const finish = (step: Step, end: StepEnd) => {
    if (end === "done") {
      done.add(step.key);
      queue.finish(step.key);
      return;
    }
    if (end === "unsent") return;
    failed.add(step.key);
    halted ||= end === "halt";
  };
  const start = (step: Step) => {
    queue.begin(step);
    // Both at once: who looks in between would take what this makes ready for not there.
    const over = (end: () => unknown) => {
      running.delete(step.key);
      queue.end(step);
      end();
    };
    const work = options.run(step).then(
      (end) => over(() => finish(step, end)),
      (bug: unknown) => over(() => bugs.push(bug)),
    );
    running.set(step.key, work);
  };
  for (;;) {
    while (!halted && bugs.length === 0 && !options.isStopped() && running.size < options.parallelism) {
      const step = queue.take(options.parallelism);
      if (!step) break;
      const cause = options.heldBy(step);
      if (cause === undefined) start(step);
      else held.set(step.key, cause);
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  // What runs is left to finish even then: whoever hears of the end gives the lock back.
  if (bugs.length > 0) throw bugs[0];
  return { done, failed, blocked: findBlocked(steps, failed, held) };
}

/** Lanes that wait for all the others, and so need no places kept for them. */
const LAST = " remove";

/** Steps that wait, and those that are ready, heaviest first and then by key. */
class ReadyQueue {
  private readonly waiting: Map<string, { readonly step: Step; left: number }>;
  private readonly dependents = new Map<string, string[]>();
  private ready: Step[];
  /** Removals that wait for nothing but that everything is written, and how many steps that still takes. */
  private last: Step[];
  private unwritten: number;
  /** Steps of each lane that have not ended, and those under way. */
  private readonly open = new Map<string, number>();
  private readonly running = new Map<string, number>();

  constructor(steps: readonly Step[]) {
    for (const step of steps) count(this.open, laneOf(step), 1);
    this.waiting = new Map(steps.map((step) => [step.key, { step, left: new Set(step.waitsFor).size }]));
    for (const step of steps) this.dependents.set(step.key, []);
    for (const step of steps) for (const key of new Set(step.waitsFor)) this.dependents.get(key)?.push(step.key);
    this.unwritten = steps.filter(({ isRemoval }) => !isRemoval).length;
    const free = steps.filter(({ waitsFor }) => waitsFor.length === 0);
    this.last = free.filter(({ isRemoval }) => isRemoval);
    this.ready = free.filter(({ isRemoval }) => !isRemoval).sort(byWeight);
    this.releaseLast();
  }

  /** The heaviest step of a lane that has not its full share of places. */
  take(places: number): Step | undefined {
    const lanes = [...this.open.keys()].filter((lane) => !lane.endsWith(LAST)).length;
    const share = Math.max(1, Math.floor(places / Math.max(1, lanes)));
    const index = this.ready.findIndex((step) => (this.running.get(laneOf(step)) ?? 0) < share);
    return index === -1 ? undefined : this.ready.splice(index, 1)[0];
  }

  begin(step: Step): void {
    count(this.running, laneOf(step), 1);
  }

  end(step: Step): void {
    count(this.running, laneOf(step), -1);
    count(this.open, laneOf(step), -1);
  }

  finish(key: string): void {
    for (const dependent of this.dependents.get(key) ?? []) {
      const entry = this.waiting.get(dependent);
      if (!entry || --entry.left > 0) continue;
      if (entry.step.isRemoval) this.last.push(entry.step);
      else this.insert(entry.step);
    }
    if (this.waiting.get(key)?.step.isRemoval === false) this.unwritten--;
    this.releaseLast();
  }

  /** Halves the way to its place: to sort thousands anew for each one that comes would take longer than all else. */
  private insert(step: Step): void {
    let [from, to] = [0, this.ready.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.ready[middle];
      if (other && byWeight(other, step) < 0) from = middle + 1;
      else to = middle;
    }
    this.ready.splice(from, 0, step);
  }

  private releaseLast(): void {
    if (this.unwritten > 0 || this.last.length === 0) return;
    this.ready = [...this.ready, ...this.last].sort(byWeight);
    this.last = [];
  }
}

/** The heaviest first, then by key. */
function byWeight(a: Step, b: Step): number {
  return b.weight - a.weight || (a.key < b.key ? -1 : 1);
}

function count(counts: Map<string, number>, lane: string, by: number): void {
  const next = (counts.get(lane) ?? 0) + by;
  if (next === 0) counts.delete(lane);
  else counts.set(lane, next);
}

function findBlocked(
  steps: readonly Step[],
  failed: ReadonlySet<string>,
  held: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const blocked = new Map(held);
  const isOut = (key: string) => failed.has(key) || blocked.has(key);
  const spread = (some: readonly Step[], first?: string) => {
    for (let again = true; again; ) {
      again = false;
      for (const { key, waitsFor } of some.filter((step) => !isOut(step.key))) {
        const cause = first ?? waitsFor.find(isOut);
        if (cause === undefined) continue;
        blocked.set(key, blocked.get(cause) ?? cause);
        again = true;
      }
    }
  };
  const writes = steps.filter(({ isRemoval }) => !isRemoval);
  spread(writes);
  spread(
    steps.filter(({ isRemoval }) => isRemoval),
    writes.find(({ key }) => isOut(key))?.key,
  );
  return blocked;
}
