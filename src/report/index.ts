/**
 * What people read: one view model of a plan, and its skins as text, Markdown and JSON; the same for drift,
 * diagnostics, the progress and the end of an apply, graphs, tables and the state.
 *
 * It takes values of the model, a width and whether there may be colour, and gives text that ends with a newline. It
 * makes every string that came from an instance or a file safe for where it is shown. It never prints, never asks what
 * time or which terminal it is, and never decides anything about a plan. Skins render the view and add no facts, so
 * they cannot disagree.
 */

export { addressColumn } from "./address-column.js";
export { renderApplyEvent } from "./apply-event-text.js";
export { applyOutcomes } from "./apply-facts.js";
export { renderApplyReport } from "./apply-report-text.js";
export { countOf } from "./count-words.js";
export { renderDiagnosticsText } from "./diagnostics-text.js";
export { driftDocument } from "./drift-commands.js";
export { renderDriftMarkdown } from "./drift-markdown.js";
export {
  type Coverage,
  type Draft,
  type DriftReport,
  driftSummary,
  isCounted,
  type Unmanaged,
} from "./drift-report.js";
export { renderDriftText } from "./drift-text.js";
export { durationWords } from "./duration-words.js";

export { renderDriftHtml } from "./html/drift-html.js";
export { renderFlowHtml } from "./html/flow-html.js";
export { renderGraphHtml } from "./html/graph-html.js";
export { renderPlanHtml } from "./html/plan-html.js";
export { renderNote } from "./note-text.js";
export {
  applyOutputs,
  driftOutputs,
  hasChanges,
  planOutputs,
  renderOutputs,
  type Scalars,
  smokeOutputs,
} from "./outputs.js";
export type { TextOptions } from "./paint-text.js";
export { renderFlowSvg, renderGraphSvg } from "./picture/render-pictures.js";
export { renderPlanMarkdown } from "./plan-markdown.js";
export { renderPlanText } from "./plan-text.js";

export { renderPullText } from "./pull-text.js";
export { type ReferenceGraph, renderGraph } from "./render-graph.js";
export { renderJson } from "./render-json.js";

export { shorten } from "./shorten.js";
export { renderSmokeJunit } from "./smoke-junit.js";
export { renderSmokeMarkdown } from "./smoke-markdown.js";
export { renderLeftText, renderSmokeProgress, renderSmokeText } from "./smoke-text.js";

export { renderStateHistory, renderStateList, renderStateText } from "./state-text.js";
export { renderTable } from "./table-text.js";
export { renderContact, renderOpenContacts, renderStarted, renderStops } from "./task-text.js";
export type {
  ContactStatus,
  ContactView,
  EntryView,
  NamedView,
  OpenRunView,
  OpenView,
  StartedView,
  StopView,
} from "./task-view.js";
export { traceDocument } from "./trace-json.js";
export { renderTraceText } from "./trace-text.js";
export type { TraceView } from "./trace-view.js";
export { allAttention } from "./view-change.js";
export { viewPlan } from "./view-plan.js";
