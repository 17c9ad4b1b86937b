/**
 * What people read: one view model of a plan, and its skins as text, Markdown and JSON; the same for drift,
 * diagnostics, the progress and the end of an apply, graphs, tables and the state.
 *
 * It takes values of the model, a width and whether there may be colour, and gives text that ends with a newline. It
 * makes every string that came from an instance or a file safe for where it is shown. It never prints, never asks what
 * time or which terminal it is, and never decides anything about a plan. Skins render the view and add no facts, so
 * they cannot disagree.
 */

export { type EventTextOptions, renderApplyEvent } from "./apply-event-text.js";
export { type ApplyFacts, type ApplyOutcomes, applyOutcomes } from "./apply-facts.js";
export { renderApplyReport } from "./apply-report-text.js";
export { renderDiagnosticsText } from "./diagnostics-text.js";
export { type DriftMarkdownOptions, renderDriftMarkdown } from "./drift-markdown.js";
export { type DriftReport, type DriftSummary, driftSummary, type LiveBodies } from "./drift-report.js";
export { type DriftTextOptions, renderDriftText } from "./drift-text.js";
export { type DriftReportView, type UnmanagedView, viewDriftReport } from "./drift-view.js";
export { type DriftHtmlOptions, renderDriftHtml } from "./html/drift-html.js";
export { renderFlowHtml } from "./html/flow-html.js";
export { renderGraphHtml } from "./html/graph-html.js";
export { renderPlanHtml } from "./html/plan-html.js";
export type { TextOptions } from "./paint-text.js";
export { renderFlowSvg, renderGraphSvg } from "./picture/render-pictures.js";
export { type PlanMarkdownOptions, renderPlanMarkdown } from "./plan-markdown.js";
export { type PlanTextOptions, renderPlanText } from "./plan-text.js";
export type {
  BlockView,
  ChangeView,
  DriftView,
  LineView,
  LinkView,
  NextStep,
  PlanView,
  SectionView,
  ShownValue,
  WaveView,
} from "./plan-view.js";
export { renderPullText } from "./pull-text.js";
export { type GraphFormat, type GraphNode, type ReferenceGraph, renderGraph } from "./render-graph.js";
export { diagnosticsJson, driftJson, renderJson, stateListJson } from "./render-json.js";
export { safeDot, safeMermaid } from "./safe-graph.js";
export { codeMarkdown, safeHtml, safeMarkdown } from "./safe-markdown.js";
export { safeText } from "./safe-text.js";
export { renderStateList, renderStateText } from "./state-text.js";
export { renderTable, type TableOptions } from "./table-text.js";
export { allAttention } from "./view-change.js";
export { viewPlan } from "./view-plan.js";
