/**
 * What people read: one view model of a plan, and its skins as text, Markdown and JSON; the same for drift,
 * diagnostics, the progress and the end of an apply, graphs, tables and the state.
 *
 * It takes values of the model, a width and whether there may be colour, and gives text that ends with a newline. It
 * makes every string that came from an instance or a file safe for where it is shown. It never prints, never asks what
 * time or which terminal it is, and never decides anything about a plan. Skins render the view and add no facts, so
 * they cannot disagree.
 */

export { renderDriftHtml } from "./html/drift-html.js";
export { renderFlowHtml } from "./html/flow-html.js";
export { renderGraphHtml } from "./html/graph-html.js";
export { renderPlanHtml } from "./html/plan-html.js";
export { addressColumn } from "./lines/address-column.js";
export type { TextOptions } from "./lines/paint-text.js";
export { safeText } from "./lines/safe-text.js";
export { shorten } from "./lines/shorten.js";
export { renderTable } from "./lines/table-text.js";
export {
  applyOutputs,
  driftOutputs,
  hasChanges,
  planOutputs,
  renderOutputs,
  type Scalars,
  smokeOutputs,
} from "./machine/outputs.js";
export { renderJson } from "./machine/render-json.js";
export { renderSmokeJunit } from "./machine/smoke-junit.js";
export { traceDocument } from "./machine/trace-json.js";
export { renderDriftMarkdown } from "./markdown/drift-markdown.js";
export { renderPlanMarkdown } from "./markdown/plan-markdown.js";
export { renderSmokeMarkdown } from "./markdown/smoke-markdown.js";
export { type ReferenceGraph, renderGraph } from "./picture/render-graph.js";
export { renderFlowSvg, renderGraphSvg } from "./picture/render-pictures.js";
export { renderApplyEvent } from "./text/apply-event-text.js";
export { renderApplyReport } from "./text/apply-report-text.js";
export { renderDiagnosticsText } from "./text/diagnostics-text.js";
export { driftDocument } from "./text/drift-commands.js";
export { renderDriftText } from "./text/drift-text.js";
export { renderOpenContacts } from "./text/open-contacts-text.js";
export { renderPlanText } from "./text/plan-text.js";
export { renderPullText } from "./text/pull-text.js";
export { renderLeftText, renderSmokeProgress, renderSmokeText } from "./text/smoke-text.js";
export { renderStateHistory, renderStateList, renderStateText } from "./text/state-text.js";
export { renderContact, renderStarted, renderStops } from "./text/task-text.js";
export { renderTraceText } from "./text/trace-text.js";
export { applyOutcomes } from "./view/apply-facts.js";
export {
  type Coverage,
  type Draft,
  type DriftReport,
  driftSummary,
  isCounted,
  type Unmanaged,
} from "./view/drift-report.js";
export type {
  ContactStatus,
  ContactView,
  EntryView,
  NamedView,
  OpenRunView,
  OpenView,
  StartedView,
  StopView,
} from "./view/task-view.js";
export type { TraceView } from "./view/trace-view.js";
export { allAttention } from "./view/view-change.js";
export { viewPlan } from "./view/view-plan.js";
export { countOf } from "./words/count-words.js";
export { durationWords } from "./words/duration-words.js";
export { renderNote } from "./words/note-text.js";
export { shellWord } from "./words/shell-word.js";
