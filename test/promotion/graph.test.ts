import { beforeAll, describe, expect, test } from "vitest";
import { project } from "../pull/project.js";
import { run, runJson } from "../support/command-line.js";
import { largeHolding } from "./large-holding.js";

interface Graph {
  readonly nodes: readonly { readonly address: string; readonly name: string; readonly circle: boolean }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: "&", lt: "<", gt: ">", "#39": "'", apos: "'" };

const plain = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

describe("the graph of what was pulled", () => {
  let folder: string;
  let graph: Graph;
  const draw = async (format: string) => (await run(folder, "graph", "--env", "staging", "--format", format)).stdout;
  const linesLike = (text: string, pattern: RegExp) => text.split("\n").filter((line) => pattern.test(line)).length;

  beforeAll(async () => {
    folder = await project({ staging: largeHolding() });
    await runJson(folder, 0, "pull", "--env", "staging", "--all");
    graph = await runJson<Graph>(folder, 0, "graph", "--env", "staging", "--format", "json");
  });

  test("has every flow and module, the lookups they need, and says who is in a circle", () => {
    const count = (kind: string) => graph.nodes.filter(({ address }) => address.startsWith(`${kind}.`)).length;
    expect(["flow", "module", "queue", "hours", "prompt", "lambda", "lexBot"].map(count)).toEqual([
      300, 30, 3, 1, 1, 3, 1,
    ]);
    // Two circles of five, ten pairs, ten that lead to themselves.
    expect(graph.nodes.filter(({ circle }) => circle)).toHaveLength(40);
    const known = new Set(graph.nodes.map(({ address }) => address));
    expect(graph.edges.filter(({ from, to }) => !known.has(from) || !known.has(to))).toEqual([]);
  });

  test("is the same in dot", async () => {
    const dot = await draw("dot");
    expect(linesLike(dot, /^ {2}".*\[label=/)).toBe(graph.nodes.length);
    expect(linesLike(dot, /^ {2}".*" -> "/)).toBe(graph.edges.length);
  });

  test("is the same in mermaid", async () => {
    const mermaid = await draw("mermaid");
    expect(linesLike(mermaid, /^ {2}n\d+[[({]/)).toBe(graph.nodes.length);
    expect(linesLike(mermaid, /^ {2}n\d+ -.*> ?n\d+/)).toBe(graph.edges.length);
  });

  test("is a picture of all of them in svg", async () => {
    const svg = await draw("svg");
    expect(svg).toMatch(/^<svg .*<\/svg>\s*$/s);
    const titles = [...svg.matchAll(/<g class="d .*?<title>([^<]*)<\/title><\/g>/gs)].map(([, title = ""]) =>
      plain(title),
    );
    expect(titles).toHaveLength(graph.nodes.length);
    const unnamed = graph.nodes.filter(({ name }) => !titles.some((title) => title.includes(`"${name}"`)));
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });
});
