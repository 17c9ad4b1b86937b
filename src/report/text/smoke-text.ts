import { type LeftContact, type SmokeReport, type SmokeResult, VERDICT_WORDS } from "../../model/smoke.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { shorten } from "../lines/shorten.js";
import { type Line, line, padTo, type Span, type Style, span, wholeLine, widthOf } from "../lines/span.js";
import { elapsedWords, smokeSentence, viewLeft } from "../view/smoke-view.js";
import { diagnosticLines } from "./diagnostics-text.js";

/** Writes how smoke tests ended: a line each, below it what did not hold, and the counts in the last line. */
export function renderSmokeText(report: SmokeReport, options: TextOptions): string {
  const { results, left, environment, summary } = report;
  const lines = results.flatMap((result) => resultLines(result, columnsOf(results)));
  const isFine = summary.passed === summary.total && left.length === 0;
  return paintText(
    [
      ...lines,
      ...left.flatMap((one) => leftLines(one, environment)),
      wholeLine(span(safeText(smokeSentence(report)), isFine ? "added" : "strong")),
    ],
    options,
  );
}

/** Writes how one smoke test ended, as progress: one line. */
export function renderSmokeProgress({ name, verdict, elapsed }: SmokeResult, options: TextOptions): string {
  const { symbol, words } = VERDICT_WORDS[verdict];
  const told = `  ${symbol} ${safeText(name)}   ${words} after ${elapsedWords(elapsed)}`;
  return paintText([line(6, span(told, STYLES[verdict]))], options);
}

/** Tells of contacts that may still be running, with the commands that end them. */
export function renderLeftText(left: readonly LeftContact[], environment: string, options: TextOptions): string {
  return paintText(
    left.flatMap((one) => leftLines(one, environment)),
    options,
  );
}

const STYLES = {
  passed: "added",
  failed: "error",
  timedOut: "error",
  brokenOff: "warn",
  notRun: "dim",
} as const satisfies Record<SmokeResult["verdict"], Style>;

const INSET = "      ";

/** Columns that names, verdicts and times take. */
interface Columns {
  readonly name: number;
  readonly verdict: number;
  readonly time: number;
}

function columnsOf(results: readonly SmokeResult[]): Columns {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(widthOf));
  return {
    name: Math.min(48, widest(results.map(({ name }) => safeText(name)))),
    verdict: widest(results.map(({ verdict }) => VERDICT_WORDS[verdict].words)),
    time: widest(results.map(timeOf)),
  };
}

const timeOf = ({ verdict, elapsed }: SmokeResult) => (verdict === "notRun" ? "" : elapsedWords(elapsed));

function resultLines(result: SmokeResult, columns: Columns): readonly Line[] {
  const { name, about, verdict, contactId, runId, reason, checks, diagnostics } = result;
  const { symbol, words } = VERDICT_WORDS[verdict];
  const style = STYLES[verdict];
  const head = line(
    6,
    span(`  ${symbol} `, style),
    span(padTo(shorten(safeText(name), columns.name), columns.name + 3)),
    span(padTo(words, columns.verdict), style),
    span(`   ${padTo(timeOf(result), columns.time)}   `, "dim"),
    span(safeText(about), "dim"),
  );
  if (verdict === "passed" && diagnostics.length === 0) return [head];
  const failing = checks.filter(({ holds }) => !holds);
  return [
    head,
    ...failing.flatMap(({ expected, seen }) => [fact("expected", expected), fact("seen", seen)]),
    ...(reason === undefined || isTold(reason, diagnostics) ? [] : [fact("because", reason)]),
    ...(contactId === undefined ? [] : [fact("contact", contactId)]),
    ...(runId === undefined ? [] : [fact("run", runId)]),
    ...diagnostics.flatMap(diagnosticLines).map(inset),
  ];
}

function inset({ spans, hang }: Line): Line {
  return { spans: [span(INSET), ...spans], hang: hang + INSET.length };
}

/** A failure's own words follow with its place and what to do. */
function isTold(reason: string, diagnostics: SmokeResult["diagnostics"]): boolean {
  return diagnostics.some(({ summary }) => summary === reason);
}

function fact(word: string, text: string): Line {
  return line(16, span(`${INSET}${padTo(word, 10)}`, "dim"), span(safeText(shorten(text, 400))));
}

function leftLines(left: LeftContact, environment: string): readonly Line[] {
  const { sentence, words, command } = viewLeft(left, environment);
  const told: readonly Span[] = [span("! ", "error"), span(safeText(sentence), "warn")];
  return [line(2, ...told), wholeLine(span(`  ${words}: `), span(safeText(command), "strong"))];
}
