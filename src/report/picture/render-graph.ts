import type { Address } from "../../model/address.js";
import type { Kind } from "../../model/kind.js";
import { renderJson } from "../machine/render-json.js";
import { safeDot, safeMermaid } from "./safe-graph.js";

/** What refers to what: an edge goes from what refers to what it refers to. */
export interface ReferenceGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly { readonly from: Address; readonly to: Address }[];
}

export interface GraphNode {
  readonly address: Address;
  readonly kind: Kind;
  readonly name: string;
  /** Whether it is part of a circle. */
  readonly circle?: boolean;
  /** Its depth in the order, from 1: more than that of all it refers to, circles aside. */
  readonly wave?: number;
}

export type GraphFormat = "dot" | "mermaid" | "json";

/** Writes a graph in the order given; ends that are no nodes are left out of drawings and kept in JSON. */
export function renderGraph(graph: ReferenceGraph, format: GraphFormat): string {
  if (format === "json") return renderJson({ nodes: graph.nodes, edges: graph.edges });
  return format === "dot" ? dot(graph) : mermaid(graph);
}

function dot({ nodes, edges }: ReferenceGraph): string {
  const known = new Set(nodes.map(({ address }) => address));
  return [
    "digraph connectctl {",
    "  rankdir=LR;",
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    ...nodes.map((node) => `  ${safeDot(node.address)} [label=${safeDot(labelOf(node))}${dotLook(node)}];`),
    ...edges
      .filter(({ from, to }) => known.has(from) && known.has(to))
      .map(({ from, to }) => `  ${safeDot(from)} -> ${safeDot(to)};`),
    "}",
    "",
  ].join("\n");
}

function dotLook({ kind, circle }: GraphNode): string {
  const shape = kind === "flow" || kind === "module" ? "" : ", shape=ellipse";
  return circle ? `${shape}, color=red, penwidth=2` : shape;
}

function mermaid({ nodes, edges }: ReferenceGraph): string {
  const ids = new Map(nodes.map(({ address }, index) => [address, `n${index}`]));
  const circle = nodes.filter((node) => node.circle).map(({ address }) => ids.get(address) ?? "");
  return [
    "flowchart LR",
    ...nodes.map((node) => `  ${ids.get(node.address) ?? ""}${mermaidBox(node)}`),
    ...edges.flatMap(({ from, to }) => {
      const [left, right] = [ids.get(from), ids.get(to)];
      return left === undefined || right === undefined ? [] : [`  ${left} --> ${right}`];
    }),
    ...(circle.length > 0
      ? ["  classDef circle stroke:#d33,stroke-width:2px;", `  class ${circle.join(",")} circle;`]
      : []),
    "",
  ].join("\n");
}

function mermaidBox(node: GraphNode): string {
  const label = safeMermaid(labelOf(node));
  return node.kind === "flow" || node.kind === "module" ? `[${label}]` : `([${label}])`;
}

/** The address, and the name where it says something else. */
function labelOf({ address, name }: GraphNode): string {
  return name === "" || address.endsWith(`.${name}`) ? address : `${address} (${name})`;
}
