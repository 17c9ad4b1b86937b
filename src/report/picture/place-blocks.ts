import { CARD_WIDTH, type Card } from "./card.js";
import type { FlowBlockView, FlowView, Spot } from "./flow-view.js";
import type { Box, LayOut } from "./lay-out.js";
import type { Way } from "./spanning-ways.js";

/** Our cards are wider and lower than the console's, so its units are stretched and pressed a little. */
const STRETCH = { x: 1.25, y: 0.85 };
const GAP = 18;

/** A block in its place. */
export interface Placed {
  readonly view: FlowBlockView;
  readonly card: Card;
  readonly spot: Spot;
}

/**
 * Gives every block a place: where the console draws it; by a layout where no block has one; else to the right of what
 * leads there. No two cards lie on each other: the later one moves down, and what is removed comes last.
 */
export function placeBlocks({ blocks }: FlowView, cards: ReadonlyMap<string, Card>, layOut: LayOut): readonly Placed[] {
  const wanted = wantedSpots(blocks, cards, layOut);
  const order = [
    ...blocks.filter(({ mark }) => mark !== "removed"),
    ...blocks.filter(({ mark }) => mark === "removed"),
  ];
  const placed: Placed[] = [];
  for (const view of order) {
    const card = cards.get(view.block.id);
    if (card) placed.push({ view, card, spot: freeSpot(wanted.get(view.block.id) ?? { x: 0, y: 0 }, card, placed) });
  }
  return placed;
}

function wantedSpots(
  blocks: readonly FlowBlockView[],
  cards: ReadonlyMap<string, Card>,
  layOut: LayOut,
): ReadonlyMap<string, Spot> {
  const known = new Map<string, Spot>();
  for (const { block, spot } of blocks) if (spot) known.set(block.id, stretched(spot));
  if (known.size === blocks.length) return known;
  return known.size === 0 ? layOut(boxesOf(blocks, cards), waysOf(blocks)) : withNeighbours(blocks, known);
}

function stretched({ x, y }: Spot): Spot {
  return { x: Math.round(x * STRETCH.x), y: Math.round(y * STRETCH.y) };
}

function boxesOf(blocks: readonly FlowBlockView[], cards: ReadonlyMap<string, Card>): readonly Box[] {
  return blocks.map(({ block }) => ({ id: block.id, width: CARD_WIDTH, height: cards.get(block.id)?.height ?? 0 }));
}

function waysOf(blocks: readonly FlowBlockView[]): readonly Way[] {
  return blocks.flatMap(({ block, outcomes }) =>
    outcomes.flatMap(({ before, after }) =>
      [...new Set([after, before])].flatMap((to) => (to === undefined ? [] : [{ from: block.id, to }])),
    ),
  );
}

/** Puts what has no place beside what leads there, as far as that is known; the rest below everything. */
function withNeighbours(blocks: readonly FlowBlockView[], known: Map<string, Spot>): ReadonlyMap<string, Spot> {
  const ways = waysOf(blocks);
  for (const _ of blocks) {
    const before = known.size;
    for (const { from, to } of ways) {
      const [source, target] = [known.get(from), known.get(to)];
      if (source && !target) known.set(to, { x: source.x + CARD_WIDTH + 80, y: source.y });
      if (target && !source) known.set(from, { x: target.x - CARD_WIDTH - 80, y: target.y });
    }
    if (known.size === before) break;
  }
  const spots = [...known.values()];
  const below = spots.reduce((most, { y }) => Math.max(most, y), 0) + 260;
  const left = spots.reduce((least, { x }) => Math.min(least, x), 0);
  const rest = blocks.filter(({ block }) => !known.has(block.id));
  for (const [index, { block }] of rest.entries())
    known.set(block.id, { x: left + (CARD_WIDTH + 40) * index, y: below });
  return known;
}

function freeSpot(spot: Spot, card: Card, placed: readonly Placed[]): Spot {
  let y = spot.y;
  for (let hit = hitBy(spot.x, y, card, placed); hit; hit = hitBy(spot.x, y, card, placed)) {
    y = hit.spot.y + hit.card.height + GAP;
  }
  return { x: spot.x, y };
}

function hitBy(x: number, y: number, { height }: Card, placed: readonly Placed[]): Placed | undefined {
  for (const one of placed) {
    const beside = Math.abs(one.spot.x - x) < CARD_WIDTH + 6;
    if (beside && y < one.spot.y + one.card.height + 6 && one.spot.y < y + height + 6) return one;
  }
  return undefined;
}
