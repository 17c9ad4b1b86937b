import { EMPTY, html, joined, type SafeHtml } from "../html/safe-markup.js";
import { rememberingIcons } from "./block-icon.js";
import { CARD_WIDTH, type Card, cardOf } from "./card.js";
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
  const iconOf = rememberingIcons();
  const blocks = placed.map((one) => {
    const index = indexes.get(one.view.block.id) ?? 0;
    return drawBlock(one, { flow, index, icon: iconOf(one.view.type), anchor: anchor?.(index) });
  });
  return {
    inside: html`<g class="${flow.blocks.length > MANY ? "f many" : "f"}">${drawLinks(flow, placed, indexes)}</g>${waysIn(flow, placed)}${blocks}${separators(placed)}`,
    ...boundsOf(placed),
  };
}

/** The room that all cards take, with what hangs out of them. */
function boundsOf(placed: readonly Placed[]): Omit<Picture, "inside"> {
  const first = placed[0]?.spot ?? { x: 0, y: 0 };
  let [left, top, right, bottom] = [first.x, first.y, first.x, first.y];
  for (const { spot, card } of placed) {
    left = Math.min(left, spot.x);
    top = Math.min(top, spot.y);
    right = Math.max(right, spot.x + CARD_WIDTH);
    bottom = Math.max(bottom, spot.y + card.height);
  }
  const x = left - MARGIN - WAY_IN;
  const y = top - MARGIN - 12;
  return { x, y, width: right - x + MARGIN + 30, height: bottom - y + MARGIN + 20 };
}

/** What is drawn of a block besides what it holds. */
interface Drawing {
  readonly flow: FlowView;
  readonly index: number;
  readonly icon: SafeHtml;
  readonly anchor: string | undefined;
}

function drawBlock({ view, card, spot }: Placed, { flow, index, icon, anchor }: Drawing): SafeHtml {
  const { kind, words } = MARK_CLASSES[view.mark];
  const classes = flow.marked && view.mark === "kept" ? "b k" : kind === "" ? "b" : `b ${kind}`;
  const inside = html`<rect class="c" width="${CARD_WIDTH}" height="${card.height}" rx="9"/>${icon}<text class="n" x="32" y="20">${card.title}${wholeTitle(view, card)}</text>${linesOf(card)}${rowsOf(card, view, flow.compared)}${markBadge(view.mark)}${view.attention ? ATTENTION : EMPTY}`;
  const place = html`transform="translate(${spot.x} ${spot.y})"`;
  if (anchor === undefined) return html`<g class="${classes}" ${place}>${inside}</g>\n`;
  const told = words === "" ? EMPTY : html` aria-label="${`${words}${view.block.name}`.slice(0, 300)}"`;
  return html`<a class="${classes}" data-i="${index}" href="#${anchor}"${told} ${place}>${inside}</a>\n`;
}

const ATTENTION = html`<g class="bang" transform="translate(${CARD_WIDTH - 4} 0)"><path class="wb" d="M0-11L11 9H-11Z"/><text class="wt" y="6">!</text></g>`;

function wholeTitle({ block }: FlowBlockView, { title }: Card): SafeHtml {
  return title === block.name ? EMPTY : html`<title>${block.name.slice(0, 1000)}</title>`;
}

const SIDES = { both: "s", before: "s r", after: "s a" } as const satisfies Record<
  Card["captions"][number]["side"],
  string
>;

function linesOf({ label, captions }: Card): SafeHtml {
  const lines = label === "" ? [] : [html`<text x="12" y="38">${label}</text>`];
  let y = label === "" ? 38 : 53;
  for (const { side, text } of captions) {
    lines.push(html`<text class="${SIDES[side]}" x="12" y="${y}">${text}</text>`);
    y += 15;
  }
  return joined(lines);
}

/** A row that stands on one side only is struck out or marked as new, unless the whole block is. */
function rowsOf({ rows }: Card, { mark }: FlowBlockView, compared: boolean): SafeHtml {
  const whole = !compared || mark === "added" || mark === "removed";
  return joined(
    rows.map(({ outcome: { before, after, kind }, text, y }) => {
      const side = whole || (before !== undefined && after !== undefined) ? "" : after === undefined ? " r" : " a";
      return html`<text class="o${kind === "error" ? " e" : ""}${side}" x="${CARD_WIDTH - 11}" y="${y + 4}">${text}</text>`;
    }),
  );
}

const SIDE_CLASSES = ["", " a", " r"] as const;

/** The lines between what a block says and its ways on: one path for all of a side. */
function separators(placed: readonly Placed[]): SafeHtml {
  const paths = ["", "", ""];
  for (const { view, card, spot } of placed) {
    const side = view.mark === "added" ? 1 : view.mark === "removed" ? 2 : 0;
    if (card.rows.length > 0) paths[side] += `M${spot.x + 1} ${spot.y + card.head}h${CARD_WIDTH - 2}`;
  }
  return joined(
    paths.map((path, side) => (path === "" ? EMPTY : html`<path class="sep${SIDE_CLASSES[side] ?? ""}" d="${path}"/>`)),
  );
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
