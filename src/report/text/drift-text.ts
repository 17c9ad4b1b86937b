import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span, wholeLine } from "../lines/span.js";
import { tableLines } from "../lines/table-text.js";
import type { DriftReport, LiveBodies } from "../view/drift-report.js";
import { type DriftReportView, viewDriftReport } from "../view/drift-view.js";
import { draftLines, driftLines } from "./drift-lines.js";

/** How a drift report is written for a terminal. */
export interface DriftTextOptions extends TextOptions {
  readonly bodies?: LiveBodies;
}

/** Writes a drift report for people; without drift and unmanaged resources it is one sentence. */
export function renderDriftText(report: DriftReport, options: DriftTextOptions): string {
  const view = viewDriftReport(report, options.bodies);
  const parts = [driftPart(view, options.width), draftsPart(view), unmanagedPart(view, options.width)];
  const body = parts.filter((part) => part.length > 0).flatMap((part) => [...part, BLANK]);
  const next = view.next ? [wholeLine(span(`${view.next.words}: `), span(safeText(view.next.command), "strong"))] : [];
  const coverage = view.coverage === undefined ? [] : [line(0, span(safeText(view.coverage)))];
  return paintText([...body, ...coverage, wholeLine(span(safeText(view.sentence), "strong")), ...next], options);
}

function driftPart({ drift }: DriftReportView, width: number): readonly Line[] {
  if (drift.length === 0) return [];
  return [line(0, span("drift since the last apply", "strong")), ...driftLines(drift, width)];
}

function draftsPart({ drafts }: DriftReportView): readonly Line[] {
  return drafts.length === 0 ? [] : [line(0, span("drafts that are not published", "strong")), ...draftLines(drafts)];
}

function unmanagedPart({ unmanaged, bornWith }: DriftReportView, width: number): readonly Line[] {
  if (unmanaged.length === 0 && bornWith === undefined) return [];
  const rows = unmanaged.map(({ kind, name, words }) => [kind, `"${name}"`, ...(words === "" ? [] : [words])]);
  const born = bornWith === undefined ? [] : [line(4, span(`    ${bornWith}`, "dim"))];
  return [line(0, span("unmanaged", "strong")), ...tableLines(rows, { width, indent: 4 }), ...born];
}
