/** How unwelcome a node is as a placeholder; Infinity forbids. */
export type Cost = (node: string) => number;

/** A graph that is worked on in place. */
export type Mutable = Map<string, Set<string>>;

/**
 * Takes away, in place, what needs no search, and gives the nodes that have to be chosen: those that point to
 * themselves. What is in no circle goes; a node with a single way in or out is led around, where its neighbour stands in
 * every circle that it stands in and costs no more. What is left has an answer as small as before.
 */
export function reduce(graph: Mutable, cost: Cost): readonly string[] {
  const chosen: string[] = [];
  const sources = sourcesOf(graph);
  // The last by name goes first, so that of equals the first is left.
  const open = new Set([...graph.keys()].reverse());
  for (const node of open) {
    open.delete(node);
    const [targets, from] = [graph.get(node), sources.get(node)];
    if (!targets || !from) continue;
    const fate = fateOf(node, from, targets, cost);
    if (fate === "stays") continue;
    if (fate === "chosen") chosen.push(node);
    for (const near of [...targets, ...from]) open.add(near);
    takeOut(node, graph, sources, fate === "bypassed");
  }
  return chosen;
}

type Fate = "chosen" | "idle" | "bypassed" | "stays";

function fateOf(node: string, from: ReadonlySet<string>, targets: ReadonlySet<string>, cost: Cost): Fate {
  if (targets.has(node)) return "chosen";
  if (targets.size === 0 || from.size === 0) return "idle";
  const neighbours = [...(from.size === 1 ? from : []), ...(targets.size === 1 ? targets : [])];
  return neighbours.some((neighbour) => cost(neighbour) <= cost(node)) ? "bypassed" : "stays";
}

function takeOut(node: string, graph: Mutable, sources: Mutable, bypass: boolean): void {
  const targets = [...(graph.get(node) ?? [])].filter((to) => to !== node);
  const from = [...(sources.get(node) ?? [])].filter((one) => one !== node);
  graph.delete(node);
  sources.delete(node);
  for (const one of from) graph.get(one)?.delete(node);
  for (const to of targets) sources.get(to)?.delete(node);
  if (!bypass) return;
  for (const one of from) {
    for (const to of targets) {
      graph.get(one)?.add(to);
      sources.get(to)?.add(one);
    }
  }
}

/** For each node those that point to it. */
function sourcesOf(graph: Mutable): Mutable {
  const sources: Mutable = new Map([...graph.keys()].map((node) => [node, new Set()]));
  for (const [node, targets] of graph) for (const to of targets) sources.get(to)?.add(node);
  return sources;
}

export function countIncoming(graph: Mutable): ReadonlyMap<string, number> {
  return new Map([...sourcesOf(graph)].map(([node, from]) => [node, from.size]));
}

export function removeNode(graph: Mutable, node: string): void {
  graph.delete(node);
  for (const targets of graph.values()) targets.delete(node);
}

export function copyGraph(graph: Mutable): Mutable {
  return new Map([...graph].map(([node, targets]) => [node, new Set(targets)]));
}
