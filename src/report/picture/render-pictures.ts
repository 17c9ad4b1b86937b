import type { Json } from "../../model/json.js";
import type { ReferenceGraph } from "../render-graph.js";
import { drawFlow } from "./draw-flow.js";
import { drawWaves } from "./draw-waves.js";
import { waveGraphOf } from "./graph-waves.js";
import { rememberingLayOut } from "./lay-out.js";
import { standAlone } from "./stand-alone.js";
import { viewFlow } from "./view-flow.js";

/** Draws one flow as an SVG file; undefined where the content has no blocks. */
export function renderFlowSvg(content: Json, title: string): string | undefined {
  const flow = viewFlow({ before: undefined, after: content, sections: [] });
  return flow && standAlone(drawFlow(flow, rememberingLayOut()), title);
}

/** Draws what refers to what as an SVG file: waves from left to right, circles with a ring. */
export function renderGraphSvg(graph: ReferenceGraph): string {
  return standAlone(drawWaves(waveGraphOf(graph)), "What refers to what");
}
