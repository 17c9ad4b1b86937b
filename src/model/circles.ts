/** A directed graph: each node with those it points to; every target is a node too. */
export type Graph<Node> = ReadonlyMap<Node, ReadonlySet<Node>>;

/**
 * Finds the strongly connected components (Tarjan, without recursion), each sorted as the graph lists its nodes.
 * Components come out dependencies first.
 */
export function findComponents<Node>(graph: Graph<Node>): readonly (readonly Node[])[] {
  const rank = new Map([...graph.keys()].map((node, index) => [node, index]));
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const components: Node[][] = [];
  for (const root of graph.keys()) {
    if (index.has(root)) continue;
    const path: { node: Node; targets: Iterator<Node> }[] = [];
    const enter = (node: Node) => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      open.push(node);
      isOpen.add(node);
      path.push({ node, targets: (graph.get(node) ?? new Set<Node>()).values() });
    };
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top;
      const next = top.targets.next();
      if (!next.done) {
        if (!index.has(next.value)) enter(next.value);
        else if (isOpen.has(next.value)) low.set(node, Math.min(low.get(node) ?? 0, index.get(next.value) ?? 0));
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(node) ?? 0));
      if (low.get(node) === index.get(node)) components.push(closeComponent(node, open, isOpen));
    }
  }
  return components.map((component) => component.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)));
}

function closeComponent<Node>(root: Node, open: Node[], isOpen: Set<Node>): Node[] {
  const component: Node[] = [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    isOpen.delete(node);
    component.push(node);
    if (node === root) break;
  }
  return component;
}

/** Whether a component is a circle: several nodes, or one that points to itself. */
export function isCircle<Node>(component: readonly Node[], graph: Graph<Node>): boolean {
  const [first] = component;
  return component.length > 1 || (first !== undefined && (graph.get(first)?.has(first) ?? false));
}

/** The graph of some of the nodes, with the edges among them. */
export function subgraph<Node>(graph: Graph<Node>, nodes: Iterable<Node>): Map<Node, Set<Node>> {
  const kept = new Set(nodes);
  return new Map([...kept].map((node) => [node, new Set([...(graph.get(node) ?? [])].filter((to) => kept.has(to)))]));
}
