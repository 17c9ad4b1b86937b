import { Graph, layout } from "@dagrejs/dagre";
import type { Spot } from "./flow-view.js";
import { spanningWays, type Way } from "./spanning-ways.js";

/** A box to be placed. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Lays boxes out and remembers how, since flows of one making have one shape. */
export type LayOut = (boxes: readonly Box[], ways: readonly Way[]) => ReadonlyMap<string, Spot>;

/** A layout with an empty memory. */
export function rememberingLayOut(): LayOut {
  const known = new Map<string, readonly Spot[]>();
  return (boxes, ways) => {
    const numbers = new Map(boxes.map(({ id }, index) => [id, String(index)]));
    const numbered = boxes.map((box, index) => ({ ...box, id: String(index) }));
    const between = ways.flatMap(({ from, to }) => {
      const [start, end] = [numbers.get(from), numbers.get(to)];
      return start === undefined || end === undefined ? [] : [{ from: start, to: end }];
    });
    const shape = JSON.stringify([numbered.map(({ width, height }) => [width, height]), between]);
    const spots = known.get(shape) ?? layOut(numbered, between);
    known.set(shape, spots);
    return new Map(boxes.map(({ id }, index) => [id, spots[index] ?? { x: 0, y: 0 }]));
  };
}

/** Places boxes from left to right along the ways between them; the same boxes in the same order give the same places. */
function layOut(boxes: readonly Box[], ways: readonly Way[]): readonly Spot[] {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 28, ranksep: 90, edgesep: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  const ids = boxes.map(({ id }) => id);
  for (const { from, to } of spanningWays(ids, ways)) graph.setEdge(from, to);
  layout(graph, { disableOptimalOrderHeuristic: true });
  return boxes.map(({ id, width, height }) => {
    const { x, y } = graph.node(id);
    return { x: Math.round((x ?? 0) - width / 2), y: Math.round((y ?? 0) - height / 2) };
  });
}
