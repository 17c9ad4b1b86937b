import { findComponents, type Graph, isCircle, subgraph } from "../../model/circles.js";
import { type Cost, copyGraph, countIncoming, type Mutable, reduce, removeNode } from "../decide/reduce.js";

/** How many edges an exact search may look at before it settles for a good answer: some tenths of a second. */
const EFFORT = 1_000_000;

/** How often a graph is walked through in one step of the search. */
const PASSES = 4;

/**
 * Chooses as few nodes as can be so that the graph without them has no circle: those that are created as placeholders.
 * `cost` prefers among equals (lower first) and forbids with Infinity. Exact but for graphs of unusual tangle, where the
 * answer is still right, only perhaps not smallest. The result is sorted and depends on the graph alone.
 */
export function choosePlaceholders(graph: Graph<string>, cost: Cost): readonly string[] {
  const sorted = new Map([...graph.keys()].sort().map((node) => [node, new Set([...(graph.get(node) ?? [])].sort())]));
  return circlesOf(sorted)
    .flatMap((circle) => openAll(withoutForbidden(circle, cost), cost))
    .sort();
}

/** The parts of a graph in which every node is in some circle. */
function circlesOf(graph: Graph<string>): readonly Mutable[] {
  const components = findComponents(graph).filter((component) => isCircle(component, graph));
  return components.map((component) => subgraph(graph, component));
}

/** Leads edges around nodes that cannot be chosen, so that only choosable ones are left. */
function withoutForbidden(graph: Mutable, cost: Cost): Mutable {
  for (const node of [...graph.keys()]) {
    if (cost(node) !== Number.POSITIVE_INFINITY) continue;
    const targets = [...(graph.get(node) ?? [])].filter((to) => to !== node);
    for (const from of graph.values()) {
      if (from.delete(node)) for (const to of targets) from.add(to);
    }
    graph.delete(node);
  }
  return graph;
}

interface Effort {
  left: number;
}

/** The smallest answer for a graph, or a good one once the effort is spent. */
function openAll(graph: Mutable, cost: Cost): readonly string[] {
  return solve(graph, Number.POSITIVE_INFINITY, cost, { left: EFFORT }) ?? [];
}

/** The smallest answer of at most `most` nodes; undefined where there is none. Each circle is opened by itself. */
function solve(graph: Mutable, most: number, cost: Cost, effort: Effort): readonly string[] | undefined {
  for (const targets of graph.values()) effort.left -= PASSES * (1 + targets.size);
  const chosen = [...reduce(graph, cost)];
  for (const circle of circlesOf(graph)) {
    const opened = openCircle(circle, most - chosen.length, cost, effort);
    if (!opened) return undefined;
    chosen.push(...opened);
  }
  return chosen.length <= most ? chosen : undefined;
}

/** Tries one node more at a time, from what disjoint circles need at least; a greedy answer stands in where it is not found. */
function openCircle(graph: Mutable, most: number, cost: Cost, effort: Effort): readonly string[] | undefined {
  const rough = most === Number.POSITIVE_INFINITY ? greedy(copyGraph(graph), cost) : undefined;
  const last = rough ? rough.length - 1 : most;
  for (let size = disjointCircles(copyGraph(graph), effort); size <= last && effort.left > 0; size++) {
    const found = search(graph, size, cost, effort);
    if (found) return found;
  }
  return rough;
}

/** Looks for an answer of at most `size` nodes: one node of some shortest circle must be in it. */
function search(graph: Mutable, size: number, cost: Cost, effort: Effort): readonly string[] | undefined {
  if (size < 1) return undefined;
  for (const node of byPreference(shortestCircle(graph, effort), graph, cost)) {
    if (effort.left <= 0) return undefined;
    const rest = copyGraph(graph);
    removeNode(rest, node);
    const found = solve(rest, size - 1, cost, effort);
    if (found) return [node, ...found];
  }
  return undefined;
}

function greedy(graph: Mutable, cost: Cost): readonly string[] {
  const chosen: string[] = [];
  for (;;) {
    chosen.push(...reduce(graph, cost));
    const [node] = byPreference([...graph.keys()], graph, cost);
    if (node === undefined) return chosen;
    chosen.push(node);
    removeNode(graph, node);
  }
}

/** How many circles have no node in common, at least: each of them needs a node of its own. */
function disjointCircles(graph: Mutable, effort: Effort): number {
  let count = 0;
  for (let circle = shortestCircle(graph, effort); circle.length > 0 && effort.left > 0; ) {
    for (const node of circle) removeNode(graph, node);
    count++;
    circle = shortestCircle(graph, effort);
  }
  return count;
}

/** Cheapest first, then the best connected, then by name. */
function byPreference(nodes: readonly string[], graph: Mutable, cost: Cost): readonly string[] {
  const incoming = countIncoming(graph);
  const degree = (node: string) => (incoming.get(node) ?? 0) * (graph.get(node)?.size ?? 0);
  return [...nodes].sort((a, b) => cost(a) - cost(b) || degree(b) - degree(a) || (a < b ? -1 : 1));
}

/** A shortest circle (breadth first from each node in turn); empty where there is none. */
function shortestCircle(graph: Mutable, effort: Effort): readonly string[] {
  let best: readonly string[] = [];
  for (const start of graph.keys()) {
    const circle = circleThrough(graph, start, best.length === 0 ? Number.POSITIVE_INFINITY : best.length, effort);
    if (circle) best = circle;
    if (effort.left <= 0 || (best.length > 0 && best.length <= 2)) break;
  }
  return best;
}

/** A shortest circle through a node, if it is shorter than `limit`. */
function circleThrough(graph: Mutable, start: string, limit: number, effort: Effort): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const depth = new Map([[start, 1]]);
  const queue = [start];
  for (const node of queue) {
    const here = depth.get(node) ?? 1;
    if (here >= limit) return undefined;
    const targets = graph.get(node) ?? new Set();
    effort.left -= 1 + targets.size;
    for (const to of targets) {
      if (to === start) return pathBack(cameFrom, node, start);
      if (depth.has(to)) continue;
      depth.set(to, here + 1);
      cameFrom.set(to, node);
      queue.push(to);
    }
  }
  return undefined;
}

function pathBack(cameFrom: ReadonlyMap<string, string>, last: string, start: string): readonly string[] {
  const path = [last];
  for (let node = last; node !== start; ) {
    node = cameFrom.get(node) ?? start;
    path.push(node);
  }
  return path;
}
