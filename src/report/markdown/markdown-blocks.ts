import { paintHtml } from "../html/paint-html.js";
import { shorten } from "../lines/shorten.js";
import type { Line } from "../lines/span.js";
import { safeMarkdown } from "./safe-markdown.js";

/** More lines than this in one block are cut, and counted. */
const MOST_LINES = 200;

/** The invisible line by which a comment is found again, for a plan, a drift report or smoke tests of an environment. */
export function markerOf(what: "plan" | "drift" | "smoke", environment: string): string {
  return `<!-- connectctl:${what}:${environment.replace(/[^\p{L}\p{M}\p{N}_.-]/gu, "_").slice(0, 200)} -->`;
}

/** Foreign text in Markdown, shortened to what a reader can take in. */
export function shortMarkdown(text: string, width = 300): string {
  return safeMarkdown(shorten(text, width));
}

/** Lines that open below a summary; the summary is Markdown already. */
export function detailsBlock(summary: string, lines: readonly Line[]): string {
  const rows = dedent(paintHtml(lines));
  const shown =
    rows.length > MOST_LINES ? [...rows.slice(0, MOST_LINES), `… and ${rows.length - MOST_LINES} more lines`] : rows;
  return `<details><summary>${summary}</summary>\n\n<pre>\n${shown.join("\n")}\n</pre>\n\n</details>\n`;
}

/** Takes away the indent that all rows share. */
function dedent(rows: readonly string[]): readonly string[] {
  const indents = rows.filter((row) => row !== "").map((row) => row.search(/\S|$/));
  const shared = indents.reduce((least, indent) => Math.min(least, indent), 8);
  return rows.map((row) => row.slice(shared));
}
