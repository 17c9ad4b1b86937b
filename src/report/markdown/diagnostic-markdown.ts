import type { Diagnostic } from "../../model/diagnostic.js";
import { shorten } from "../lines/shorten.js";
import { helpWords } from "../words/help-words.js";
import { shortMarkdown } from "./markdown-blocks.js";
import { codeMarkdown } from "./safe-markdown.js";

/** One diagnostic as an item of a list; what stands between backticks in its words is code. */
export function diagnosticMarkdown({ severity, address, code, summary, detail, help }: Diagnostic): string {
  const told = [`${sentence(summary)}`, detail, help === undefined ? undefined : `Help: ${helpWords(help)}`];
  const named = address === undefined ? "" : ` ${codeMarkdown(shorten(address, 200))}`;
  const words = told.flatMap((text) => (text === undefined ? [] : [withCode(shorten(text, 800))]));
  return `- **${severity}**${named} ${codeMarkdown(code)} ${words.join(" ")}\n`;
}

function sentence(summary: string): string {
  return /[.!?。]$/.test(summary) ? summary : `${summary}.`;
}

function withCode(text: string): string {
  return text
    .split("`")
    .map((part, index, parts) => (index % 2 === 1 && index < parts.length - 1 ? codeMarkdown(part) : plain(part)))
    .join("");
}

function plain(text: string): string {
  return shortMarkdown(text, 1000);
}
