import { safeText } from "../lines/safe-text.js";

const MARK: unique symbol = Symbol("safe markup");

/** Markup that was built by `html` and by nothing else; no parsed value can pretend to be it. */
export interface SafeHtml {
  readonly mark: typeof MARK;
  readonly markup: string;
}

/** What a template may hold: foreign text and numbers, which are escaped, or markup that is safe already. */
type Part = string | number | SafeHtml | readonly SafeHtml[];

export const EMPTY: SafeHtml = trusted("");

/**
 * Builds HTML or SVG: every interpolation is escaped, for text and for a quoted attribute alike, unless it is safe
 * markup. Foreign text also loses its hidden characters, so that nothing in it can turn round what is read. Attributes
 * must be written in double quotes.
 */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): SafeHtml {
  let markup = pieces[0] ?? "";
  for (let index = 0; index < parts.length; index++) markup += markupOf(parts[index] ?? "") + (pieces[index + 1] ?? "");
  return trusted(markup);
}

/** Joins markup with nothing between. */
export function joined(parts: readonly SafeHtml[]): SafeHtml {
  let markup = "";
  for (const part of parts) markup += part.markup;
  return trusted(markup);
}

/**
 * The same markup in one piece. What is added up stays a tree of its pieces until somebody reads it, which costs a page of
 * many megabytes most of its time.
 */
export function inOnePiece(markup: SafeHtml): SafeHtml {
  markup.markup.charCodeAt(0);
  return markup;
}

/** Our own constant text as markup; never for anything that was read. */
export function trusted(markup: string): SafeHtml {
  return { mark: MARK, markup };
}

function markupOf(part: Part): string {
  if (typeof part === "string") return escapeText(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : joined(part).markup;
}

const PLAIN = /^[ !$%()*+,./0-9;=?@A-Z[\\\]^_a-z{|}~-]*$/;
const MEANT = /[&<>"'`]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escapeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return safeText(text).replace(MEANT, (character) => ENTITIES[character] ?? "");
}
