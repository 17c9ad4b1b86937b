import { isWrite } from "../../model/change.js";
import type { RunSummary } from "../../model/event.js";
import type { Plan } from "../../model/plan.js";
import type { SmokeReport } from "../../model/smoke.js";
import { safeText } from "../lines/safe-text.js";
import type { DriftReport } from "../view/drift-report.js";

/** Values that the later steps of a CI job may ask for, by name: `snake_case`, one line each. */
export type Scalars = Readonly<Record<string, string | number | boolean>>;

/** Whether an apply would change anything: the instance, or the state alone (an adoption, a move, something forgotten). */
export function hasChanges({ changes }: Pick<Plan, "changes">): boolean {
  return changes.some((change) => isWrite(change) || change.reason !== "same" || change.movedFrom !== null);
}

/** What a job may ask of a plan. */
export function planOutputs(plan: Plan): Scalars {
  const { environment, applyable, complete, summary, planHash } = plan;
  const count = (severity: string) => plan.diagnostics.filter((one) => one.severity === severity).length;
  return {
    environment,
    has_changes: hasChanges(plan),
    applyable,
    complete,
    ...summary,
    errors: count("error"),
    warnings: count("warning"),
    plan_hash: planHash,
  };
}

/** What a job may ask of a drift report. */
export function driftOutputs({ environment, drift, summary, drafts, coverage = [] }: DriftReport): Scalars {
  const flows = coverage.find(({ kind }) => kind === "flow");
  return {
    environment,
    has_drift: drift.length > 0,
    ...summary,
    drafts: drafts?.length ?? 0,
    ...(flows ? { flows_managed: flows.managed, flows_live: flows.live } : {}),
  };
}

/** What a job may ask of an apply. */
export function applyOutputs(
  environment: string,
  { status, done, failed, blocked, notStarted, writes }: RunSummary,
): Scalars {
  return { environment, status, done, failed, blocked, not_started: notStarted, writes };
}

/** What a job may ask of a run of smoke tests. */
export function smokeOutputs({ environment, summary, left }: SmokeReport): Scalars {
  const { total, started, passed, failed, timedOut, brokenOff, notRun } = summary;
  const counts = { total, started, passed, failed, timed_out: timedOut, broken_off: brokenOff, not_run: notRun };
  return { environment, ...counts, left: left.length };
}

/**
 * Writes `name=value` lines as GitHub reads them from `GITHUB_OUTPUT`. A value never ends its line and never begins a
 * block of its own (`name<<MARK`), whatever it holds, so that nothing foreign can become an output.
 */
export function renderOutputs(scalars: Scalars): string {
  return Object.entries(scalars)
    .map(([name, value]) => `${name}=${safeText(String(value))}\n`)
    .join("");
}
