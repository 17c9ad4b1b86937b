import { findReferences } from "../../flow/index.js";
import { desiredFor } from "../../manifest/index.js";
import type { Desired } from "../../model/resource.js";
import { findComponents, isCircle } from "../../plan/index.js";
import { type GraphFormat, type ReferenceGraph, renderGraph } from "../../report/index.js";
import { type Command, textArg } from "../command.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment, openProject, orFail } from "../session.js";

/** `graph`: what refers to what, offline. */
export const graphCommand: Command = {
  usage: "graph",
  summary: "Show what refers to what",
  options: {
    format: { choices: ["dot", "mermaid", "json"], default: "dot", describe: "Form of the graph" },
  },
  run: async (context, args) => {
    const { project } = openProject(context);
    const [first] = Object.values(project.environments);
    const several = Object.keys(project.environments).length > 1 && context.environment === undefined;
    const environment = several && first ? first : chooseEnvironment(project, context);
    const desired = orFail(desiredFor(project, environment));
    const format = context.out.json ? "json" : ((textArg(args, "format") ?? "dot") as GraphFormat);
    context.out.raw(renderGraph(graphOf(desired), format));
    return EXIT.done;
  },
};

function graphOf({ resources, lookups }: Desired): ReferenceGraph {
  const edges = resources.flatMap(({ address, body }) =>
    [...new Set(findReferences(body).map(({ reference }) => reference.address))]
      .sort()
      .map((to) => ({ from: address, to })),
  );
  const used = new Set(edges.map(({ to }) => to));
  const nodes = [
    ...resources.map(({ address, kind, name }) => ({ address, kind, name })),
    ...lookups
      .filter(({ address }) => used.has(address))
      .map(({ address, kind, by }) => ({ address, kind, name: "name" in by ? by.name : "" })),
  ];
  const circles = circlesOf(
    nodes.map(({ address }) => address),
    edges,
  );
  return { nodes: nodes.map((node) => ({ ...node, circle: circles.has(node.address) })), edges };
}

function circlesOf(addresses: readonly string[], edges: readonly { from: string; to: string }[]): ReadonlySet<string> {
  const graph = new Map(addresses.map((address) => [address, new Set<string>()]));
  for (const { from, to } of edges) if (graph.has(to)) graph.get(from)?.add(to);
  return new Set(
    findComponents(graph)
      .filter((component) => isCircle(component, graph))
      .flat(),
  );
}
