import { type ApplyResult, applyPlan, checkPreconditions } from "../../apply/index.js";
import type { Address } from "../../model/address.js";
import { isWrite } from "../../model/change.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { ApplyEvent } from "../../model/event.js";
import { Fault, isStop } from "../../model/fault.js";
import type { Journal } from "../../model/journal.js";
import type { Plan } from "../../model/plan.js";
import type { LiveResource } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import { applyOutcomes, applyOutputs, renderApplyReport, type Scalars } from "../../report/index.js";
import type { JournalFile, Lock } from "../../state/index.js";
import { EXIT, exitCodeOfFault, SIGNAL_EXIT } from "../exit-code.js";
import { type Finished, finishApply } from "../finish.js";
import type { Context } from "../line/command.js";
import { nearPlace } from "../screen/near-place.js";
import type { Session } from "../session.js";
import type { AfterApply } from "../tasks/smoke-after.js";
import { toolName } from "../version.js";
import type { StopSignal } from "../world.js";
import { writeOutputs } from "./ci-outputs.js";
import { followApply } from "./follow-apply.js";
import type { StopWatch } from "./stop-watch.js";

/** What carrying out a plan takes besides the plan. */
export interface CarryOptions {
  readonly parallelism: number;
  /** Live resources as they were read for this plan, or for the check of its preconditions. */
  readonly live: ReadonlyMap<Address, LiveResource>;
  readonly lock: Lock;
  /** The state that the plan was made from, as it is on the disk by now. */
  readonly state: State | undefined;
  readonly stop: StopWatch;
  /** Whether the plan that was shown said already that there is nothing to do. */
  readonly isIdle?: boolean;
  /** Follows when all is told but the end. */
  readonly after?: AfterApply | undefined;
}

/** Carries out a plan, folds what was done into the state, tells everything; gives the exit code. */
export async function carryOut(plan: Plan, session: Session, context: Context, options: CarryOptions): Promise<number> {
  const { out, world } = context;
  const { provider, store } = session;
  const { live, stop } = options;
  stop.startWriting();
  const state = options.state ?? (await store.write(store.create(plan.target.instanceArn)));
  const { lineage, serial } = state;
  const journal = startedLate(session.journal, { lineage, serial, planHash: plan.planHash });
  if (!isEmptyPlan(plan)) await journal.start();
  const events: ApplyEvent[] = [];
  const follow = followApply(plan, session, context);
  const emit = (event: ApplyEvent) => void events.push(follow.take(event));
  emit({ type: "version", tool: toolName(), formatVersion: plan.formatVersion });
  const result = await applyPlan({
    plan,
    provider,
    journal,
    live,
    sha256: world.sha256,
    parallelism: options.parallelism,
    isStopped: stop.isStopped,
    stopping: stop.stopping,
    assertHeld: options.lock.assertHeld,
    emit,
  });
  follow.end();
  const finished = await finishApply(result, plan, session, context, { state, lock: options.lock });
  const facts = {
    ...applyOutcomes(events),
    environment: plan.environment,
    statePlace: nearPlace(world.cwd, store.file),
    ...("state" in finished ? { serial: finished.state.serial } : { isUnrecorded: true }),
  };
  const summary = summaryOf(result, finished);
  const report = renderApplyReport(summary, facts, summary.status === "failed" ? out.sideLook : out.look);
  if (summary.status === "failed") out.alert(report);
  else if (!options.isIdle || summary.status !== "done") out.result(report);
  await tellJob(applyOutputs(plan.environment, summary), context);
  const applied = "exitCode" in finished ? finished.exitCode : exitCodeFor(result, stop.signal());
  const code = options.after ? await options.after(applied) : applied;
  out.event(summary);
  return code;
}

/** An apply whose outcome could not be recorded is none that is done. */
function summaryOf({ summary }: ApplyResult, finished: Finished): ApplyResult["summary"] {
  return "exitCode" in finished && summary.status === "done" ? { ...summary, status: "failed" } : summary;
}

/** A journal that starts with its first entry, so that nothing is written where there is nothing to do. */
function startedLate(journal: JournalFile, header: Parameters<JournalFile["start"]>[0]) {
  let started: Promise<void> | undefined;
  const start = () => {
    started ??= journal.start(header);
    return started;
  };
  const begin: Journal["begin"] = async (entry) => {
    await start();
    return journal.begin(entry);
  };
  return { start, begin, end: journal.end };
}

/** The values for later steps of a job; that they cannot be written changes nothing of what was done. */
async function tellJob(scalars: Scalars, { world, out }: Context): Promise<void> {
  try {
    await writeOutputs(world, scalars);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    out.diagnostics(error.diagnostics.map((one) => ({ ...one, severity: "warning" })));
  }
}

/** Reads what a plan is about; a fault where anything of it has moved on since, together with what is known to have. */
export async function checkedLive(
  plan: Plan,
  { provider }: Session,
  { world }: Context,
  known: readonly Diagnostic[] = [],
): Promise<ReadonlyMap<Address, LiveResource>> {
  const checked = await checkPreconditions(plan, provider, world.sha256).catch((error: unknown) => {
    if (known.length > 0 && error instanceof Fault && !isStop(error)) throw new Fault("precondition", known);
    throw error;
  });
  const diagnostics = [...known, ...checked.diagnostics];
  if (diagnostics.length > 0) throw new Fault("precondition", diagnostics);
  return checked.live;
}

function exitCodeFor({ summary, failed, changed }: ApplyResult, signal: StopSignal | undefined): number {
  if (summary.status === "failed") return changed ? EXIT.halfway : codeOfFailure(failed);
  if (signal) return SIGNAL_EXIT[signal];
  return EXIT.done;
}

/** Nothing was changed: the failure that says most about the surroundings counts. */
function codeOfFailure(failed: ApplyResult["failed"]): number {
  return Math.max(EXIT.failed, ...failed.map(({ kind, diagnostics }) => exitCodeOfFault(new Fault(kind, diagnostics))));
}

/** Whether a plan writes anything, to the instance or to the state. */
export function isEmptyPlan(plan: Plan): boolean {
  return !plan.changes.some((change) => isWrite(change));
}
