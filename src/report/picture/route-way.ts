import { CARD_WIDTH } from "./card.js";
import type { Placed } from "./place-blocks.js";

/** A way to be drawn: where it begins and ends, and which of its neighbours it is, so that they do not lie on each other. */
interface Course {
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

export type Point = readonly [x: number, y: number];

/** Room between a way and the cards that it goes round. */
const CLEAR = 11;
/** So many gaps are tried at most. */
const MOST_TRIED = 16;

/** The four points that draw a curve. */
export type Curve = readonly [Point, Point, Point, Point];

/**
 * The corners of a way in right angles, through the gap between cards that costs least; undefined where the curve meets
 * no card, or none of the gaps is any better.
 */
export function wayRound(curve: Curve, lane: number, obstacles: readonly Obstacle[]): readonly Point[] | undefined {
  const met = metBy(curve, obstacles);
  if (met.length === 0) return undefined;
  const course = { x1: curve[0][0], y1: curve[0][1], x2: curve[3][0], y2: curve[3][1], lane };
  let least = met.length * MEETING;
  let best: readonly Point[] | undefined;
  for (const y of gapsAround(met, course)) {
    const corners = cornersThrough(y, course);
    const cost = costOf(corners, obstacles, least);
    if (cost < least) [best, least] = [corners, cost];
  }
  return best;
}

/** The cards that a curve goes behind; only those within its four points can be. */
function metBy(curve: Curve, obstacles: readonly Obstacle[]): readonly Obstacle[] {
  const hull = hullOf(curve);
  const near = obstacles.filter((box) => isMeeting(hull, box));
  return near.filter((box) => STEPS.some((t) => isIn(at(t, curve, 0), at(t, curve, 1), box)));
}

function hullOf([[a, b], [c, d], [e, f], [g, h]]: Curve): Obstacle {
  return {
    ...{ left: Math.min(a, c, e, g), right: Math.max(a, c, e, g) },
    ...{ top: Math.min(b, d, f, h), bottom: Math.max(b, d, f, h) },
  };
}

/** Where along a curve it is looked whether a card is in the way. */
const STEPS = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

function at(t: number, [a, b, c, d]: Curve, axis: 0 | 1): number {
  const s = 1 - t;
  return s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis];
}

/** Heights just above and below what is in the way, the nearest first. */
function gapsAround(met: readonly Obstacle[], { y1, y2, lane }: Course): readonly number[] {
  const aside = CLEAR + (lane % 4) * 4;
  const heights = [y1, y2, ...met.flatMap(({ top, bottom }) => [top - aside, bottom + aside])];
  const far = (y: number) => Math.abs(y - y1) + Math.abs(y - y2);
  return [...new Set(heights)].sort((a, b) => far(a) - far(b)).slice(0, MOST_TRIED);
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

/** How long a way is, and what it meets; not summed up beyond `most`. */
function costOf(corners: readonly Point[], obstacles: readonly Obstacle[], most: number): number {
  let cost = lengthOf(corners);
  for (let index = 1; index < corners.length; index++) {
    const [[x1, y1], [x2, y2]] = [corners[index - 1] ?? [0, 0], corners[index] ?? [0, 0]];
    const box = { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) };
    for (const other of obstacles) {
      if (cost >= most) return cost;
      if (isMeeting(box, other)) cost += MEETING;
    }
  }
  return cost;
}

function lengthOf(corners: readonly Point[]): number {
  return corners.reduce((sum, corner, index) => sum + apart(corners[index - 1] ?? corner, corner), 0);
}

function isMeeting(a: Obstacle, b: Obstacle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isIn(x: number, y: number, { left, top, right, bottom }: Obstacle): boolean {
  return x > left && x < right && y > top && y < bottom;
}

/** A line through corners in right angles, which are rounded. */
export function roundedPath(all: readonly Point[]): string {
  const corners = turnsOf(all);
  const [x0, y0] = corners[0] ?? [0, 0];
  let path = `M${x0} ${y0}`;
  for (let index = 1; index < corners.length; index++) {
    const [before, corner, after] = [corners[index - 1], corners[index], corners[index + 1]];
    if (before && corner) path += after ? turn(before, corner, after) : straightTo(before, corner);
  }
  return path;
}

/** The corners at which a way turns, without those that it passes straight. */
function turnsOf(corners: readonly Point[]): readonly Point[] {
  return corners.filter(([x, y], index) => {
    const [before, after] = [corners[index - 1], corners[index + 1]];
    if (!before || !after) return true;
    return !(before[0] === x && x === after[0]) && !(before[1] === y && y === after[1]);
  });
}

function turn(before: Point, corner: Point, after: Point): string {
  const radius = Math.floor(Math.min(10, apart(before, corner) / 2, apart(corner, after) / 2));
  const [from, to] = [towards(corner, before, radius), towards(corner, after, radius)];
  return `${straightTo(before, from)}Q${corner[0]} ${corner[1]} ${to[0]} ${to[1]}`;
}

function towards([x, y]: Point, [toX, toY]: Point, by: number): Point {
  return [x + Math.sign(toX - x) * by, y + Math.sign(toY - y) * by];
}

function straightTo(before: Point, [x, y]: Point): string {
  return before[1] === y ? `H${x}` : `V${y}`;
}

function apart([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.abs(x2 - x1) + Math.abs(y2 - y1);
}
