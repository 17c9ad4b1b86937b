import type { ChangeView, PlanView } from "../view/plan-view.js";
import { countOf } from "../words/count-words.js";
import type { Item } from "./item.js";
import { itemHtml } from "./item-html.js";
import { EMPTY, html, joined, type SafeHtml } from "./safe-markup.js";

/** More than this are drawn when they come into sight. */
const MANY = 12;

/** All changes to open, wave by wave; those of layout alone and of the record alone in groups of their own. */
export function changesSection(view: PlanView, items: ReadonlyMap<ChangeView, Item>): SafeHtml {
  const written = view.waves.flatMap(({ changes }) => changes);
  const layout = written.filter(({ layoutOnly }) => layoutOnly);
  const groups = [
    ...view.waves.map(({ title, changes }) =>
      group(
        title,
        changes.filter((one) => !one.layoutOnly),
        items,
      ),
    ),
    group("layout alone, which callers do not notice", layout, items),
    group("in the state alone", view.records, items),
  ];
  const empty = written.length + view.records.length === 0;
  const kept = view.counts.keep;
  return html`<section aria-labelledby="changes-title" id="changes"${items.size > MANY ? html` class="many"` : EMPTY}><h2 id="changes-title">Changes</h2>
${empty ? html`<p>Nothing to carry out.</p>` : html`${filterBar([...items.values()])}${legend(items)}${joined(groups)}`}
${kept > 0 ? html`<p class="legend">${countOf(kept, "unchanged resource")} ${kept === 1 ? "is" : "are"} not listed.</p>` : EMPTY}</section>\n`;
}

function group(title: string, changes: readonly ChangeView[], items: ReadonlyMap<ChangeView, Item>): SafeHtml {
  const own = changes.flatMap((change) => items.get(change) ?? []);
  return own.length === 0 ? EMPTY : html`<div class="wave"><h3>${title}</h3>${own.map(itemHtml)}</div>\n`;
}

function legend(items: ReadonlyMap<ChangeView, Item>): SafeHtml {
  if (![...items.values()].some(({ marked }) => marked)) return EMPTY;
  return html`<p class="legend">In pictures: <span>+ round: added</span><span>− square, dashed: removed</span><span>~ diamond: changed</span><span>! look here</span><span>dotted line: error</span></p>`;
}

/** Shown by the script, which does the filtering. */
function filterBar(items: readonly Item[]): SafeHtml {
  if (items.length < 2) return EMPTY;
  return html`<div class="filter js-only" role="search" aria-label="Filter the changes"><input type="search" id="filter-text" placeholder="Filter by address, name, block or text  ( / )" aria-label="Filter by text" autocomplete="off" spellcheck="false">${[
    choices(
      "action",
      "Any action",
      items.map(({ word }) => word),
    ),
    choices(
      "kind",
      "Any kind",
      items.map(({ kind }) => kind),
    ),
    choices(
      "risk",
      "Any risk",
      items.map(({ risk }) => risk),
    ),
  ]}<output id="filter-status" aria-live="polite"></output><button type="button" id="filter-clear">Clear</button><button type="button" id="open-all">Open all</button><button type="button" id="close-all">Close all</button></div>\n`;
}

function choices(name: string, every: string, values: readonly string[]): SafeHtml {
  const all = [...new Set(values)].sort();
  return html`<select name="${name}" aria-label="${every}"><option value="">${every}</option>${all.map((value) => html`<option value="${value}">${value}${name === "risk" ? " risk" : ""}</option>`)}</select>`;
}
