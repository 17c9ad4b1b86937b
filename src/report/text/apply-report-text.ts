import { ACTION_WORDS, type Action } from "../../model/change.js";
import type { RunSummary } from "../../model/event.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span, wholeLine } from "../lines/span.js";
import type { ApplyFacts } from "../view/apply-facts.js";
import { shellWord } from "../words/shell-word.js";
import { diagnosticLines } from "./diagnostics-text.js";

const ORDER = Object.keys(ACTION_WORDS) as readonly Action[];

/**
 * Writes how an apply ended. What went well is one line of counts; a failure tells in this order what failed and why,
 * what was done, what is blocked, where the state is, and the next command.
 */
export function renderApplyReport(summary: RunSummary, facts: ApplyFacts, options: TextOptions): string {
  if (summary.status === "done") return paintText([wholeLine(span(doneSentence(facts), "added"))], options);
  const parts = [failedPart(facts), donePart(facts), blockedPart(facts)].filter((part) => part.length > 0);
  return paintText([...parts.flatMap((part) => [...part, BLANK]), ...endPart(summary, facts)], options);
}

function doneSentence({ done, environment }: ApplyFacts): string {
  if (done.length === 0) return safeText(`Applied to ${environment}: nothing had to be written to the instance.`);
  return safeText(`Applied to ${environment}: ${pastCounts(done)}.`);
}

function pastCounts(done: ApplyFacts["done"]): string {
  const counts = ORDER.map((action) => [action, done.filter((one) => one.action === action).length] as const);
  return counts.flatMap(([action, count]) => (count > 0 ? [`${count} ${ACTION_WORDS[action].past}`] : [])).join(", ");
}

function failedPart({ failed }: ApplyFacts): readonly Line[] {
  if (failed.length === 0) return [];
  const told = failed.map(({ address, diagnostics }) =>
    diagnostics.length > 0
      ? diagnostics.flatMap((one) => diagnosticLines({ ...one, address: one.address ?? address }))
      : [line(2, span("error", "error"), span("  "), span(safeText(address), "strong"), span("  failed"))],
  );
  return told.flatMap((lines, index) => (index === 0 ? lines : [BLANK, ...lines]));
}

function donePart({ done, placeholders }: ApplyFacts): readonly Line[] {
  const left = placeholders.map((address) => `  + ${safeText(address)}   created as a placeholder, not filled in yet`);
  if (done.length + left.length === 0) return [line(0, span("done", "strong"), span("   nothing", "dim"))];
  return [
    line(0, span("done", "strong")),
    ...done.map(({ address, action }) => {
      const { symbol, past } = ACTION_WORDS[action];
      return line(6, span(`  ${symbol} ${safeText(address)}   ${past}`));
    }),
    ...left.map((text) => line(6, span(text, "warn"))),
  ];
}

function blockedPart({ blocked }: ApplyFacts): readonly Line[] {
  if (blocked.length === 0) return [];
  const lines = blocked.map(({ address, by }) =>
    line(6, span(`  ◦ ${safeText(address)}   blocked by ${safeText(by)}`)),
  );
  return [line(0, span("blocked", "strong")), ...lines];
}

function endPart(summary: RunSummary, facts: ApplyFacts): readonly Line[] {
  const { environment, next } = facts;
  const command = next ?? `connectctl plan --env ${shellWord(environment)}`;
  return [
    wholeLine(span(safeText(stateSentence(facts)))),
    wholeLine(span(countSentence(summary), "strong")),
    wholeLine(span("To see what is left: "), span(safeText(command), "strong")),
  ];
}

function stateSentence({ done, placeholders, statePlace, serial, isUnrecorded }: ApplyFacts): string {
  if (isUnrecorded && done.length + placeholders.length > 0) {
    return `The state does not hold what was done yet: ${statePlace}. The journal does, and the next apply brings it in.`;
  }
  return `The state holds all that was done: ${statePlace}${serial === undefined ? "" : `, serial ${serial}`}.`;
}

function countSentence({ status, done, failed, blocked, notStarted }: RunSummary): string {
  const counts = [
    `${done} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(notStarted > 0 ? [`${notStarted} not started`] : []),
  ];
  return `Apply ${status === "stopped" ? "was stopped" : "stopped half-way"}: ${counts.join(", ")}.`;
}
