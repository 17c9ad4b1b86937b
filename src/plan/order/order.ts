import type { Address } from "../../model/address.js";
import { findComponents, type Graph, isCircle, subgraph } from "../../model/circles.js";
import { choosePlaceholders } from "./placeholders.js";

/** What has to be put in order: who comes after whom, and how strictly. */
export interface Precedence {
  /** For each node those that should be done before it. */
  readonly after: Graph<Address>;
  /** For each node those that have to exist before it can be done; itself included where it refers to itself. */
  readonly needs: Graph<Address>;
  /** How unwelcome a node is as a placeholder that opens a circle of these members; Infinity forbids. */
  readonly cost: (address: Address, members: ReadonlySet<Address>) => number;
}

/** The place of one node. */
export interface Place {
  /** Depth in the order, from 1. */
  readonly wave: number;
  /** Those it comes after that only have to exist, because they wait for it in turn. */
  readonly circular: readonly Address[];
  readonly placeholder: boolean;
}

/**
 * Sorts nodes into waves.
 *
 * A node never shares a wave with one that it comes after. The result depends on the set of nodes, never on their
 * order. A circle is opened by as few placeholders as can be; where all of it exists already, by none.
 */
export function orderNodes({ after, needs, cost }: Precedence): ReadonlyMap<Address, Place> {
  const sorted = new Map([...after].sort(([a], [b]) => (a < b ? -1 : 1)));
  const placeholders = new Set<Address>();
  const circular = new Map<Address, Set<Address>>([...sorted.keys()].map((node) => [node, new Set()]));
  for (const component of findComponents(sorted)) {
    const strict = subgraph(needs, component);
    if (!isCircle(component, sorted) && !isCircle(component, strict)) continue;
    const members = new Set(component);
    const circles = circleOfEach(strict);
    const chosen = new Set(choosePlaceholders(strict, (node) => cost(node, members)));
    for (const node of chosen) placeholders.add(node);
    for (const node of component) {
      for (const to of sorted.get(node) ?? []) {
        // Who leads into a circle from outside waits until its placeholders are filled in.
        const isOpened = chosen.has(to) && circles.get(node) === circles.get(to);
        const isLoose = members.has(to) && (isOpened || !strict.get(node)?.has(to));
        if (isLoose && to !== node) circular.get(node)?.add(to);
      }
    }
  }
  const waves = depths(sorted, circular);
  return new Map(
    [...sorted.keys()].map((node) => [
      node,
      {
        wave: waves.get(node) ?? 1,
        circular: [...(circular.get(node) ?? [])].sort(),
        placeholder: placeholders.has(node),
      },
    ]),
  );
}

/** The circle that each node is in, by itself where it is in none. */
function circleOfEach(graph: Graph<Address>): ReadonlyMap<Address, readonly Address[]> {
  return new Map(findComponents(graph).flatMap((circle) => circle.map((node) => [node, circle] as const)));
}

/** Longest way to each node, over the edges that are not circular. */
function depths(after: Graph<Address>, circular: ReadonlyMap<Address, ReadonlySet<Address>>): Map<Address, number> {
  const strict = new Map(
    [...after].map(([node, targets]) => [
      node,
      new Set([...targets].filter((to) => to !== node && !circular.get(node)?.has(to))),
    ]),
  );
  const waves = new Map<Address, number>();
  for (const [node] of findComponents(strict)) {
    if (node === undefined) continue;
    const below = [...(strict.get(node) ?? [])].map((to) => waves.get(to) ?? 0);
    waves.set(node, 1 + Math.max(0, ...below));
  }
  return waves;
}
