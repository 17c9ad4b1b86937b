import type { Change } from "../model/change.js";
import { hasErrors } from "../model/diagnostic.js";
import { type Drift, hashesOf, PLAN_FORMAT, type Plan, type Summary } from "../model/plan.js";
import type { PlanFacts } from "./facts.js";

/** What was found out, to be written down as a plan. */
export type PlanParts = Pick<Plan, "changes" | "drift" | "orphans" | "diagnostics">;

/** Makes the document: what it was computed from, what was found, counts and hashes. */
export function sealPlan(facts: PlanFacts, parts: PlanParts): Plan {
  const { options, state, snapshot } = facts;
  const whole = options.targets.length === 0 && options.excludes.length === 0 && snapshot.unreadable.length === 0;
  const above = {
    formatVersion: PLAN_FORMAT,
    tool: facts.tool,
    createdAt: facts.createdAt,
    environment: facts.environment.name,
    mode: facts.mode,
    complete: whole && options.refresh === "full",
    applyable: !hasErrors(parts.diagnostics),
    target: snapshot.target,
    state: { lineage: state?.lineage ?? null, serial: state?.serial ?? 0, sha256: facts.stateSha256 },
    manifest: facts.manifest,
    options,
    ...parts,
    summary: summarize(parts.changes, parts.drift),
  };
  return { ...above, ...hashesOf(above, facts.sha256) };
}

function summarize(changes: readonly Change[], drift: readonly Drift[]): Summary {
  const summary = { create: 0, update: 0, replace: 0, adopt: 0, delete: 0, keep: 0, drift: 0, conflict: 0 };
  for (const { action } of changes) summary[action]++;
  for (const { kind } of drift) summary[kind === "conflict" ? "conflict" : "drift"]++;
  return summary;
}
