import { CARD_WIDTH } from "./card.js";
import type { Placed } from "./place-blocks.js";

/** A way to be drawn: where it begins and ends, and which of its neighbours it is, so that they do not lie on each other. */
export interface Course {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly lane: number;
}

/** A card as a box that ways go round. */
export interface Obstacle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The cards of a picture as boxes. */
export function obstaclesOf(placed: readonly Placed[]): readonly Obstacle[] {
  return placed.map(({ spot, card }) => ({
    ...{ left: spot.x, right: spot.x + CARD_WIDTH },
    ...{ top: spot.y, bottom: spot.y + card.height },
  }));
}

type Point = readonly [x: number, y: number];

/** Room between a way and the cards that it goes round. */
const CLEAR = 11;
/** So many gaps are tried at most. */
const MOST_TRIED = 24;

/**
 * The corners of a way in right angles, through the gap between cards that costs least; undefined where a curve between
 * the given points meets no card, or none of the gaps is any better.
 */
export function wayRound(
  course: Course,
  curve: readonly Point[],
  obstacles: readonly Obstacle[],
): readonly Point[] | undefined {
  const met = obstacles.filter((box) => curve.some(([x, y]) => isIn(x, y, box)));
  if (met.length === 0) return undefined;
  let best: { readonly corners: readonly Point[]; readonly cost: number } | undefined;
  for (const y of gapsAround(met, course).slice(0, MOST_TRIED)) {
    const corners = cornersThrough(y, course);
    const cost = costOf(corners, obstacles);
    if (!best || cost < best.cost) best = { corners, cost };
  }
  return best && best.cost < met.length * MEETING ? best.corners : undefined;
}

/** Heights just above and below what is in the way, the nearest first. */
function gapsAround(met: readonly Obstacle[], { y1, y2, lane }: Course): readonly number[] {
  const aside = CLEAR + (lane % 4) * 4;
  const heights = [y1, y2, ...met.flatMap(({ top, bottom }) => [top - aside, bottom + aside])];
  const far = (y: number) => Math.abs(y - y1) + Math.abs(y - y2);
  return [...new Set(heights)].sort((a, b) => far(a) - far(b));
}

function cornersThrough(y: number, { x1, y1, x2, y2, lane }: Course): readonly Point[] {
  const [out, into] = [x1 + 14 + (lane % 7) * 5, x2 - 16 - (lane % 5) * 5];
  return [
    [x1, y1],
    [out, y1],
    [out, y],
    [into, y],
    [into, y2],
    [x2, y2],
  ];
}

/** What it costs to go behind a card, in the units of a picture. */
const MEETING = 4000;

function costOf(corners: readonly Point[], obstacles: readonly Obstacle[]): number {
  let cost = 0;
  for (let index = 1; index < corners.length; index++) {
    const [[x1, y1], [x2, y2]] = [corners[index - 1] ?? [0, 0], corners[index] ?? [0, 0]];
    cost += Math.abs(x2 - x1) + Math.abs(y2 - y1);
    const box = { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) };
    for (const other of obstacles) if (isMeeting(box, other)) cost += MEETING;
  }
  return cost;
}

function isMeeting(a: Obstacle, b: Obstacle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isIn(x: number, y: number, { left, top, right, bottom }: Obstacle): boolean {
  return x > left && x < right && y > top && y < bottom;
}

/** A line through corners that are rounded. */
export function roundedPath(corners: readonly Point[]): string {
  const [[x0, y0], ...rest] = [corners[0] ?? [0, 0], ...corners.slice(1)];
  let path = `M${x0} ${y0}`;
  let [x, y]: Point = [x0, y0];
  for (const [index, [cx, cy]] of rest.entries()) {
    const next = rest[index + 1];
    const radius = next ? Math.min(10, apart([x, y], [cx, cy]) / 2, apart([cx, cy], next) / 2) : 0;
    if (!next || radius < 1) {
      path += `L${cx} ${cy}`;
      [x, y] = [cx, cy];
      continue;
    }
    const [fromX, fromY] = [cx - Math.sign(cx - x) * radius, cy - Math.sign(cy - y) * radius];
    [x, y] = [cx + Math.sign(next[0] - cx) * radius, cy + Math.sign(next[1] - cy) * radius];
    path += `L${fromX} ${fromY}Q${cx} ${cy} ${x} ${y}`;
  }
  return path;
}

function apart([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.abs(x2 - x1) + Math.abs(y2 - y1);
}
