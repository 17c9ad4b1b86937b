import type { Address } from "../model/address.js";
import { type Change, isWrite } from "../model/change.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { ApplyEvent, RunSummary } from "../model/event.js";
import { Fault, type FaultKind, isStop } from "../model/fault.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Journal } from "../model/journal.js";
import type { Kind } from "../model/kind.js";
import type { Plan } from "../model/plan.js";
import type { Provider } from "../model/provider.js";
import type { LiveResource } from "../model/snapshot.js";
import { Identities } from "./identities.js";
import { Performer } from "./perform.js";
import { explainProblems } from "./problems.js";
import { openRecorder } from "./recorder.js";
import { runSteps, type ScheduleResult, type StepEnd } from "./schedule.js";
import { isCreate, STAGES, type Step, toSteps } from "./step.js";

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
  /** Aborted when `isStopped` becomes true: what only waits for its turn then is not sent. */
  readonly stopping?: AbortSignal;
  /** Checked before each write; throws a `Fault` when the right to write is gone. */
  readonly assertHeld: () => Promise<void>;
  readonly emit: (event: ApplyEvent) => void;
}

/** What an apply did. */
export interface ApplyResult {
  readonly summary: RunSummary;
  readonly done: readonly Change[];
  readonly failed: readonly Failed[];
  readonly blocked: readonly { readonly change: Change; readonly by: Address }[];
  readonly notStarted: readonly Change[];
  /** Whether any write reached the instance, or may have. */
  readonly changed: boolean;
}

/** A change that failed, and the kind of the fault it failed with. */
export interface Failed {
  readonly change: Change;
  readonly kind: FaultKind;
  readonly diagnostics: readonly Diagnostic[];
}

/** Faults after which nothing else would succeed either. */
const HALTING: ReadonlySet<FaultKind> = new Set(["credentials", "permission", "network", "state", "precondition"]);

/**
 * Carries out a plan, and only the plan.
 *
 * Each write is made durable before it is sent, each success before it counts. A failure stops what depends on it; a
 * full quota stops the creates of that kind, so that opened circles are closed all the same; a failure of the
 * surroundings stops everything that has not begun. Never prints: it emits events.
 */
export async function applyPlan(options: ApplyOptions): Promise<ApplyResult> {
  const { plan, emit } = options;
  const writes = plan.changes.filter((change) => isWrite(change));
  const settled = plan.changes.filter((change) => !isWrite(change));
  const told = [...writes, ...settled.filter(({ action }) => action === "adopt")];
  const steps = toSteps(writes);
  emit({ type: "apply_start", planHash: plan.planHash, changes: told.length, writes: steps.length });
  const run = new Run(options, steps.length + told.length - writes.length);
  await Promise.all(settled.map((change) => run.settle(change)));
  const result = await runSteps(steps, {
    parallelism: options.parallelism,
    isStopped: options.isStopped,
    heldBy: (step) => run.heldBy(step),
    run: (step) => run.carryOut(step),
  });
  return run.conclude(told, result);
}

/** One apply while it goes on. */
class Run {
  private readonly performer: Performer;
  private readonly options: ApplyOptions;
  private readonly total: number;
  private readonly failures = new Map<Address, Omit<Failed, "change">>();
  /** Kinds of which the instance takes no more, each with the step that was told so. */
  private readonly full = new Map<Kind, string>();
  private done = 0;
  private writes = 0;
  private landed = false;

  constructor(options: ApplyOptions, total: number) {
    this.options = options;
    this.total = total;
    const { plan, provider, journal, live, sha256, assertHeld, stopping } = options;
    const onWrite = (address: Address, operation: string) => {
      this.writes++;
      options.emit({ type: "write", address, operation });
    };
    const mark = plan.planHash.slice(0, 8);
    const onLanded = () => {
      this.landed = true;
    };
    const recorder = openRecorder({ journal, assertHeld, onWrite, onLanded, stopping });
    const hands = { provider, recorder, live, sha256, mark, identities: new Identities(plan) };
    this.performer = new Performer(hands, plan.changes);
  }

  /** Brings the state up to date where nothing has to be written. */
  async settle(change: Change): Promise<void> {
    await this.performer.settleKept(change);
    const { address, action, id } = change;
    if (action !== "adopt" || id === null) return;
    this.options.emit({
      type: "change_done",
      address,
      action,
      id,
      placeholder: false,
      done: ++this.done,
      total: this.total,
    });
  }

  heldBy(step: Step): string | undefined {
    return isCreate(step) ? this.full.get(step.change.kind) : undefined;
  }

  async carryOut(step: Step): Promise<StepEnd> {
    const { address, action } = step.change;
    const placeholder = step.stage === "placeholder";
    const { emit } = this.options;
    try {
      emit({ type: "change_start", address, action, placeholder });
      const id = await this.performer.perform(step);
      emit({ type: "change_done", address, action, id, placeholder, done: ++this.done, total: this.total });
      return "done";
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (isStop(error) && this.options.isStopped()) {
        this.writes--;
        return "unsent";
      }
      const diagnostics = explainProblems(error.diagnostics, step.change, this.options.plan);
      this.failures.set(address, { kind: error.kind, diagnostics });
      if (error.kind === "quota" && isCreate(step)) this.full.set(step.change.kind, step.key);
      emit({ type: "change_failed", address, diagnostics });
      return HALTING.has(error.kind) ? "halt" : "failed";
    }
  }

  conclude(changes: readonly Change[], { done, blocked }: ScheduleResult): ApplyResult {
    const { emit, isStopped } = this.options;
    const failed = changes.flatMap((change) => {
      const failure = this.failures.get(change.address);
      return failure ? [{ change, ...failure }] : [];
    });
    const finished = changes.filter((change) => !this.failures.has(change.address) && isFinished(change, done));
    const rest = changes.filter((change) => !this.failures.has(change.address) && !isFinished(change, done));
    const blockers = rest.flatMap((change) => {
      const stages = STAGES.map((stage) => blocked.get(`${stage} ${change.address}`));
      const cause = stages.find((key) => key !== undefined);
      return cause === undefined ? [] : [{ change, by: cause.slice(cause.indexOf(" ") + 1) }];
    });
    for (const { change, by } of blockers) emit({ type: "change_blocked", address: change.address, by });
    const waiting = new Set(blockers.map(({ change }) => change.address));
    const notStarted = rest.filter(({ address }) => !waiting.has(address));
    const isWhole = failed.length === 0 && rest.length === 0;
    const status = isWhole ? "done" : failed.length === 0 && isStopped() ? "stopped" : "failed";
    const summary: RunSummary = {
      type: "run_summary",
      status,
      done: finished.length,
      failed: failed.length,
      blocked: blockers.length,
      notStarted: notStarted.length,
      writes: this.writes,
    };
    return { summary, done: finished, failed, blocked: blockers, notStarted, changed: this.landed };
  }
}

function isFinished(change: Change, done: ReadonlySet<string>): boolean {
  const { address, action, superseded } = change;
  if (!isWrite(change)) return true;
  if (action === "delete") return done.has(`delete ${address}`);
  const retires = action === "replace" || superseded.length > 0;
  return done.has(`write ${address}`) && (!retires || done.has(`retire ${address}`));
}
