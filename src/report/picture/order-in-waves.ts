import type { Address } from "../../model/address.js";
import type { WaveColumn, WaveGraph, WaveNode } from "./wave-graph.js";

/** Orders each wave by where what it needs stands in the waves before, so that few lines cross. */
export function orderInWaves({ columns, edges }: WaveGraph): readonly WaveColumn[] {
  const sources = new Map<Address, Address[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  const heights = new Map<Address, number>();
  return columns.map(({ title, nodes }) => {
    const ordered = nodes
      .map((node, index) => ({ node, key: middleOf(node, sources, heights) ?? index / nodes.length, index }))
      .sort((a, b) => a.key - b.key || a.index - b.index)
      .map(({ node }) => node);
    for (const [index, { address }] of ordered.entries()) heights.set(address, (index + 0.5) / ordered.length);
    return { title, nodes: ordered };
  });
}

function middleOf(
  { address }: WaveNode,
  sources: ReadonlyMap<Address, readonly Address[]>,
  heights: ReadonlyMap<Address, number>,
): number | undefined {
  const known = (sources.get(address) ?? []).flatMap((source) => heights.get(source) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, height) => sum + height, 0) / known.length;
}
