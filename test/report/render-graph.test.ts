import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReferenceGraph, renderGraph } from "../../src/report/picture/render-graph.js";
import { safeDot, safeMermaid } from "../../src/report/picture/safe-graph.js";

const graph: ReferenceGraph = {
  nodes: [
    { address: "flow.a", kind: "flow", name: 'A "x" <b>', circle: true },
    { address: "flow.b", kind: "flow", name: "b", circle: true },
    { address: "queue.営業", kind: "queue", name: "営業" },
  ],
  edges: [
    { from: "flow.a", to: "flow.b" },
    { from: "flow.b", to: "flow.a" },
    { from: "flow.a", to: "queue.営業" },
    { from: "flow.a", to: "queue.unknown" },
  ],
};

describe("renderGraph", () => {
  test.each([
    ["dot", "graph.dot"],
    ["mermaid", "graph.mmd"],
    ["json", "graph.json"],
  ] as const)("writes %s", async (format, file) => {
    await expect(renderGraph(graph, format)).toMatchFileSnapshot(`golden/${file}`);
  });
});

test("safeDot is one quoted string whatever is in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'"\\\n;]}ab') }), (text) => {
      expect(safeDot(text)).toMatch(/^"(?:[^"\\\n]|\\["\\])*"$/);
    }),
  );
});

test("safeMermaid leaves only letters, digits, plain marks and character codes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(safeMermaid(text)).toMatch(/^"(?:[\p{L}\p{M}\p{N}\p{So} _.,-]|#\d+;)*"$/u);
      expect(safeMermaid(text)).not.toContain("--");
    }),
  );
});
