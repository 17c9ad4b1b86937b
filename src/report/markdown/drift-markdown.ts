import { shorten } from "../lines/shorten.js";
import { draftLines, driftLines } from "../text/drift-lines.js";
import { boundSections } from "../view/bound-sections.js";
import type { DriftReport, LiveBodies } from "../view/drift-report.js";
import { type DriftReportView, viewDriftReport } from "../view/drift-view.js";
import type { DriftView } from "../view/plan-view.js";
import { countOf } from "../words/count-words.js";
import { detailsBlock, markerOf, shortMarkdown } from "./markdown-blocks.js";
import { codeMarkdown } from "./safe-markdown.js";

const ROW_HEAD = "| address | | what |\n|---|---|---|\n";
const UNMANAGED_HEAD = "\n| unmanaged | name | |\n|---|---|---|\n";

/** How a drift report is written as Markdown: `limit` is 60,000 characters when not given. */
export interface DriftMarkdownOptions {
  readonly limit?: number;
  readonly bodies?: LiveBodies;
}

/** Writes a drift report as one Markdown document that never grows beyond the limit and says what was left out. */
export function renderDriftMarkdown(report: DriftReport, options: DriftMarkdownOptions = {}): string {
  const { limit = 60_000, bodies } = options;
  const view = viewDriftReport(report, bodies);
  const [head, foot] = [headOf(view), footOf(view)];
  const { text, left } = boundSections(
    [
      { title: ROW_HEAD, pieces: view.drift.map(row), share: 0.4, words: ["row", "rows"] },
      { title: "", pieces: view.drift.map(details), share: 0.7, words: ["resource in detail", "resources in detail"] },
      {
        title: "",
        pieces: draftsPiece(view),
        share: 0.5,
        words: ["list of drafts", "lists of drafts"],
      },
      {
        title: UNMANAGED_HEAD,
        pieces: view.unmanaged.map(unmanagedRow),
        share: 1,
        words: ["unmanaged resource", "unmanaged resources"],
      },
      {
        title: "\n",
        pieces: view.bornWith === undefined ? [] : [`${shortMarkdown(view.bornWith)}\n`],
        share: 1,
        words: ["count of what every instance is born with", "counts of what every instance is born with"],
      },
    ],
    limit - head.length - foot.length - 300,
  );
  return `${head}${text}${left}${foot}`.slice(0, Math.max(0, limit));
}

function draftsPiece({ drafts }: DriftReportView): readonly string[] {
  if (drafts.length === 0) return [];
  return [detailsBlock(`${countOf(drafts.length, "draft")} that nobody published`, draftLines(drafts))];
}

function headOf({ environment, sentence, coverage }: DriftReportView): string {
  const title = `### Drift in ${codeMarkdown(shorten(environment, 100))}`;
  return `${markerOf("drift", environment)}\n${title}\n\n**${shortMarkdown(sentence)}**\n\n${
    coverage === undefined ? "" : `${shortMarkdown(coverage)}\n\n`
  }`;
}

function footOf({ next }: DriftReportView): string {
  return next ? `${next.words}: ${codeMarkdown(shorten(next.command, 300))}\n` : "";
}

function row({ address, type, words, modifiedAt }: DriftView): string {
  const when = modifiedAt === undefined ? "" : `, last changed ${shortMarkdown(modifiedAt, 60)}`;
  return `| ${codeMarkdown(shorten(address, 200))} | ${type} | ${shortMarkdown(words)}${when} |\n`;
}

function details(drift: DriftView): string {
  return detailsBlock(`${codeMarkdown(shorten(drift.address, 200))} ${drift.type}`, driftLines([drift], 110).slice(1));
}

function unmanagedRow({ kind, name, words }: DriftReportView["unmanaged"][number]): string {
  return `| ${shortMarkdown(kind)} | ${shortMarkdown(name, 150)} | ${shortMarkdown(words)} |\n`;
}
