import { html, joined, type SafeHtml } from "../html/safe-markup.js";
import { CARD_WIDTH, type Row } from "./card.js";
import type { FlowView, OutcomeView } from "./flow-view.js";
import type { Placed } from "./place-blocks.js";
import { type Obstacle, obstaclesOf, roundedPath, wayRound } from "./route-way.js";

/** One line from a row to a block. */
interface Line {
  readonly from: Placed;
  readonly row: Row;
  readonly to: Placed;
  /** Its classes: error, and on which side alone it is. */
  readonly kind: string;
  /** Whether it is on one side alone. */
  readonly one: boolean;
}

/**
 * Draws the ways between blocks: from a port at the end of a row to the left side of the block it leads to. What is new or
 * vanishes is drawn last, so that nothing hides it.
 */
export function drawLinks(
  { compared }: FlowView,
  placed: readonly Placed[],
  indexes: ReadonlyMap<string, number>,
): SafeHtml {
  const byId = new Map(placed.map((one) => [one.view.block.id, one]));
  const lines = placed.flatMap((from) => from.card.rows.flatMap((row) => linesOf(from, row, byId, compared)));
  const index = ({ view }: Placed) => indexes.get(view.block.id) ?? 0;
  const obstacles = obstaclesOf(placed);
  const drawn = [...lines.filter(({ one }) => !one), ...lines.filter(({ one }) => one)];
  return joined(
    drawn.map((line) => {
      const { from, to, kind } = line;
      return html`<path class="l${kind}" data-l="${index(from)} ${index(to)}" d="${pathOf(line, obstacles)}"/>\n`;
    }),
  );
}

function linesOf(from: Placed, row: Row, byId: ReadonlyMap<string, Placed>, compared: boolean): readonly Line[] {
  return sidesOf(row.outcome, compared).flatMap(({ id, side }) => {
    const to = byId.get(id);
    return to ? [{ from, row, to, kind: `${row.outcome.kind === "error" ? " e" : ""}${side}`, one: side !== "" }] : [];
  });
}

/** Where a way leads, and on which side that is so. */
function sidesOf(
  { before, after }: OutcomeView,
  compared: boolean,
): readonly { readonly id: string; readonly side: string }[] {
  if (!compared || before === after) return [{ id: after ?? before ?? "", side: "" }];
  return [
    ...(before === undefined ? [] : [{ id: before, side: " r" }]),
    ...(after === undefined ? [] : [{ id: after, side: " a" }]),
  ];
}

/** A curve where that is free, else right angles through a gap between the cards. */
function pathOf({ from, row, to }: Line, obstacles: readonly Obstacle[]): string {
  const [x1, y1] = [from.spot.x + CARD_WIDTH + 1, from.spot.y + row.y];
  const [x2, y2] = [to.spot.x - 3, to.spot.y + 16];
  const [b, c] = bendsOf(x1, y1, x2, y2, from === to);
  const curve = STEPS.map((t) => [at(t, x1, b[0], c[0], x2), at(t, y1, b[1], c[1], y2)] as const);
  const lane = from.card.rows.indexOf(row);
  const corners = wayRound({ x1, y1, x2, y2, lane }, curve, obstacles);
  return corners ? roundedPath(corners) : `M${x1} ${y1}C${b.join(" ")} ${c.join(" ")} ${x2} ${y2}`;
}

/** Where along a curve it is looked whether a card is in the way. */
const STEPS = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

function at(t: number, a: number, b: number, c: number, d: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

type Point = readonly [x: number, y: number];

/** What draws a curve that leaves to the right and arrives from the left; ways back swing wide. */
function bendsOf(x1: number, y1: number, x2: number, y2: number, isLoop: boolean): readonly [Point, Point] {
  const forward = x2 - x1;
  if (forward >= 20) {
    const bend = Math.max(20, Math.min(140, Math.round(forward / 2)));
    return [
      [x1 + bend, y1],
      [x2 - bend, y2],
    ];
  }
  const bend = Math.min(160, 50 + Math.round(Math.abs(forward) / 6));
  const lift = isLoop ? 60 : Math.round((y2 - y1) / 4);
  return [
    [x1 + bend, y1 + lift],
    [x2 - bend, y2 - lift],
  ];
}
