import { safeText } from "../lines/safe-text.js";

/**
 * What Markdown or HTML reads as more than itself: some characters wherever they stand, others at the start, before a
 * digit, in a link or in the name of an emoji.
 */
const MEANT = /[&<>|\\`*_[\]~@$]|^[-+=]|^#|#(?=\d)|:(?=\/\/)|:(?=[\w+-]+:)|(?<=\bwww)\.|(?<=^\s*\d{1,9})[.)]/gi;

/** What GitHub still links after entities were read; an empty character behind it breaks that. */
const MENTION = /&#(64|35);(?=[\p{L}\p{N}_])/gu;

/** Makes foreign text safe in Markdown, in a table cell too: what was markup, HTML or a mention is plain text. */
export function safeMarkdown(text: string): string {
  return coded(safeText(text)).replace(MENTION, "&#$1;&#8203;");
}

/** Foreign text as code: mentions and issue numbers stay dead in it. */
export function codeMarkdown(text: string): string {
  return `<code>${coded(safeText(text))}</code>`;
}

/** Makes foreign text safe between HTML tags, where Markdown is not read (inside `<pre>`). */
export function safeHtml(text: string): string {
  return safeText(text).replace(/[&<>|`]/g, entity);
}

/** One pass over the text, so that nothing of an entity is written as an entity again. */
function coded(text: string): string {
  return text.replace(MEANT, entity);
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function entity(character: string): string {
  return NAMED[character] ?? `&#${character.codePointAt(0) ?? 0};`;
}
