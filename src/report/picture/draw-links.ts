import { EMPTY, html, type SafeHtml } from "../html/safe-markup.js";
import { CARD_WIDTH } from "./card.js";
import type { FlowView } from "./flow-view.js";
import type { Placed } from "./place-blocks.js";
import { type Curve, type Obstacle, obstaclesOf, type Point, roundedPath, wayRound } from "./route-way.js";

/** The markup of lines by where they are: those on both sides, and those on one alone. */
interface Drawn {
  readonly both: SafeHtml[];
  readonly one: SafeHtml[];
}

/** What all lines of a picture go between and round. */
interface Field {
  readonly compared: boolean;
  readonly byId: ReadonlyMap<string, Placed>;
  readonly indexes: ReadonlyMap<string, number>;
  readonly obstacles: readonly Obstacle[];
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
  const field = { compared, byId, indexes, obstacles: obstaclesOf(placed) };
  const drawn: Drawn = { both: [], one: [] };
  for (const from of placed) {
    for (let row = 0; row < from.card.rows.length; row++) drawRow(from, row, field, drawn);
  }
  return html`${drawn.both}${drawn.one}`;
}

/** Where a way leads, on both sides or on each that there is. */
function drawRow(from: Placed, index: number, field: Field, { both, one }: Drawn): void {
  const row = from.card.rows[index];
  if (!row) return;
  const { before, after } = row.outcome;
  if (!field.compared || before === after) {
    both.push(drawLine(from, index, "", after ?? before, field));
    return;
  }
  if (before !== undefined) one.push(drawLine(from, index, " r", before, field));
  if (after !== undefined) one.push(drawLine(from, index, " a", after, field));
}

function drawLine(from: Placed, index: number, side: string, id: string | undefined, field: Field): SafeHtml {
  const row = from.card.rows[index];
  const to = field.byId.get(id ?? "");
  if (!row || !to) return EMPTY;
  const error = row.outcome.kind === "error" ? " e" : "";
  const start = field.indexes.get(from.view.block.id) ?? 0;
  const end = field.indexes.get(to.view.block.id) ?? 0;
  return html`<path class="l${error}${side}" data-l="${start} ${end}" d="${pathOf(from, index, row.y, to, field.obstacles)}"/>\n`;
}

/** A curve where that is free, else right angles through a gap between the cards. */
function pathOf(from: Placed, lane: number, height: number, to: Placed, obstacles: readonly Obstacle[]): string {
  const x = from.spot.x + CARD_WIDTH + 1;
  const y = from.spot.y + height;
  const curve = curveOf([x, y], [to.spot.x - 3, to.spot.y + 16], from === to);
  const corners = wayRound(curve, lane, obstacles);
  if (corners) return roundedPath(corners);
  const [, first, second, end] = curve;
  return `M${x} ${y}c${first[0] - x} ${first[1] - y} ${second[0] - x} ${second[1] - y} ${end[0] - x} ${end[1] - y}`;
}

/** A curve that leaves to the right and arrives from the left; ways back swing wide. */
function curveOf(start: Point, end: Point, isLoop: boolean): Curve {
  const forward = end[0] - start[0];
  const isBack = forward < 20;
  const bend = isBack
    ? Math.min(160, 50 + Math.round(Math.abs(forward) / 6))
    : Math.max(20, Math.min(140, Math.round(forward / 2)));
  const lift = !isBack ? 0 : isLoop ? 60 : Math.round((end[1] - start[1]) / 4);
  return [start, [start[0] + bend, start[1] + lift], [end[0] - bend, end[1] - lift], end];
}
