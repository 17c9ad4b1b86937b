import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, span, wholeLine, widthOfSpans } from "../lines/span.js";
import { tableLines } from "../lines/table-text.js";
import { commandLines, type Fact } from "../view/fact-rows.js";
import type { OpenRunView, OpenView } from "../view/task-view.js";
import { STATUS_WORDS, shortName } from "../words/contact-words.js";
import { countOf } from "../words/count-words.js";
import { durationWords } from "../words/duration-words.js";
import { shellWord } from "../words/shell-word.js";

/** How a list of contacts is written; `now` in milliseconds since the epoch. */
interface OpenOptions extends TextOptions {
  readonly environment: string;
  readonly now: number;
  /** Runs of test cases that were started here and not seen to end. */
  readonly testRuns: readonly OpenRunView[];
}

/** Writes the contacts that were started here and are not known to have ended, and what became of the others. */
export function renderOpenContacts(contacts: readonly OpenView[], options: OpenOptions): string {
  const { environment, now, testRuns } = options;
  const none = [wholeLine(span(safeText(`No task is open in ${environment}.`)))];
  if (contacts.length === 0) return paintText([...none, ...runLines(testRuns, now)], options);
  const rows = contacts.map((one) => [
    one.contactId ?? "-",
    one.isSmoke ? `${one.name} (smoke)` : one.name,
    shortName(one.entry),
    durationWords(now - Date.parse(one.startedAt)),
    openStatus(one),
  ]);
  const ending = [...openEnding(contacts, environment), ...runLines(testRuns, now)];
  return paintText([...openLines(rows, options.width), BLANK, ...ending], options);
}

/** What is left of test cases needs no command of its own: whatever writes next ends it. */
function runLines(runs: readonly OpenRunView[], now: number): readonly Line[] {
  if (runs.length === 0) return [];
  const rows = runs.map(({ runId, name, startedAt }) =>
    line(
      4,
      span(safeText(`  ${name}, started ${durationWords(now - Date.parse(startedAt))} ago, run ${runId ?? "-"}`)),
    ),
  );
  const left = runs.length === 1 ? "1 run of a test case was" : `${runs.length} runs of test cases were`;
  const words = "not seen to end; the next smoke, apply or destroy stops what still runs";
  return [BLANK, line(0, span(`${left} ${words}:`, "strong")), ...rows];
}

/** One contact a row; where a row would be too wide, its second half stands below. */
function openLines(rows: readonly (readonly string[])[], width: number): readonly Line[] {
  const head = ["contact", "name", "through", "age", "status"];
  const table = tableLines([head, ...rows], { width: Number.POSITIVE_INFINITY, header: true });
  if (table.every(({ spans }) => widthOfSpans(spans) <= width)) return table;
  return rows.flatMap(([contact = "", name = "", through = "", age = "", status = ""]) => [
    line(4, span(safeText(contact)), span("   "), span(safeText(name), "strong")),
    line(4, span("    "), span(safeText(`${status}, through ${through}, started ${age} ago`), "dim")),
  ]);
}

function openStatus({ status, queue }: OpenView): string {
  return status === "queued" && queue ? `in ${shortName(queue)}` : STATUS_WORDS[status];
}

function openEnding(contacts: readonly OpenView[], environment: string): readonly Line[] {
  const count = (...wanted: readonly OpenView["status"][]) =>
    contacts.filter(({ status }) => wanted.includes(status)).length;
  const [ended, unsure, unknown] = [count("ended"), count("unsure"), count("unknown")];
  const open = contacts.length - ended - unsure - unknown;
  const counts = [
    `${countOf(open, "task")} open`,
    ...(ended > 0 ? [`${ended} ended and not listed again`] : []),
    ...(unsure > 0 ? [`${unsure} perhaps started`] : []),
    ...(unknown > 0 ? [`${unknown} not known to the instance`] : []),
  ];
  const stop = `connectctl task stop --env ${shellWord(environment)}`;
  const commands: readonly Fact[] = [
    ...(open + unknown > 0 ? ([["To stop them:", `${stop} --all`]] as const) : []),
    ...(unsure > 0 ? ([["To find out and stop:", `${stop} --unknown`]] as const) : []),
  ];
  return [wholeLine(span(`${counts.join(", ")}.`, "strong")), ...commandLines(commands)];
}
