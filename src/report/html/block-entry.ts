import type { FlowBlockView, FlowView, Mark, OutcomeView } from "../picture/flow-view.js";
import { MARK_CLASSES } from "../picture/mark-badge.js";
import type { SectionView } from "../view/plan-view.js";
import { countOf } from "../words/count-words.js";
import { fieldList, linkList } from "./field-html.js";
import { EMPTY, html, joined, type SafeHtml } from "./safe-markup.js";

/** The blocks of a flow as a list that a picture leads to: what differs first, the rest folded. */
export function blockEntries(flow: FlowView, anchor: (index: number) => string): SafeHtml {
  const names = new Map(flow.blocks.map(({ block }) => [block.id, block.name]));
  const marked: SafeHtml[] = [];
  const kept: SafeHtml[] = [];
  for (const [index, view] of flow.blocks.entries()) {
    (view.mark === "kept" ? kept : marked).push(flowEntry(view, anchor(index), names));
  }
  const words = countOf(kept.length, flow.marked ? "unchanged block" : "block");
  const first = marked.length > 0 ? html`<ul class="bl">${marked}</ul>` : EMPTY;
  if (kept.length === 0) return first;
  return html`${first}<details class="fold"><summary>${words}</summary><ul class="bl">${kept}</ul></details>`;
}

function flowEntry(view: FlowBlockView, id: string, names: ReadonlyMap<string, string>): SafeHtml {
  const { block, mark, section, lines, outcomes } = view;
  const inside = section
    ? html`${fieldList(section.lines)}${linkList(section.links)}`
    : html`${fieldList(lines)}${outcomeList(outcomes, names)}`;
  return entry({ id, mark, name: block.name, label: block.label }, inside);
}

/** Blocks of which there is no picture. */
export function sectionEntries(sections: readonly SectionView[], id: string): SafeHtml {
  const entries = sections.flatMap(({ block, type, lines, links }, index) => {
    if (!block) return [];
    const head = { id: `${id}-s${index}`, mark: type, name: block.name, label: block.label };
    return [entry(head, html`${fieldList(lines)}${linkList(links)}`)];
  });
  return entries.length === 0 ? EMPTY : html`<ul class="bl">${joined(entries)}</ul>`;
}

interface Head {
  readonly id: string;
  readonly mark: Mark;
  readonly name: string;
  readonly label: string | undefined;
}

function entry({ id, mark, name, label }: Head, inside: SafeHtml): SafeHtml {
  const { kind, words } = MARK_CLASSES[mark];
  const told = words === "" ? EMPTY : html`<span class="mk">${words}</span>`;
  const type = label === undefined ? EMPTY : html` <small>${label}</small>`;
  return html`<li id="${id}" class="${kind === "" ? "k" : kind}"><h4>${told}<span>${name}</span>${type}</h4>${inside}</li>\n`;
}

function outcomeList(outcomes: readonly OutcomeView[], names: ReadonlyMap<string, string>): SafeHtml {
  if (outcomes.length === 0) return EMPTY;
  const ways = outcomes.map(({ words, before, after }) => {
    const to = after ?? before ?? "";
    return `${words} → ${names.get(to) ?? to}`;
  });
  return html`<p class="ways">${ways.join(" · ")}</p>`;
}
