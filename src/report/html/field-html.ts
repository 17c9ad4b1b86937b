import { safeText } from "../lines/safe-text.js";
import type { LineView, LinkView, ShownValue } from "../view/plan-view.js";
import { wordRuns } from "../view/word-diff.js";
import { EMPTY, html, joined, type SafeHtml } from "./safe-markup.js";

/** Fields with their values: both sides of what differs, the only one of what came, went or stayed. */
export function fieldList(lines: readonly LineView[]): SafeHtml {
  return lines.length === 0 ? EMPTY : html`<dl class="f">${lines.map(fieldRow)}</dl>`;
}

function fieldRow(line: LineView): SafeHtml {
  const note = line.attention === undefined ? EMPTY : html`<dd class="w">${line.attention}</dd>`;
  return html`<div><dt>${line.path}</dt>${valuesOf(line)}${note}</div>`;
}

function valuesOf(line: LineView): SafeHtml {
  const { before, after } = line;
  if (before.type === "nothing" && after.type === "nothing") return html`<dd>differs</dd>`;
  if (before.type === "nothing") return html`<dd class="a">${shown(after)}</dd>`;
  if (after.type === "nothing") return html`<dd class="r">${shown(before)}</dd>`;
  return (
    wordsOf(line) ?? html`<dd class="r"><del>${shown(before)}</del></dd><dd class="a"><ins>${shown(after)}</ins></dd>`
  );
}

/** Texts that people hear or read, word by word. */
function wordsOf({ spoken, before, after }: LineView): SafeHtml | undefined {
  if (!spoken || before.type !== "text" || after.type !== "text") return undefined;
  const runs = wordRuns(safeText(before.text), safeText(after.text));
  if (!runs) return undefined;
  const marked = runs.map(({ type, words }) => {
    const text = words.join("");
    return type === "same" ? html`${text}` : type === "added" ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
  });
  return html`<dd class="x">“${joined(marked)}”</dd>`;
}

function shown({ type, text }: ShownValue): SafeHtml {
  if (type === "reference") return html`<code>${text}</code>`;
  return type === "text" ? html`“${text}”` : html`${text}`;
}

const SIGNS = {
  appears: { kind: "a", words: "new" },
  moves: { kind: "x", words: "moves" },
  vanishes: { kind: "r", words: "gone" },
} as const satisfies Record<LinkView["type"], { readonly kind: string; readonly words: string }>;

/** The ways on from a block that appear, move or vanish. */
export function linkList(links: readonly LinkView[]): SafeHtml {
  return links.length === 0 ? EMPTY : html`<ul class="ln">${links.map(linkRow)}</ul>`;
}

function linkRow({ type, on, to, was, attention }: LinkView): SafeHtml {
  const { kind, words } = SIGNS[type];
  const told = was === undefined ? EMPTY : html`, not <del>${was}</del>`;
  const note = attention === undefined ? EMPTY : html` <strong class="w">${attention}</strong>`;
  return html`<li class="${kind}"><span class="vh">${words}: </span>${on} → <b>${to}</b>${told}${note}</li>`;
}
