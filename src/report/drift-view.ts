import { compareText } from "../model/json.js";
import { KINDS } from "../model/kind.js";
import { countOf, listOf } from "./count-words.js";
import type { DriftReport, LiveBodies } from "./drift-report.js";
import type { DriftView, NextStep } from "./plan-view.js";
import { shellWord } from "./shell-word.js";
import { viewDrift } from "./view-drift.js";

/** Something live that neither the manifest nor the state knows. */
export interface UnmanagedView {
  readonly kind: string;
  readonly name: string;
  readonly words: string;
}

/** A drift report as people read it: what both its skins render. */
export interface DriftReportView {
  readonly environment: string;
  readonly drift: readonly DriftView[];
  readonly unmanaged: readonly UnmanagedView[];
  readonly sentence: string;
  readonly next?: NextStep;
}

/** Reads a drift report the way people do. */
export function viewDriftReport(report: DriftReport, bodies: LiveBodies = {}): DriftReportView {
  const { environment, drift, unmanaged } = report;
  const command = `connectctl plan --env ${shellWord(environment)}`;
  const next = drift.length === 0 ? {} : { next: { words: "To see what an apply would do about it", command } };
  const listed = [...unmanaged].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return {
    environment,
    drift: drift.map((one) => viewDrift(one, bodies[one.address] ?? null)),
    unmanaged: listed.map(({ kind, name, type, archived, published }) => ({
      kind: KINDS[kind].label,
      name,
      words: [type ?? "", archived ? "archived" : "", published === false ? "never published" : ""]
        .filter((word) => word !== "")
        .join(", "),
    })),
    sentence: sentenceOf(report),
    ...next,
  };
}

function sentenceOf({ environment, drift, unmanaged, summary }: DriftReport): string {
  const aside = unmanaged.length > 0 ? `, ${unmanaged.length} unmanaged` : "";
  const compared = countOf(summary.compared, "resource");
  if (drift.length === 0) return `No drift in ${environment}: ${compared} compared${aside}.`;
  const counts = (["changed", "deleted", "conflict"] as const).filter((kind) => summary[kind] > 0);
  const words = counts.map((kind) => `${summary[kind]} ${kind === "conflict" ? "in conflict" : kind}`);
  return `Drift: ${listOf(words)}, of ${compared} compared${aside}.`;
}
