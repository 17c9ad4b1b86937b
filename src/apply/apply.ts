import type { Address } from "../model/address.js";
import { type Change, isWrite } from "../model/change.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { ApplyEvent, RunSummary } from "../model/event.js";
import { Fault } from "../model/fault.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Journal } from "../model/journal.js";
import type { Plan } from "../model/plan.js";
import type { Provider } from "../model/provider.js";
import type { LiveResource } from "../model/snapshot.js";
import { Identities } from "./identities.js";
import { Performer } from "./perform.js";
import { explainProblems } from "./problems.js";
import { runSteps, type ScheduleResult, type StepEnd } from "./schedule.js";
import { type Step, toSteps } from "./step.js";

export interface ApplyOptions {
  readonly plan: Plan;
  readonly provider: Provider;
  readonly journal: Journal;
  /** Live resources as they were last read, by address; what is missing is read when needed. */
  readonly live: ReadonlyMap<Address, LiveResource>;
  readonly sha256: Sha256;
  readonly parallelism: number;
  /** Asked before anything new is started. */
  readonly isStopped: () => boolean;
  /** Checked before each write; throws a `Fault` when the right to write is gone. */
  readonly assertHeld: () => Promise<void>;
  readonly emit: (event: ApplyEvent) => void;
}

/** What an apply did. */
export interface ApplyResult {
  readonly summary: RunSummary;
  readonly done: readonly Change[];
  readonly failed: readonly { readonly change: Change; readonly diagnostics: readonly Diagnostic[] }[];
  readonly blocked: readonly { readonly change: Change; readonly by: Address }[];
  readonly notStarted: readonly Change[];
}

/** Faults after which nothing else would succeed either. */
const HALTING = new Set(["credentials", "permission", "quota", "network", "state", "precondition"]);

/**
 * Carries out a plan, and only the plan.
 *
 * Each write is made durable before it is sent, each success before it counts. A failure stops what depends on it; a
 * failure of the surroundings stops everything that has not begun. Never prints: it emits events.
 */
export async function applyPlan(options: ApplyOptions): Promise<ApplyResult> {
  const { plan, emit } = options;
  const writes = plan.changes.filter((change) => isWrite(change));
  const steps = toSteps(writes);
  emit({ type: "apply_start", planHash: plan.planHash, changes: writes.length, writes: steps.length });
  const run = new Run(options, steps);
  const performer = run.performer;
  for (const change of plan.changes) if (!isWrite(change)) await performer.settleKept(change);
  const result = await runSteps(steps, {
    parallelism: options.parallelism,
    isStopped: options.isStopped,
    run: (step) => run.carryOut(step),
  });
  return run.conclude(writes, result);
}

/** One apply while it goes on. */
class Run {
  readonly performer: Performer;
  private readonly options: ApplyOptions;
  private readonly total: number;
  private readonly failures = new Map<Address, readonly Diagnostic[]>();
  private done = 0;
  private writes = 0;

  constructor(options: ApplyOptions, steps: readonly Step[]) {
    this.options = options;
    this.total = steps.length;
    const { plan, provider, journal, live, sha256 } = options;
    const onWrite = (address: Address, operation: string) => {
      this.writes++;
      options.emit({ type: "write", address, operation });
    };
    const mark = plan.planHash.slice(0, 8);
    const hands = { provider, journal, live, sha256, onWrite, mark, identities: new Identities(plan) };
    this.performer = new Performer(hands, plan.changes);
  }

  async carryOut(step: Step): Promise<StepEnd> {
    const { address, action } = step.change;
    const placeholder = step.stage === "placeholder";
    const { emit } = this.options;
    try {
      await this.options.assertHeld();
      emit({ type: "change_start", address, action, placeholder });
      const id = await this.performer.perform(step);
      emit({ type: "change_done", address, action, id, placeholder, done: ++this.done, total: this.total });
      return "done";
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const diagnostics = explainProblems(error.diagnostics, step.change, this.options.plan);
      this.failures.set(address, diagnostics);
      emit({ type: "change_failed", address, diagnostics });
      return HALTING.has(error.kind) ? "halt" : "failed";
    }
  }

  conclude(changes: readonly Change[], { done, blocked }: ScheduleResult): ApplyResult {
    const { emit, isStopped } = this.options;
    const failed = changes.flatMap((change) => {
      const diagnostics = this.failures.get(change.address);
      return diagnostics ? [{ change, diagnostics }] : [];
    });
    const finished = changes.filter((change) => !this.failures.has(change.address) && isFinished(change, done));
    const rest = changes.filter((change) => !this.failures.has(change.address) && !isFinished(change, done));
    const blockers = rest.flatMap((change) => {
      const cause = blocked.get(`write ${change.address}`) ?? blocked.get(`delete ${change.address}`);
      return cause === undefined ? [] : [{ change, by: cause.slice(cause.indexOf(" ") + 1) }];
    });
    for (const { change, by } of blockers) emit({ type: "change_blocked", address: change.address, by });
    const waiting = new Set(blockers.map(({ change }) => change.address));
    const notStarted = rest.filter(({ address }) => !waiting.has(address));
    const status = failed.length > 0 ? "failed" : isStopped() && rest.length > 0 ? "stopped" : "done";
    const summary: RunSummary = {
      type: "run_summary",
      status,
      done: finished.length,
      failed: failed.length,
      blocked: blockers.length,
      notStarted: notStarted.length,
      writes: this.writes,
    };
    return { summary, done: finished, failed, blocked: blockers, notStarted };
  }
}

function isFinished({ address, action, superseded }: Change, done: ReadonlySet<string>): boolean {
  if (action === "delete") return done.has(`delete ${address}`);
  const retires = action === "replace" || superseded.length > 0;
  return done.has(`write ${address}`) && (!retires || done.has(`retire ${address}`));
}
