import { UUID } from "../../model/uuid.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span } from "../lines/span.js";
import { titleOf } from "../view/block-title.js";
import type { TraceEndView, TraceStepView, TraceView } from "../view/trace-view.js";
import { countOf } from "../words/count-words.js";

/** Writes the way of a contact, block by block; what a module does is set in. */
export function renderTraceText(trace: TraceView, options: TextOptions): string {
  const { flow, environment, source, startedAt, steps, end } = trace;
  const head = `  in ${environment}, ${source}, at ${moment(startedAt)}`;
  const attributes = Object.entries(trace.attributes);
  return paintText(
    [
      line(2, span(safeText(flow), "strong"), span(safeText(head), "dim")),
      ...allStepLines(trace),
      BLANK,
      ...(attributes.length > 0 ? [line(0, span("attributes at the end", "dim"))] : []),
      ...attributes.map(([key, value]) => line(6, span(`  ${safeText(key)} = ${safeText(JSON.stringify(value))}`))),
      ...(attributes.length > 0 ? [BLANK] : []),
      line(2, ...endSpans(end, steps.length)),
    ],
    options,
  );
}

/** So many blocks are shown from the start, and so many before the end, of a way that is longer. */
const [FIRST, LAST] = [100, 20];

function allStepLines({ steps, flow, startedAt }: TraceView): readonly Line[] {
  const lines = steps.map((step, index) => stepLines(step, { steps, index, first: flow, startedAt }));
  if (steps.length <= FIRST + LAST) return lines.flat();
  const left = countOf(steps.length - FIRST - LAST, "block");
  const gap = line(2, span(`  … ${left} left out; --json has them all`, "dim"));
  return [...lines.slice(0, FIRST).flat(), gap, ...lines.slice(-LAST).flat()];
}

/** Where a step stands on its way. */
interface Spot {
  readonly steps: readonly TraceStepView[];
  readonly index: number;
  /** The flow that the way begins in, and when. */
  readonly first: string;
  readonly startedAt: number;
}

function stepLines(step: TraceStepView, spot: Spot): readonly Line[] {
  const { steps, index, startedAt } = spot;
  const pad = "  ".repeat(step.depth + 1);
  const hang = pad.length + 4;
  const { name, label } = titleOf(step.block, step.type, step.block);
  const title = UUID.test(step.block) && label !== undefined ? [label, step.block.slice(0, 8)] : [name, label ?? ""];
  return [
    ...timeLines(step, steps[index - 1]?.at ?? startedAt),
    ...flowLines(step, spot),
    line(hang, span(pad), span(safeText(title[0] ?? ""), "strong"), span(`  ${safeText(title[1] ?? "")}`, "dim")),
    ...step.notes.map((note) => line(hang + 2, span(`${pad}    ${safeText(note)}`))),
    ...(step.assumed === undefined ? [] : [line(hang, span(`${pad}    assumed: ${safeText(step.assumed)}`, "dim"))]),
    ...((steps[index + 1]?.depth ?? 0) > step.depth ? [] : branchLines(step, pad)),
  ];
}

/** Where the way goes into another flow or module, or comes back from one, by a branch of the block that led there. */
function flowLines(step: TraceStepView, { steps, index, first }: Spot): readonly Line[] {
  const before = steps[index - 1];
  if (step.flow === (before?.flow ?? first) && step.depth === (before?.depth ?? 0)) return [];
  const pad = "  ".repeat(step.depth);
  const isBack = step.depth < (before?.depth ?? 0) && before?.type === "EndFlowModuleExecution";
  const invoker = isBack ? steps.slice(0, index).findLast(({ depth }) => depth === step.depth) : undefined;
  return [
    line(pad.length + 2, span(pad), span(isBack ? "back in " : "", "dim"), span(safeText(step.flow), "strong")),
    ...(invoker === undefined ? [] : branchLines(invoker, `${pad}  `)),
  ];
}

const timeLines = ({ at }: TraceStepView, before: number): readonly Line[] =>
  at === before ? [] : [line(2, span(`${length(at - before)} later, at ${moment(at)}`, "dim"))];

function branchLines({ branch, next }: TraceStepView, pad: string): readonly Line[] {
  if (branch === undefined) return [];
  const words = branch === "next" ? "" : `${safeText(branch)}: `;
  const place = next === undefined ? "nowhere" : UUID.test(next) ? next.slice(0, 8) : safeText(next);
  return [line(pad.length + 6, span(`${pad}  → ${words}`, isError(branch) ? "changed" : "plain"), span(place, "dim"))];
}

/** Conditions have an operand; errors are one word. */
const isError = (branch: string): boolean => branch !== "next" && !branch.includes(" ");

function endSpans(end: TraceEndView, blocks: number) {
  const after = span(` after ${countOf(blocks, "block")}.`);
  switch (end.type) {
    case "queued":
      return [span("Queued", "strong"), span(` in ${safeText(end.queue ?? "a queue")}`), after];
    case "waiting":
      return [span("Waiting", "strong"), span(` until ${moment(end.until ?? end.at)}`), after];
    case "stuck":
      return [span("Stuck", "warn"), span(`: ${safeText(end.reason)},`), after];
    case "ended":
      return [span("Ended", "strong"), span(`: ${safeText(end.reason)},`), after];
  }
}

/** A day and a second, as people write them. */
function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** The largest whole unit that says it. */
function length(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const unit = UNITS.find(([size]) => seconds >= size && seconds % size === 0);
  return unit === undefined ? countOf(seconds, "second") : countOf(seconds / unit[0], unit[1]);
}

const UNITS = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
] as const;
