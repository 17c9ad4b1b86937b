import { type SmokeReport, type SmokeResult, VERDICT_WORDS } from "../../model/smoke.js";
import { shorten } from "../lines/shorten.js";
import { boundSections } from "../view/bound-sections.js";
import { elapsedWords, smokeSentence, viewLeft } from "../view/smoke-view.js";
import { diagnosticMarkdown } from "./diagnostic-markdown.js";
import { markerOf, shortMarkdown } from "./markdown-blocks.js";
import { codeMarkdown } from "./safe-markdown.js";

const ROW_HEAD = "| | test | flow | result | time |\n|---|---|---|---|---|\n";

/** Those that did not pass get the room first. */
const RANKS = { failed: 0, timedOut: 0, brokenOff: 1, notRun: 2, passed: 3 } as const;

/**
 * Writes how smoke tests ended as one Markdown document with a marker by which a comment is found again. It never grows
 * beyond the limit (60,000 characters when not given) and says what was left out.
 */
export function renderSmokeMarkdown(report: SmokeReport, { limit = 60_000 }: { readonly limit?: number } = {}): string {
  const { environment, results } = report;
  const title = `### Smoke tests in ${codeMarkdown(shorten(environment, 100))}`;
  const head = `${markerOf("smoke", environment)}\n${title}\n\n**${shortMarkdown(smokeSentence(report))}**\n\n`;
  const rank = (index: number) => RANKS[results[index]?.verdict ?? "passed"];
  const { text, left } = boundSections(
    [
      {
        title: "",
        pieces: report.left.map((one) => leftBlock(viewLeft(one, environment))),
        share: 0.3,
        words: ["contact that may be running", "contacts that may be running"],
      },
      { title: ROW_HEAD, pieces: results.map(row), share: 0.5, words: ["row", "rows"], rank },
      { title: "", pieces: results.map(details), share: 1, words: ["test in detail", "tests in detail"], rank },
    ],
    limit - head.length - 300,
  );
  return `${head}${text}${left}`.slice(0, Math.max(0, limit));
}

function leftBlock({ sentence, words, command }: ReturnType<typeof viewLeft>): string {
  return `> ❌ ${shortMarkdown(sentence, 600)} ${words}: ${codeMarkdown(shorten(command, 300))}\n\n`;
}

function row({ name, about, verdict, elapsed }: SmokeResult): string {
  const { symbol, words } = VERDICT_WORDS[verdict];
  const time = verdict === "notRun" ? "" : elapsedWords(elapsed);
  return `| ${symbol} | ${codeMarkdown(shorten(name, 150))} | ${codeMarkdown(shorten(about, 150))} | ${words} | ${time} |\n`;
}

/** What did not hold of one test; nothing where all did. */
function details({ name, verdict, checks, reason, contactId, runId, diagnostics }: SmokeResult): string {
  if (verdict === "passed") return "";
  const failing = checks.filter(({ holds }) => !holds);
  const facts = [
    ...failing.map(({ expected, seen }) => `- expected: ${shortMarkdown(expected)}; seen: ${shortMarkdown(seen)}\n`),
    ...(reason === undefined || diagnostics.some(({ summary }) => summary === reason)
      ? []
      : [`- ${shortMarkdown(reason, 600)}\n`]),
    ...(contactId === undefined ? [] : [`- contact ${codeMarkdown(shorten(contactId, 260))}\n`]),
    ...(runId === undefined ? [] : [`- run ${codeMarkdown(shorten(runId, 260))}\n`]),
    ...diagnostics.map(diagnosticMarkdown),
  ];
  return `${codeMarkdown(shorten(name, 150))} ${VERDICT_WORDS[verdict].words}\n\n${facts.join("")}\n`;
}
