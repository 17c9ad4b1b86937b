import type { Address } from "../../model/address.js";
import { EMPTY, html, joined, type SafeHtml } from "../html/safe-markup.js";
import type { Picture } from "./draw-flow.js";
import { fitText } from "./fit-text.js";
import type { Spot } from "./flow-view.js";
import { orderInWaves } from "./order-in-waves.js";
import type { WaveColumn, WaveGraph, WaveNode } from "./wave-graph.js";

const NODE = { width: 216, height: 30, gap: 10 };
const PAD = 14;
const BETWEEN = 72;
const HEAD = 34;
/** More than this stand beside each other in one wave. */
const TALLEST = 24;

/** Draws what depends on what: waves from left to right, circles with a ring and a dashed line. */
export function drawWaves(graph: WaveGraph): Picture {
  const columns = orderInWaves(graph);
  const spots = new Map<Address, Spot>();
  const bands: SafeHtml[] = [];
  const lanes: Lane[] = [];
  const rows = Math.min(TALLEST, Math.max(1, ...columns.map(({ nodes }) => nodes.length)));
  const height = HEAD + rows * (NODE.height + NODE.gap) + PAD;
  let x = 0;
  for (const column of columns) {
    const width = placeColumn(column, x, rows, spots);
    bands.push(
      html`<rect class="w" x="${x}" y="0" width="${width}" height="${height}" rx="10"/><text class="wn" x="${x + PAD}" y="22">${column.title}</text>`,
    );
    lanes.push(laneOf(column, x, width, spots));
    x += width + BETWEEN;
  }
  const order = new Map(columns.flatMap((column) => column.nodes).map(({ address }, index) => [address, index]));
  const nodes = columns.flatMap((column) => column.nodes).map((node, index) => drawNode(node, index, spots));
  const inside = html`${bands}${edgesOf(graph, { spots, order, lanes })}${nodes}`;
  const right = Math.max(x - BETWEEN, 0, ...graph.edges.map((edge) => bulgeOf(edge, spots)));
  return { inside, x: -6, y: -6, width: right + 12, height: height + 12 };
}

/** How far to the right a line goes that leads back, or up and down within a wave; 0 for all others. */
function bulgeOf({ from, to }: WaveGraph["edges"][number], spots: ReadonlyMap<Address, Spot>): number {
  const [start, end] = [spots.get(from), spots.get(to)];
  if (!start || !end || leadsOn(start, end)) return 0;
  // A curve of this kind comes three quarters of the way to what it bends towards.
  return Math.max(start.x, end.x) + NODE.width + 0.75 * BULGE + 2;
}

/** Puts a column's nodes below each other, centred, beside each other where there are too many; gives its width. */
function placeColumn({ nodes }: WaveColumn, x: number, rows: number, spots: Map<Address, Spot>): number {
  const across = Math.max(1, Math.ceil(nodes.length / TALLEST));
  const each = Math.ceil(nodes.length / across);
  const top = HEAD + ((rows - each) * (NODE.height + NODE.gap)) / 2;
  for (const [index, { address }] of nodes.entries()) {
    const column = Math.floor(index / each);
    spots.set(address, {
      x: x + PAD + column * (NODE.width + 28),
      y: top + (index % each) * (NODE.height + NODE.gap),
    });
  }
  return across * (NODE.width + 28) - 28 + 2 * PAD;
}

function drawNode(node: WaveNode, index: number, spots: ReadonlyMap<Address, Spot>): SafeHtml {
  const { x, y } = spots.get(node.address) ?? { x: 0, y: 0 };
  const ring = node.circle ? RING : EMPTY;
  const text = fitText(node.address, NODE.width - (node.circle ? 62 : 40), 12.5);
  const symbol = node.symbol.trim() === "" ? EMPTY : html`<text class="sy" x="16" y="20">${node.symbol}</text>`;
  const inside = html`<rect class="q" width="${NODE.width}" height="${NODE.height}" rx="15"/>${symbol}<text class="ad" x="${node.symbol.trim() === "" ? 14 : 30}" y="19.500">${text}</text>${ring}<title>${node.title.slice(0, 1000)}${node.circle ? ", part of a circle" : ""}</title>`;
  const place = html`class="d ${node.look}" data-i="${index}" transform="translate(${x} ${y})"`;
  return node.anchor === undefined
    ? html`<g ${place}>${inside}</g>\n`
    : html`<a href="#${node.anchor}" ${place}>${inside}</a>\n`;
}

const RING = html`<path class="ring" d="M${NODE.width - 12} 15A7 7 0 1 1 ${NODE.width - 15} 9.500M${NODE.width - 16} 5V10H${NODE.width - 11}"/>`;

/** Where lines may cross a wave: from its left to its right side, above, between and below its nodes. */
interface Lane {
  readonly left: number;
  readonly right: number;
  readonly heights: readonly number[];
}

function laneOf({ nodes }: WaveColumn, x: number, width: number, spots: ReadonlyMap<Address, Spot>): Lane {
  const tops = new Set(nodes.flatMap(({ address }) => spots.get(address)?.y ?? []));
  const above = [...tops].map((top) => top - NODE.gap / 2);
  const below = Math.max(HEAD, ...tops) + NODE.height + NODE.gap / 2;
  return { left: x + PAD / 2, right: x + width - PAD / 2, heights: [...above, below] };
}

interface Places {
  readonly spots: ReadonlyMap<Address, Spot>;
  readonly order: ReadonlyMap<Address, number>;
  readonly lanes: readonly Lane[];
}

function edgesOf({ edges }: WaveGraph, { spots, order, lanes }: Places): SafeHtml {
  return joined(
    [...edges]
      .sort((a, b) => Number(a.circular) - Number(b.circular))
      .flatMap(({ from, to, circular }) => {
        const [start, end] = [spots.get(from), spots.get(to)];
        if (!start || !end) return [];
        const ends = `${order.get(from) ?? 0} ${order.get(to) ?? 0}`;
        return [html`<path class="l${circular ? " y" : ""}" data-l="${ends}" d="${curve(start, end, lanes)}"/>\n`];
      }),
  );
}

/** How far a line swings out that leads back. */
const BULGE = 46;

/** Whether a line leads from left to right, with room for it between the two. */
function leadsOn(start: Spot, end: Spot): boolean {
  return end.x - start.x - NODE.width > 20;
}

/** A curve from the right of one node to the left of another, through the lanes of the waves between. */
function curve(start: Spot, end: Spot, lanes: readonly Lane[]): string {
  const [y1, y2] = [start.y + NODE.height / 2, end.y + NODE.height / 2];
  const [x1, x2] = [start.x + NODE.width, end.x];
  if (leadsOn(start, end)) {
    let path = `M${x1} ${y1}`;
    let at = { x: x1, y: y1 };
    for (const { left, right, heights } of lanes.filter((lane) => lane.left > x1 && lane.right < x2)) {
      const straight = at.y + ((y2 - at.y) * (left - at.x)) / (x2 - at.x);
      const y = heights.reduce((best, one) => (Math.abs(one - straight) < Math.abs(best - straight) ? one : best));
      path += `${swing(at, { x: left, y })}H${right}`;
      at = { x: right, y };
    }
    return `${path}${swing(at, { x: x2 - 2, y: y2 })}`;
  }
  const out = Math.max(x1, end.x + NODE.width) + BULGE;
  return `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${end.x + NODE.width + 2} ${y2}`;
}

function swing(from: Spot, to: Spot): string {
  const bend = Math.min(120, Math.round((to.x - from.x) / 2));
  return `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}
