import type { Address } from "../../model/address.js";
import { type Change, isWrite } from "../../model/change.js";
import { hasErrors } from "../../model/diagnostic.js";
import { compareText } from "../../model/json.js";
import type { Drift, Plan } from "../../model/plan.js";
import type { Body } from "../../model/resource.js";
import { actionCounts, countOf, listOf } from "../words/count-words.js";
import { nextStep, obstacleOf, partialWords } from "../words/plan-words.js";
import type { Surroundings } from "./change-attention.js";
import type { ChangeView, PlanView, WaveView } from "./plan-view.js";
import { sortDiagnostics } from "./sort-diagnostics.js";
import { viewChange } from "./view-change.js";
import { viewDrift } from "./view-drift.js";

/** Reads a plan the way people do. `planFile` is where it was saved, for the command to go on with. */
export function viewPlan(plan: Plan, planFile?: string): PlanView {
  const [partial, obstacle, next] = [partialWords(plan), obstacleOf(plan), nextStep(plan, planFile)];
  const { environment, mode, target, tool, planHash, applyable, summary: counts } = plan;
  const deleted = new Set(plan.changes.flatMap(({ address, action }) => (action === "delete" ? [address] : [])));
  const orphans = plan.orphans.filter(({ address }) => !deleted.has(address));
  const { createdAt, fileHash, state, manifest } = plan;
  const empty = plan.changes.every(isSame) && obstacle === undefined;
  return {
    ...{ environment, mode, target, tool, planHash, applyable, counts, orphans, empty },
    ...{ createdAt, fileHash, state, manifest },
    sentence: empty ? emptySentence(plan) : countSentence(plan),
    ...(partial === undefined ? {} : { partial }),
    ...(obstacle === undefined ? {} : { obstacle }),
    waves: wavesOf(plan),
    records: recordsOf(plan),
    drift: plan.drift.map((drift) => viewDrift(drift, bodyBefore(plan, drift))),
    diagnostics: sortDiagnostics(plan.diagnostics),
    ...(next === undefined || empty ? {} : { next }),
  };
}

/** The live body, for the names of blocks. */
function bodyBefore({ changes }: Plan, { address }: Drift): Body | null {
  return changes.find((change) => change.address === address)?.before ?? null;
}

/** What is only written down: taken over as it is, moved, forgotten. */
function recordsOf(plan: Plan): readonly ChangeView[] {
  const unwritten = plan.changes.filter((change) => !isWrite(change) && !isSame(change));
  const around = surroundingsIn(plan);
  return unwritten
    .sort((a, b) => compareText(a.address, b.address))
    .map((change) => viewChange(change, around(change)));
}

function surroundingsIn(plan: Plan): (change: Change) => Surroundings {
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  const waiting = waitingFor(plan);
  return ({ address }) => ({ diagnostics: plan.diagnostics, changes, waiting: waiting.get(address) ?? [] });
}

function isSame({ action, reason, movedFrom }: Change): boolean {
  return action === "keep" && reason === "same" && movedFrom === null;
}

function wavesOf(plan: Plan): readonly WaveView[] {
  const waves = new Map<string, Change[]>();
  for (const change of [...plan.changes].sort(inOrder)) {
    if (!isWrite(change)) continue;
    const key = `${change.action === "delete" ? "delete" : "write"} ${change.wave}`;
    waves.set(key, [...(waves.get(key) ?? []), change]);
  }
  const around = surroundingsIn(plan);
  return [...waves.values()].map((changes) => waveOf(changes, around));
}

/** For each address the changes that only wait until it exists. */
function waitingFor({ changes }: Plan): ReadonlyMap<Address, readonly Address[]> {
  const waiting = new Map<Address, Address[]>();
  for (const { address, circular } of changes) {
    for (const to of circular) waiting.set(to, [...(waiting.get(to) ?? []), address]);
  }
  return waiting;
}

function waveOf(changes: readonly Change[], around: (change: Change) => Surroundings): WaveView {
  const [first] = changes;
  const deletes = first?.action === "delete";
  const wave = first?.wave ?? 0;
  const views = changes.map((change) => viewChange(change, around(change)));
  return { title: deletes ? `wave ${wave}, deletes` : `wave ${wave}`, wave, deletes, changes: views };
}

function inOrder(left: Change, right: Change): number {
  const late = Number(left.action === "delete") - Number(right.action === "delete");
  return late || left.wave - right.wave || compareText(left.address, right.address);
}

function countSentence({ summary, diagnostics, changes }: Plan): string {
  const aside = [
    ...(summary.drift > 0 ? [`${summary.drift} drifted`] : []),
    ...(summary.conflict > 0 ? [`${summary.conflict} in conflict`] : []),
    ...(hasErrors(diagnostics) ? [countOf(diagnostics.filter((one) => one.severity === "error").length, "error")] : []),
  ];
  const counts = actionCounts(summary, keptCounts(changes)) || "nothing to carry out";
  return `Plan: ${counts}${aside.length > 0 ? `; ${listOf(aside)}` : ""}.`;
}

/** What is kept in the instance, while the state says something else of it from now on. */
function keptCounts(changes: readonly Change[]): Readonly<Record<"move" | "forget", number>> {
  const count = (reason: Change["reason"]) =>
    changes.filter((change) => change.action === "keep" && change.reason === reason).length;
  return { move: count("moved"), forget: count("removed") };
}

function emptySentence({ environment, mode, summary, complete }: Plan): string {
  const here = `Nothing to do in ${environment}`;
  if (summary.keep === 0) return `${here}: nothing is managed${complete ? "" : " in what was looked at"}.`;
  if (mode === "destroy") return `${here}: ${summary.keep} to keep.`;
  const all = summary.keep === 1 ? "the one resource is" : `all ${summary.keep} resources are`;
  return `${here}: ${all} as the manifest says${complete ? "" : ", of what was looked at"}.`;
}
