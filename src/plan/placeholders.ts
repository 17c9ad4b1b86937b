import { findComponents, type Graph, isCircle, subgraph } from "./circles.js";

/** How many branches an exact search may try before it settles for a good answer. */
const BRANCHES = 20_000;

type Mutable = Map<string, Set<string>>;

/**
 * Chooses as few nodes as can be so that the graph without them has no circle: those that are created as placeholders.
 * `cost` prefers among equals (lower first) and forbids with Infinity. Exact but for graphs of unusual tangle, where the
 * answer is still right, only perhaps not smallest. The result is sorted and depends on the graph alone.
 */
export function choosePlaceholders(graph: Graph<string>, cost: (node: string) => number): readonly string[] {
  const chosen = findComponents(graph)
    .filter((component) => isCircle(component, graph))
    .flatMap((component) => openCircle(withoutForbidden(subgraph(graph, component), cost), cost));
  return chosen.sort();
}

/** Leads edges around nodes that cannot be chosen, so that only choosable ones are left. */
function withoutForbidden(graph: Mutable, cost: (node: string) => number): Mutable {
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

function openCircle(graph: Mutable, cost: (node: string) => number): string[] {
  const budget = { left: BRANCHES };
  const rough = greedy(copy(graph), cost);
  for (let size = 0; size < rough.length; size++) {
    const found = search(copy(graph), size, cost, budget);
    if (found) return found;
    if (budget.left <= 0) break;
  }
  return rough;
}

/** Looks for an answer of at most `size` nodes: after what is forced, one node of some shortest circle must be in it. */
function search(
  graph: Mutable,
  size: number,
  cost: (node: string) => number,
  budget: { left: number },
): string[] | undefined {
  const forced = reduce(graph);
  if (forced.length > size || budget.left-- <= 0) return undefined;
  if (graph.size === 0) return forced;
  if (forced.length === size) return undefined;
  for (const node of byPreference(shortestCircle(graph), graph, cost)) {
    const rest = copy(graph);
    remove(rest, node);
    const found = search(rest, size - forced.length - 1, cost, budget);
    if (found) return [...forced, node, ...found];
  }
  return undefined;
}

function greedy(graph: Mutable, cost: (node: string) => number): string[] {
  const chosen: string[] = [];
  for (;;) {
    chosen.push(...reduce(graph));
    const [node] = byPreference([...graph.keys()], graph, cost);
    if (node === undefined) return chosen;
    chosen.push(node);
    remove(graph, node);
  }
}

/** Takes away what is in no circle, takes what points to itself, in place; gives what it took. */
function reduce(graph: Mutable): string[] {
  const taken: string[] = [];
  for (let again = true; again; ) {
    again = false;
    const incoming = countIncoming(graph);
    for (const [node, targets] of [...graph].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const inCircle = targets.size > 0 && (incoming.get(node) ?? 0) > 0;
      if (inCircle && !targets.has(node)) continue;
      if (inCircle) taken.push(node);
      remove(graph, node);
      again = true;
    }
  }
  return taken;
}

function countIncoming(graph: Mutable): Map<string, number> {
  const counts = new Map<string, number>();
  for (const targets of graph.values()) for (const to of targets) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}

/** Cheapest first, then the best connected, then by name. */
function byPreference(nodes: readonly string[], graph: Mutable, cost: (node: string) => number): string[] {
  const incoming = countIncoming(graph);
  const degree = (node: string) => (incoming.get(node) ?? 0) * (graph.get(node)?.size ?? 0);
  return [...nodes].sort((a, b) => cost(a) - cost(b) || degree(b) - degree(a) || (a < b ? -1 : 1));
}

/** A shortest circle of a graph that has one (breadth first from each node, names in order). */
function shortestCircle(graph: Mutable): readonly string[] {
  let best: readonly string[] = [];
  for (const start of [...graph.keys()].sort()) {
    const circle = circleThrough(graph, start);
    if (circle && (best.length === 0 || circle.length < best.length)) best = circle;
    if (best.length === 2) break;
  }
  return best;
}

function circleThrough(graph: Mutable, start: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const to of [...(graph.get(node) ?? [])].sort()) {
      if (to === start) return pathBack(cameFrom, node, start);
      if (cameFrom.has(to)) continue;
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

function remove(graph: Mutable, node: string): void {
  graph.delete(node);
  for (const targets of graph.values()) targets.delete(node);
}

function copy(graph: Mutable): Mutable {
  return new Map([...graph].map(([node, targets]) => [node, new Set(targets)]));
}
