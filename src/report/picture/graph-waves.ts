import type { ReferenceGraph } from "./render-graph.js";
import type { WaveGraph } from "./wave-graph.js";

/** A graph of references as waves: what is referred to stands before what refers to it. */
export function waveGraphOf(graph: ReferenceGraph, anchors: ReadonlyMap<string, string> = new Map()): WaveGraph {
  const circles = new Set(graph.nodes.filter(({ circle }) => circle).map(({ address }) => address));
  const depths = new Map(graph.nodes.map(({ address, wave }) => [address, wave ?? 1]));
  const waves = [...new Set(depths.values())].sort((a, b) => a - b);
  return {
    columns: waves.map((wave) => ({
      title: `wave ${wave}`,
      nodes: graph.nodes
        .filter(({ address }) => depths.get(address) === wave)
        .map(({ address, kind, name, circle }) => {
          const anchor = anchors.get(address);
          return {
            ...{ address, look: "", symbol: "", circle: circle === true },
            title: `${kind} "${name}"`,
            ...(anchor === undefined ? {} : { anchor }),
          };
        }),
    })),
    edges: graph.edges
      .filter(({ from, to }) => from !== to)
      .map(({ from, to }) => {
        const circular = circles.has(from) && circles.has(to) && depths.get(from) === depths.get(to);
        return { from: to, to: from, circular };
      }),
  };
}
