import type { Json } from "../../model/json.js";
import { countOf } from "../words/count-words.js";
import { drawFlow } from "./draw-flow.js";
import { drawWaves } from "./draw-waves.js";
import { waveGraphOf } from "./graph-waves.js";
import { rememberingLayOut } from "./lay-out.js";
import type { ReferenceGraph } from "./render-graph.js";
import { standAlone } from "./stand-alone.js";
import { viewFlow } from "./view-flow.js";

/** Draws one flow as an SVG file; undefined where the content has no blocks. */
export function renderFlowSvg(content: Json, title: string): string | undefined {
  const flow = viewFlow({ before: undefined, after: content, sections: [] });
  if (!flow) return undefined;
  const ways = flow.blocks.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const words = `${countOf(flow.blocks.length, "block")} and ${countOf(ways, "way")} between them, from the start at the left.`;
  return standAlone(drawFlow(flow, rememberingLayOut()), title, words);
}

/** Draws what refers to what as an SVG file: waves from left to right, circles with a ring. */
export function renderGraphSvg(graph: ReferenceGraph): string {
  const { nodes, edges } = graph;
  const words = `${countOf(nodes.length, "address", "addresses")} and ${countOf(edges.length, "reference")}; what is referred to stands left of what refers to it.`;
  return standAlone(drawWaves(waveGraphOf(graph)), "What refers to what", words);
}
