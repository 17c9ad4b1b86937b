import { EMPTY, html, joined, type SafeHtml } from "../html/safe-markup.js";
import { blockIcon } from "./block-icon.js";
import { CARD_WIDTH, type Card, cardOf, type Row } from "./card.js";
import { drawLinks } from "./draw-links.js";
import type { FlowBlockView, FlowView } from "./flow-view.js";
import type { LayOut } from "./lay-out.js";
import { MARK_CLASSES, markBadge } from "./mark-badge.js";
import { type Placed, placeBlocks } from "./place-blocks.js";

/** The inside of a picture, and how large it is in its own units, a unit a pixel at full size. */
export interface Picture {
  readonly inside: SafeHtml;
  readonly width: number;
  readonly height: number;
  /** Its left upper corner. */
  readonly x: number;
  readonly y: number;
}

const MARGIN = 24;
/** With more blocks than these, lines of errors are thin instead of dotted: dots of long lines take a second to paint. */
const MANY = 120;
/** Room at the left for the way in. */
const WAY_IN = 84;

/** Draws a flow. `anchor` gives what a block links to; without it blocks are no links. */
export function drawFlow(flow: FlowView, layOut: LayOut, anchor?: (index: number) => string): Picture {
  const cards = new Map(flow.blocks.map((view) => [view.block.id, cardOf(view)]));
  const placed = placeBlocks(flow, cards, layOut);
  const indexes = new Map(flow.blocks.map(({ block }, index) => [block.id, index]));
  const blocks = placed.map((one) => {
    const index = indexes.get(one.view.block.id) ?? 0;
    return drawBlock(one, flow, index, anchor?.(index));
  });
  return {
    inside: html`<g class="${flow.blocks.length > MANY ? "f many" : "f"}">${drawLinks(flow, placed, indexes)}</g>${waysIn(flow, placed)}${blocks}`,
    ...boundsOf(placed),
  };
}

/** The room that all cards take, with what hangs out of them. */
function boundsOf(placed: readonly Placed[]): Omit<Picture, "inside"> {
  const [first] = placed;
  let { x: left, y: top } = first?.spot ?? { x: 0, y: 0 };
  let [right, bottom] = [left, top];
  for (const { spot, card } of placed) {
    [left, top] = [Math.min(left, spot.x), Math.min(top, spot.y)];
    [right, bottom] = [Math.max(right, spot.x + CARD_WIDTH), Math.max(bottom, spot.y + card.height)];
  }
  const [x, y] = [left - MARGIN - WAY_IN, top - MARGIN - 12];
  return { x, y, width: right - x + MARGIN + 30, height: bottom - y + MARGIN + 20 };
}

function drawBlock(
  { view, card, spot }: Placed,
  { compared, marked }: FlowView,
  index: number,
  anchor: string | undefined,
): SafeHtml {
  const { kind, words } = MARK_CLASSES[view.mark];
  const classes = `b ${marked && view.mark === "kept" ? "k" : kind}`.trimEnd();
  const written = html`${titleOf(view, card)}${linesOf(card)}${rowsOf(card, view, compared)}`;
  const signs = html`${markBadge(view.mark)}${view.attention ? ATTENTION : EMPTY}`;
  const inside = html`${plate(card)}${blockIcon(view.type)}${written}${signs}`;
  const place = html`transform="translate(${spot.x} ${spot.y})"`;
  if (anchor === undefined) return html`<g class="${classes}" ${place}>${inside}</g>\n`;
  const told = words === "" ? EMPTY : html` aria-label="${`${words}${view.block.name}`.slice(0, 300)}"`;
  return html`<a class="${classes}" data-i="${index}" href="#${anchor}"${told} ${place}>${inside}</a>\n`;
}

const ATTENTION = html`<g class="bang" transform="translate(${CARD_WIDTH - 4} 0)"><path class="wb" d="M0-11L11 9H-11Z"/><text class="wt" y="6">!</text></g>`;

function plate({ height, head, rows }: Card): SafeHtml {
  const line = rows.length > 0 ? html`<path class="sep" d="M1 ${head}H${CARD_WIDTH - 1}"/>` : EMPTY;
  return html`<rect class="c" width="${CARD_WIDTH}" height="${height}" rx="9"/>${line}`;
}

function titleOf({ block }: FlowBlockView, { title }: Card): SafeHtml {
  const whole = title === block.name ? EMPTY : html`<title>${block.name.slice(0, 1000)}</title>`;
  return html`<text class="n" x="32" y="20">${title}${whole}</text>`;
}

const SIDES = { both: "s", before: "s r", after: "s a" } as const satisfies Record<
  Card["captions"][number]["side"],
  string
>;

function linesOf({ label, captions }: Card): SafeHtml {
  const top = label === "" ? 38 : 53;
  const lines = captions.map(
    ({ side, text }, index) => html`<text class="${SIDES[side]}" x="12" y="${top + 15 * index}">${text}</text>`,
  );
  return html`${label === "" ? EMPTY : html`<text x="12" y="38">${label}</text>`}${lines}`;
}

function rowsOf({ rows }: Card, { mark }: FlowBlockView, compared: boolean): SafeHtml {
  return joined(rows.map((row) => drawRow(row, !compared || mark === "added" || mark === "removed")));
}

/** A row that stands on one side only is struck out or marked as new, unless the whole block is. */
function drawRow({ outcome, text, y }: Row, whole: boolean): SafeHtml {
  const { before, after, kind } = outcome;
  const side = whole || (before !== undefined && after !== undefined) ? "" : after === undefined ? " r" : " a";
  const error = kind === "error" ? " e" : "";
  return html`<text class="o${error}${side}" x="${CARD_WIDTH - 11}" y="${y + 4}">${text}</text>`;
}

function waysIn({ starts, compared }: FlowView, placed: readonly Placed[]): SafeHtml {
  const { before, after } = starts;
  const one = (id: string | undefined, kind: string) => {
    const found = placed.find(({ view }) => view.block.id === id);
    return found ? wayIn(found, kind) : EMPTY;
  };
  if (!compared || before === after || before === undefined) return one(after ?? before, "");
  return html`${one(after, " a")}${one(before, " r")}`;
}

function wayIn({ spot }: Placed, kind: string): SafeHtml {
  return html`<g class="in${kind}" transform="translate(${spot.x - 84} ${spot.y + 4})"><rect width="48" height="24" rx="12"/><text x="24" y="16">Start</text><path class="l" d="M48 12H80"/></g>\n`;
}
