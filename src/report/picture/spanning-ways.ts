/** A way between two boxes, by their identifiers. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/**
 * Keeps one way into each box: the one from what lies deepest, once the ways back are left out. A layout of these alone
 * puts every box right of all that lead to it, and takes a hundredth of the time that all ways would.
 */
export function spanningWays(ids: readonly string[], ways: readonly Way[]): readonly Way[] {
  const next = new Map(ids.map((id) => [id, [] as string[]]));
  for (const { from, to } of ways) if (from !== to && next.has(to)) next.get(from)?.push(to);
  const order = forwardOrder(ids, next);
  const places = new Map(order.map((id, place) => [id, place]));
  const depths = new Map<string, number>();
  const parents = new Map<string, string>();
  for (const [place, id] of order.entries()) {
    const depth = depths.get(id) ?? 0;
    for (const to of next.get(id) ?? []) {
      if ((places.get(to) ?? 0) <= place || (depths.get(to) ?? 0) > depth) continue;
      depths.set(to, depth + 1);
      parents.set(to, id);
    }
  }
  return [...parents].map(([to, from]) => ({ from, to }));
}

/** Every box before those it leads to, ways back aside: the reverse of the order in which a search leaves them. */
function forwardOrder(ids: readonly string[], next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set<string>();
  const left: string[] = [];
  for (const root of ids) {
    const trail = seen.has(root) ? [] : [{ id: root, at: 0 }];
    seen.add(root);
    while (trail.length > 0) {
      const top = trail[trail.length - 1];
      const to = top && next.get(top.id)?.[top.at++];
      if (to === undefined) left.push(trail.pop()?.id ?? "");
      else if (!seen.has(to)) {
        seen.add(to);
        trail.push({ id: to, at: 0 });
      }
    }
  }
  return left.reverse();
}
