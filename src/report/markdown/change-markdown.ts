import { shorten } from "../lines/shorten.js";
import { changeLines } from "../text/change-lines.js";
import type { ChangeView } from "../view/plan-view.js";
import { allAttention } from "../view/view-change.js";
import { detailsBlock, shortMarkdown } from "./markdown-blocks.js";
import { codeMarkdown } from "./safe-markdown.js";

/** The head of the table that `changeRow` gives rows for. */
export const ROW_HEAD = "| | address | action | reason | risk |\n|---|---|---|---|---|\n";

/** Columns a line in a `<pre>` may take before it is wrapped. */
const WIDTH = 110;

/** One change as a row of the table. */
export function changeRow({ symbol, address, verb, why, risk }: ChangeView): string {
  const sign = symbol.trim() === "" ? "" : codeMarkdown(symbol);
  const look = risk === "high" ? "**high**" : risk;
  return `| ${sign} | ${addressCode(address)} | ${verb} | ${shortMarkdown(why)} | ${look} |\n`;
}

/** One change to open, line for line as in a terminal. Empty where its row says it all. */
export function changeDetails(change: ChangeView): string {
  const lines = changeLines(change, { address: 0, action: 0, width: WIDTH }).slice(1);
  if (lines.length === 0) return "";
  const { address, verb, why, name, file } = change;
  const where = file === null ? "" : `, ${codeMarkdown(shorten(file, 200))}`;
  const named = `${addressCode(address)} “${shortMarkdown(name, 120)}”`;
  return detailsBlock(`${named}: ${verb}, ${shortMarkdown(why)}${where}`, lines);
}

/** What to look at in one change, as items of a list. */
export function attentionItems(change: ChangeView): readonly string[] {
  return allAttention(change).map((words) => `- ${addressCode(change.address)} ${shortMarkdown(words)}\n`);
}

function addressCode(address: string): string {
  return codeMarkdown(shorten(address, 200));
}
