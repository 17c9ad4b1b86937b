import { safeText } from "../lines/safe-text.js";
import { shorten } from "../lines/shorten.js";
import { countOf } from "../words/count-words.js";
import { sectionEntries } from "./block-entry.js";
import { fieldList } from "./field-html.js";
import { flowFigure } from "./flow-figure.js";
import type { Item } from "./item.js";
import { nextLine } from "./next-line.js";
import { EMPTY, html, inOnePiece, type SafeHtml } from "./safe-markup.js";

/** One item, folded to a row; what it is about inside. */
export function itemHtml(item: Item): SafeHtml {
  const { id, word, kind, risk, open } = item;
  return inOnePiece(html`<details class="item ${word}" id="${id}" data-action="${word}" data-kind="${kind}" data-risk="${risk}"${open ? html` open` : EMPTY}>
${summaryOf(item)}
<div class="body">${attentionList(item.attention, Number.POSITIVE_INFINITY)}${notesOf(item)}${factsOf(item)}${fieldsOf(item)}${stepsOf(item)}${blocksOf(item)}</div></details>\n`);
}

function summaryOf({ symbol, address, name, kind, word, why, risk, attention }: Item): SafeHtml {
  const named = address.endsWith(`.${name}`) ? EMPTY : html` <span class="nm">${shortName(name)}</span>`;
  const high = risk === "high" ? html`<span class="tag hi">high risk</span>` : EMPTY;
  const look =
    attention.length === 0 ? EMPTY : html`<span class="tag wn" title="Points to look at">! ${attention.length}</span>`;
  return html`<summary><span class="sy" aria-hidden="true">${symbol}</span><span class="who"><b>${shortName(address)}</b>${named}</span><span class="tags">${look}${high}<span class="tag ac">${word}</span></span><span class="why">${kind}, ${why}</span></summary>`;
}

/** Points to look at; more than `most` are folded. */
export function attentionList(attention: readonly string[], most: number): SafeHtml {
  if (attention.length === 0) return EMPTY;
  const points = attention.map((words) => html`<li>${words}</li>`);
  if (points.length <= most + 1) return html`<ul class="look">${points}</ul>`;
  const rest = points.slice(most);
  return html`<ul class="look">${points.slice(0, most)}</ul><details class="fold"><summary>${countOf(rest.length, "more point")}</summary><ul class="look">${rest}</ul></details>`;
}

function notesOf({ notes }: Item): SafeHtml {
  return notes.length === 0 ? EMPTY : html`<ul class="notes">${notes.map((words) => html`<li>${words}</li>`)}</ul>`;
}

function factsOf({ facts }: Item): SafeHtml {
  if (facts.length === 0) return EMPTY;
  return html`<p class="facts">${facts.map(([name, value]) => html`<span>${name} <code>${value}</code></span> `)}</p>`;
}

function stepsOf({ steps }: Item): SafeHtml {
  return steps.length === 0 ? EMPTY : html`<div class="steps">${steps.map(nextLine)}</div>`;
}

function fieldsOf({ sections }: Item): SafeHtml {
  return fieldList(sections.filter(({ block }) => block === undefined).flatMap(({ lines }) => lines));
}

function blocksOf({ flow: read, sections, id, address, layOut }: Item): SafeHtml {
  const flow = read?.();
  return flow ? flowFigure(flow, id, shortName(address), layOut) : sectionEntries(sections, id);
}

/** A heading is no place for a whole novel. */
export function shortName(text: string): string {
  return text.length > 160 ? shorten(safeText(text.slice(0, 4000)), 160) : text;
}
