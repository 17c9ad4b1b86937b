import { blockGraph, findReferences } from "../../flow/index.js";
import { desiredFor } from "../../manifest/index.js";
import { findComponents, isCircle } from "../../model/circles.js";
import { isJsonObject } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import type { Desired, DesiredResource } from "../../model/resource.js";
import {
  type ReferenceGraph,
  renderFlowHtml,
  renderFlowSvg,
  renderGraph,
  renderGraphHtml,
  renderGraphSvg,
  renderJson,
} from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { type Args, type Command, type Context, textArg } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { openProject, orFail } from "../session.js";

const FORMATS = ["dot", "mermaid", "svg", "html", "json"] as const;
type Format = (typeof FORMATS)[number];

/** `graph`: what refers to what, or the blocks of one flow; offline. */
export const graphCommand: Command = {
  options: {
    format: { choices: FORMATS, describe: "Form of the graph (dot; of one flow svg)" },
    flow: { type: "string", requiresArg: true, describe: "Draw the blocks of this flow or module" },
  },
  examples: [
    ["graph --format svg > graph.svg", "A picture of everything"],
    ["graph --flow flow.main-ivr > main-ivr.svg", "One flow as the console draws it"],
  ],
  run: async (context, args) => {
    const { project } = openProject(context);
    const [first] = Object.values(project.environments);
    const several = Object.keys(project.environments).length > 1 && context.environment === undefined;
    const environment = several && first ? first : chooseEnvironment(project, context);
    const desired = orFail(desiredFor(project, environment));
    const flow = textArg(args, "flow")?.normalize("NFC");
    context.out.raw(flow === undefined ? drawAll(desired, context, args) : drawFlow(desired, flow, context, args));
    return EXIT.done;
  },
};

function formatOf(args: Args, { out }: Context, preset: Format): Format {
  const format = textArg(args, "format");
  return out.json ? "json" : (FORMATS.find((one) => one === format) ?? preset);
}

function drawAll(desired: Desired, context: Context, args: Args): string {
  const graph = graphOf(desired);
  const format = formatOf(args, context, "dot");
  if (format === "svg") return renderGraphSvg(graph);
  return format === "html" ? renderGraphHtml(graph, context.world.sha256) : renderGraph(graph, format);
}

function drawFlow(desired: Desired, address: string, context: Context, args: Args): string {
  const { name, body } = findFlow(desired, address);
  const content = body["content"] ?? null;
  const format = formatOf(args, context, "svg");
  if (format === "dot" || format === "mermaid") {
    throw usageError(`One flow is not drawn as ${format}`, { help: "use `--format svg`, `html` or `json`" });
  }
  if (format === "json") return renderJson(blockGraph(content));
  const title = { address, name };
  const drawn =
    format === "svg"
      ? renderFlowSvg(content, `${address}: ${name}`)
      : renderFlowHtml(content, title, context.world.sha256);
  if (drawn === undefined) throw usageError(`\`${address}\` has no blocks to draw`, { help: "look at its content" });
  return drawn;
}

function findFlow({ resources }: Desired, address: string): DesiredResource {
  const withContent = resources.filter(({ body }) => isJsonObject(body["content"]));
  const found = withContent.find((one) => one.address === address);
  if (found) return found;
  const near = nearNames(
    address,
    withContent.map((one) => one.address),
  );
  throw usageError(`\`${address}\` is no flow or module of the manifest`, {
    help: near.length > 0 ? `write ${near.map((name) => `\`${name}\``).join(" or ")}` : "look at `connectctl graph`",
  });
}

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
  const places = placesOf(
    nodes.map(({ address }) => address),
    edges,
  );
  return { nodes: nodes.map((node) => ({ ...node, ...places.get(node.address) })), edges };
}

interface Place {
  readonly circle: boolean;
  readonly wave: number;
}

/** Whether an address is in a circle, and its depth: one more than that of the deepest it refers to outside. */
function placesOf(
  addresses: readonly string[],
  edges: readonly { from: string; to: string }[],
): ReadonlyMap<string, Place> {
  const graph = new Map(addresses.map((address) => [address, new Set<string>()]));
  for (const { from, to } of edges) if (graph.has(to)) graph.get(from)?.add(to);
  const places = new Map<string, Place>();
  // Components come with what they refer to before them.
  for (const component of findComponents(graph)) {
    const below = component
      .flatMap((address) => [...(graph.get(address) ?? [])])
      .map((to) => places.get(to)?.wave ?? 0);
    const place = {
      circle: isCircle(component, graph),
      wave: 1 + below.reduce((most, wave) => Math.max(most, wave), 0),
    };
    for (const address of component) places.set(address, place);
  }
  return places;
}
