import fc from "fast-check";
import { expect, test } from "vitest";
import { findComponents, isCircle, subgraph } from "../../src/model/circles.js";

const graph = (edges: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(edges).map(([node, targets]) => [node, new Set(targets.split("").filter((to) => to !== " "))]),
  );

test("finds what leads back to itself, dependencies first", () => {
  const found = findComponents(graph({ a: "b", b: "c", c: "bd", d: "" }));
  expect(found).toEqual([["d"], ["b", "c"], ["a"]]);
});

test("tells a circle of one from a single node", () => {
  const one = graph({ a: "a", b: "" });
  expect(findComponents(one).map((component) => isCircle(component, one))).toEqual([true, false]);
});

test("walks a chain of fifty thousand without running out of stack", () => {
  const size = 50_000;
  const chain = new Map(
    Array.from({ length: size }, (_, index) => [index, new Set(index + 1 < size ? [index + 1] : [])]),
  );
  expect(findComponents(chain)).toHaveLength(size);
});

test("keeps only the edges among the nodes that are asked for", () => {
  expect(subgraph(graph({ a: "bc", b: "a", c: "a" }), ["a", "b"])).toEqual(graph({ a: "b", b: "a" }));
});

test("puts two nodes together exactly where each leads to the other", () => {
  const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });
  fc.assert(
    fc.property(edges, (list) => {
      const one = new Map(Array.from({ length: 8 }, (_, node) => [node, new Set<number>()]));
      for (const [from, to] of list) one.get(from)?.add(to);
      const component = new Map(findComponents(one).flatMap((nodes, index) => nodes.map((node) => [node, index])));
      const reached = (start: number) => {
        const seen = new Set([start]);
        for (const node of seen) for (const to of one.get(node) ?? []) seen.add(to);
        return seen;
      };
      for (const a of one.keys()) {
        for (const b of reached(a)) expect(component.get(a) === component.get(b)).toBe(reached(b).has(a));
      }
    }),
  );
});
