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
  const rows = Math.min(TALLEST, Math.max(1, ...columns.map(({ nodes }) => nodes.length)));
  const height = HEAD + rows * (NODE.height + NODE.gap) + PAD;
  let x = 0;
  for (const column of columns) {
    const width = placeColumn(column, x, rows, spots);
    bands.push(
      html`<rect class="w" x="${x}" y="0" width="${width}" height="${height}" rx="10"/><text class="wn" x="${x + PAD}" y="22">${column.title}</text>`,
    );
    x += width + BETWEEN;
  }
  const order = new Map(columns.flatMap((column) => column.nodes).map(({ address }, index) => [address, index]));
  const nodes = columns.flatMap((column) => column.nodes).map((node, index) => drawNode(node, index, spots));
  const inside = html`${bands}${edgesOf(graph, spots, order)}${nodes}`;
  return { inside, x: -6, y: -6, width: Math.max(x - BETWEEN, 0) + 12, height: height + 12 };
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

function edgesOf(
  { edges }: WaveGraph,
  spots: ReadonlyMap<Address, Spot>,
  order: ReadonlyMap<Address, number>,
): SafeHtml {
  return joined(
    [...edges]
      .sort((a, b) => Number(a.circular) - Number(b.circular))
      .flatMap(({ from, to, circular }) => {
        const [start, end] = [spots.get(from), spots.get(to)];
        if (!start || !end) return [];
        const ends = `${order.get(from) ?? 0} ${order.get(to) ?? 0}`;
        return [html`<path class="l${circular ? " y" : ""}" data-l="${ends}" d="${curve(start, end)}"/>\n`];
      }),
  );
}

function curve(start: Spot, end: Spot): string {
  const [y1, y2] = [start.y + NODE.height / 2, end.y + NODE.height / 2];
  const [x1, x2] = [start.x + NODE.width, end.x];
  if (x2 - x1 > 20) {
    const bend = Math.min(120, Math.round((x2 - x1) / 2));
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 2} ${y2}`;
  }
  const out = Math.max(x1, end.x + NODE.width) + 46;
  return `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${end.x + NODE.width + 2} ${y2}`;
}
