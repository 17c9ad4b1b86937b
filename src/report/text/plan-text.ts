import type { Plan } from "../../model/plan.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span, wholeLine } from "../lines/span.js";
import type { PlanView } from "../view/plan-view.js";
import { viewPlan } from "../view/view-plan.js";
import { durationWords } from "../words/duration-words.js";
import { type Columns, changeLines, columnsOf, waveLines } from "./change-lines.js";
import { driftLines, orphanLines } from "./drift-lines.js";

/** How a plan is written for a terminal. */
export interface PlanTextOptions extends TextOptions {
  /** Where the plan was saved; the next command names it. */
  readonly planFile?: string;
  /** False leaves out the next command, for example where a question follows. */
  readonly next?: boolean;
  /** Milliseconds that carrying it out takes at the rate of the environment, where that is known. */
  readonly duration?: number;
}

/**
 * Writes a plan for people: drift, waves with what differs, what changes in the state alone, orphans, and in the last
 * lines the counts and the next command. A plan with nothing in it is one sentence. Diagnostics are not in it: they go
 * to another stream.
 */
export function renderPlanText(plan: Plan, options: PlanTextOptions): string {
  const view = viewPlan(plan, options.planFile);
  const changes = [...view.waves.flatMap((wave) => wave.changes), ...view.records];
  const columns = columnsOf(changes, options.width);
  const parts = [
    driftPart(view, options.width),
    wavesPart(view, columns),
    recordsPart(view, columns),
    orphansPart(view),
  ];
  const body = parts.filter((part) => part.length > 0).flatMap((part) => [...part, BLANK]);
  return paintText([...body, ...endPart(view, options)], options);
}

function driftPart({ drift }: PlanView, width: number): readonly Line[] {
  return drift.length === 0 ? [] : [heading("drift since the last apply"), ...driftLines(drift, width)];
}

function wavesPart({ waves }: PlanView, columns: Columns): readonly Line[] {
  return waves.flatMap((wave) => waveLines(wave, columns));
}

function recordsPart({ records }: PlanView, columns: Columns): readonly Line[] {
  if (records.length === 0) return [];
  return [heading("in the state alone"), ...records.flatMap((change) => changeLines(change, columns))];
}

/** What may be done about orphans; nothing is without being asked for. */
const ORPHAN_WORDS = "left as they are; --allow-delete deletes them, `removed` forgets them";

function orphansPart({ orphans }: PlanView): readonly Line[] {
  if (orphans.length === 0) return [];
  return [heading("orphans"), ...orphanLines(orphans), line(4, span(`    ${ORPHAN_WORDS}`, "dim"))];
}

/** What anybody waits for without asking, in milliseconds. */
const WORTH_TELLING = 5000;

function endPart({ partial, obstacle, sentence, next }: PlanView, options: PlanTextOptions): readonly Line[] {
  const { duration = 0, next: withNext = true } = options;
  const about = `About ${durationWords(duration)} at this environment's rate.`;
  return [
    ...(partial === undefined ? [] : [line(0, span(safeText(partial), "warn"))]),
    ...(obstacle === undefined ? [] : [line(0, span(safeText(obstacle), "error"))]),
    wholeLine(span(safeText(sentence), "strong")),
    ...(duration >= WORTH_TELLING && obstacle === undefined ? [wholeLine(span(about))] : []),
    ...(next && withNext ? [wholeLine(span(`${next.words}: `), span(safeText(next.command), "strong"))] : []),
  ];
}

function heading(text: string): Line {
  return line(0, span(text, "strong"));
}
