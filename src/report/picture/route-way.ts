import { CARD_WIDTH } from "./card.js";
import type { Placed } from "./place-blocks.js";

/** A card as a box that ways go round. */
export interface Obstacle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The cards of a picture as boxes. */
export function obstaclesOf(placed: readonly Placed[]): readonly Obstacle[] {
  return placed.map(({ spot: { x, y }, card }) => {
    return { left: x, top: y, right: x + CARD_WIDTH, bottom: y + card.height };
  });
}

export type Point = readonly [x: number, y: number];

/** Room between a way and the cards that it goes round. */
const CLEAR = 11;
/** So many gaps are tried at most. */
const MOST_TRIED = 16;
/** What it costs to go behind a card, in the units of a picture. */
const MEETING = 4000;

/** The four points that draw a curve. */
export type Curve = readonly [Point, Point, Point, Point];

/**
 * The corners of a way in right angles, through the gap between cards that costs least; undefined where the curve meets
 * no card, or none of the gaps is any better.
 */
export function wayRound(curve: Curve, lane: number, obstacles: readonly Obstacle[]): readonly Point[] | undefined {
  const met = metBy(curve, obstacles);
  if (met.length === 0) return undefined;
  const course = courseOf(curve, lane, obstacles);
  let least = met.length * MEETING;
  let best: number | undefined;
  for (const y of gapsAround(met, course)) {
    const length = course.across + farFrom(y, course);
    if (length >= least) break;
    const cost = length + MEETING * metThrough(y, course);
    if (cost >= least) continue;
    least = cost;
    best = y;
  }
  return best === undefined ? undefined : cornersThrough(best, course);
}

/** The cards that a curve goes behind; only those within its four points can be. */
function metBy(curve: Curve, obstacles: readonly Obstacle[]): readonly Obstacle[] {
  const left = Math.min(curve[0][0], curve[1][0], curve[2][0], curve[3][0]);
  const right = Math.max(curve[0][0], curve[1][0], curve[2][0], curve[3][0]);
  const top = Math.min(curve[0][1], curve[1][1], curve[2][1], curve[3][1]);
  const bottom = Math.max(curve[0][1], curve[1][1], curve[2][1], curve[3][1]);
  return obstacles.filter(
    (box) => left < box.right && box.left < right && top < box.bottom && box.top < bottom && isBehind(curve, box),
  );
}

/** Along a curve it is looked at so many places whether a card is in the way. */
const STEPS = 20;

function isBehind(curve: Curve, { left, top, right, bottom }: Obstacle): boolean {
  for (let step = 1; step < STEPS; step++) {
    const x = at(step / STEPS, curve[0][0], curve[1][0], curve[2][0], curve[3][0]);
    const y = at(step / STEPS, curve[0][1], curve[1][1], curve[2][1], curve[3][1]);
    if (x > left && x < right && y > top && y < bottom) return true;
  }
  return false;
}

