import { parseAddress } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { KINDS } from "../../model/kind.js";
import type { Orphan } from "../../model/plan.js";
import type { FlowView } from "../picture/flow-view.js";
import { rememberingLayOut } from "../picture/lay-out.js";
import type { DriftView } from "../view/plan-view.js";
import { countOf } from "../words/count-words.js";
import { helpWords } from "../words/help-words.js";
import type { Item } from "./item.js";
import { attentionList, itemHtml, shortName } from "./item-html.js";
import { EMPTY, html, type SafeHtml } from "./safe-markup.js";

/** More than this is folded. */
const MOST_ITEMS = 12;
const MOST_POINTS = 6;
/** With more changes than these to look at, each tells less at once. */
const FEW_ITEMS = 4;
const FEWER_POINTS = 3;

const RANKS: Readonly<Record<string, number>> = { high: 0, medium: 1, low: 2 };

/** What a reviewer must not miss, before anything else: what is riskiest first, the end of a long list as links alone. */
export function risksSection(items: readonly Item[]): SafeHtml {
  const rank = ({ risk }: Item) => RANKS[risk] ?? 3;
  const risky = items.filter(({ attention }) => attention.length > 0).sort((a, b) => rank(a) - rank(b));
  if (risky.length === 0) return EMPTY;
  const most = risky.length > FEW_ITEMS ? FEWER_POINTS : MOST_POINTS;
  const rows = risky.slice(0, MOST_ITEMS).map((item) => riskRow(item, most));
  return html`<section aria-labelledby="risks-title"><h2 id="risks-title">Look at</h2><ul class="risks">${rows}</ul>${moreRisks(risky.slice(MOST_ITEMS))}</section>\n`;
}

function riskRow({ id, address, name, attention }: Item, most: number): SafeHtml {
  return html`<li><a href="#${id}">${shortName(address)}</a>${nameBeside(address, name)}${attentionList(attention, most)}</li>`;
}

/** Of these the change itself tells the points. */
function moreRisks(items: readonly Item[]): SafeHtml {
  if (items.length === 0) return EMPTY;
  const rows = items.map(
    ({ id, address, name, attention }) =>
      html`<li><a href="#${id}">${shortName(address)}</a>${nameBeside(address, name)} <small>${countOf(attention.length, "point")}</small></li>`,
  );
  return html`<details class="fold"><summary>${countOf(items.length, "more change")} to look at</summary><ul class="more">${rows}</ul></details>`;
}

function nameBeside(address: string, name: string): SafeHtml {
  return address.endsWith(`.${name}`) ? EMPTY : html` <span class="nm">${shortName(name)}</span>`;
}

/** What there is to say about problems. */
export function findingsSection(diagnostics: readonly Diagnostic[]): SafeHtml {
  if (diagnostics.length === 0) return EMPTY;
  return html`<section aria-labelledby="found-title"><h2 id="found-title">Found</h2><ul class="finds">${diagnostics.map(finding)}</ul></section>\n`;
}

function finding({ severity, code, summary, detail, address, file, line, help }: Diagnostic): SafeHtml {
  const place = [address, file === undefined || line === undefined ? file : `${file}:${line}`].filter(
    (text) => text !== undefined,
  );
  return html`<li class="${severity}"><span class="sev">${severity}</span> <b>${withCode(summary)}</b> <code>${code}</code>${place.map((text) => html` <code>${text}</code>`)}${detail === undefined ? EMPTY : html`<p>${withCode(detail)}</p>`}${help === undefined ? EMPTY : html`<p>help: ${withCode(helpWords(help))}</p>`}</li>`;
}

/** Words in which what stands between backticks is code. */
function withCode(text: string): readonly SafeHtml[] {
  return text
    .split(/`([^`\n]+)`/)
    .map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
}

/** What differs from what was last applied, each to open. */
export function driftSection(
  drift: readonly DriftView[],
  flowOf: (drift: DriftView) => FlowView | undefined = () => undefined,
): SafeHtml {
  if (drift.length === 0) return EMPTY;
  const layOut = rememberingLayOut();
  const items = drift.map((one, index) => ({
    ...driftItem(one, drift.length <= 3),
    flow: () => flowOf(one),
    id: `d${index + 1}`,
    layOut,
  }));
  return html`<section aria-labelledby="drift-title" id="drift"><h2 id="drift-title">Drift since the last apply</h2>${items.map(itemHtml)}</section>\n`;
}

const SYMBOLS = { changed: "~", deleted: "−", conflict: "!" } as const satisfies Record<DriftView["type"], string>;

function kindWords(address: string): string {
  const parsed = parseAddress(address);
  return parsed ? KINDS[parsed.kind].label : "resource";
}

function driftItem(drift: DriftView, open: boolean): Omit<Item, "id" | "layOut" | "flow"> {
  const { address, type, words, modifiedAt, sections, accept, undo } = drift;
  return {
    ...{ address, kind: kindWords(address), word: type, symbol: SYMBOLS[type], why: words, sections, open },
    name: address.slice(address.indexOf(".") + 1),
    risk: "none",
    attention: [],
    notes: [],
    facts: modifiedAt === undefined ? [] : [["last changed", modifiedAt]],
    marked: true,
    steps: [accept, undo].flatMap((step) => step ?? []),
  };
}

/** What is in the state and not in the manifest. */
export function orphansSection(orphans: readonly Orphan[]): SafeHtml {
  if (orphans.length === 0) return EMPTY;
  const rows = orphans.map(
    ({ address, name, id }) => html`<tr><td><b>${address}</b></td><td>${name}</td><td><code>${id}</code></td></tr>`,
  );
  return html`<section aria-labelledby="orphans-title"><h2 id="orphans-title">Orphans: in the state, but not in the manifest</h2><table><thead><tr><th scope="col">Address</th><th scope="col">Name</th><th scope="col">Id</th></tr></thead><tbody>${rows}</tbody></table></section>\n`;
}
