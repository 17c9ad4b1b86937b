import { html, joined, type SafeHtml } from "../html/safe-markup.js";
import { CARD_WIDTH, type Row } from "./card.js";
import type { FlowView, OutcomeView } from "./flow-view.js";
import type { Placed } from "./place-blocks.js";
import { type Curve, type Obstacle, obstaclesOf, type Point, roundedPath, wayRound } from "./route-way.js";

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
  const start = [from.spot.x + CARD_WIDTH + 1, from.spot.y + row.y] as const;
  const curve = curveOf(start, [to.spot.x - 3, to.spot.y + 16], from === to);
  const corners = wayRound(curve, from.card.rows.indexOf(row), obstacles);
  if (corners) return roundedPath(corners);
  const [[x, y], ...bends] = curve;
  return `M${x} ${y}c${bends.map(([toX, toY]) => `${toX - x} ${toY - y}`).join(" ")}`;
}

/** A curve that leaves to the right and arrives from the left; ways back swing wide. */
function curveOf([x1, y1]: Point, [x2, y2]: Point, isLoop: boolean): Curve {
  const forward = x2 - x1;
  const isBack = forward < 20;
  const bend = isBack
    ? Math.min(160, 50 + Math.round(Math.abs(forward) / 6))
    : Math.max(20, Math.min(140, Math.round(forward / 2)));
  const lift = !isBack ? 0 : isLoop ? 60 : Math.round((y2 - y1) / 4);
  return [
    [x1, y1],
    [x1 + bend, y1 + lift],
    [x2 - bend, y2 - lift],
    [x2, y2],
  ];
}