function at(t: number, a: number, b: number, c: number, d: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/** A way in right angles but for the height of its middle part. */
interface Course {
  readonly lane: number;
  readonly start: Point;
  readonly end: Point;
  /** Where it turns off after its start, and where towards its end. */
  readonly out: number;
  readonly into: number;
  /** What its level parts cost, whatever the height: how long they are, and what those at its ends meet. */
  readonly across: number;
  /** The cards that its parts can meet: upright after the start, upright before the end, level between. */
  readonly atOut: readonly Obstacle[];
  readonly atInto: readonly Obstacle[];
  readonly between: readonly Obstacle[];
}

function courseOf(curve: Curve, lane: number, obstacles: readonly Obstacle[]): Course {
  const start = curve[0];
  const end = curve[3];
  const out = start[0] + 14 + (lane % 7) * 5;
  const into = end[0] - 16 - (lane % 5) * 5;
  const length = out - start[0] + Math.abs(into - out) + end[0] - into;
  const between = beside(Math.min(out, into), Math.max(out, into), obstacles);
  const met = metLevel(start[1], beside(start[0], out, obstacles)) + metLevel(end[1], beside(into, end[0], obstacles));
  const across = length + MEETING * met;
  const atOut = beside(out, out, obstacles);
  return { lane, start, end, out, into, across, atOut, atInto: beside(into, into, obstacles), between };
}

function beside(left: number, right: number, obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return obstacles.filter((box) => left < box.right && box.left < right);
}

/** Heights just above and below what is in the way, the nearest first. */
function gapsAround(met: readonly Obstacle[], course: Course): readonly number[] {
  const aside = CLEAR + (course.lane % 4) * 4;
  const heights = new Set([course.start[1], course.end[1]]);
  for (const { top, bottom } of met) heights.add(top - aside).add(bottom + aside);
  return [...heights].sort((a, b) => farFrom(a, course) - farFrom(b, course)).slice(0, MOST_TRIED);
}

/** How far up and down a way goes through a height. */
function farFrom(y: number, { start, end }: Course): number {
  return Math.abs(y - start[1]) + Math.abs(y - end[1]);
}

/** How many cards a way through a height meets with all but its ends. */
function metThrough(y: number, { start, end, atOut, atInto, between }: Course): number {
  return metUpright(start[1], y, atOut) + metUpright(end[1], y, atInto) + metLevel(y, between);
}

function metUpright(from: number, to: number, boxes: readonly Obstacle[]): number {
  let count = 0;
  for (const { top, bottom } of boxes) if (Math.min(from, to) < bottom && top < Math.max(from, to)) count++;
  return count;
}

function metLevel(y: number, boxes: readonly Obstacle[]): number {
  let count = 0;
  for (const { top, bottom } of boxes) if (top < y && y < bottom) count++;
  return count;
}

function cornersThrough(y: number, { start, end, out, into }: Course): readonly Point[] {
  return [start, [out, start[1]], [out, y], [into, y], [into, end[1]], end];
}

/** A line through corners in right angles, which are rounded. */
export function roundedPath(all: readonly Point[]): string {
  const corners = all.filter((corner, index) => isTurn(all[index - 1], corner, all[index + 1]));
  const [first, ...others] = corners;
  let path = first === undefined ? "" : `M${first[0]} ${first[1]}`;
  for (let index = 0; index < others.length; index++) {
    path += turn(corners[index] ?? ORIGIN, others[index] ?? ORIGIN, others[index + 1]);
  }
  return path;
}

const ORIGIN: Point = [0, 0];

/** Whether a way ends or turns at a corner, and does not pass it straight. */
function isTurn(before: Point | undefined, [x, y]: Point, after: Point | undefined): boolean {
  if (!before || !after) return true;
  return !(before[0] === x && x === after[0]) && !(before[1] === y && y === after[1]);
}

/** A way to a corner and round it, or straight to the last one. */
function turn(before: Point, corner: Point, after: Point | undefined): string {
  if (!after) return straightTo(before, corner[0], corner[1]);
  const radius = Math.floor(Math.min(10, apart(before, corner) / 2, apart(corner, after) / 2));
  const x = corner[0] + Math.sign(before[0] - corner[0]) * radius;
  const y = corner[1] + Math.sign(before[1] - corner[1]) * radius;
  const toX = corner[0] + Math.sign(after[0] - corner[0]) * radius;
  const toY = corner[1] + Math.sign(after[1] - corner[1]) * radius;
  return `${straightTo(before, x, y)}Q${corner[0]} ${corner[1]} ${toX} ${toY}`;
}

function straightTo(before: Point, x: number, y: number): string {
  return before[1] === y ? `H${x}` : `V${y}`;
}

function apart(one: Point, other: Point): number {
  return Math.abs(other[0] - one[0]) + Math.abs(other[1] - one[1]);
}
