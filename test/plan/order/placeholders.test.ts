import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findComponents, isCircle } from "../../../src/model/circles.js";
import { choosePlaceholders } from "../../../src/plan/order/placeholders.js";

type Edges = Readonly<Record<string, string>>;

/** `{ a: "b c" }`: a points to b and c. */
function graph(edges: Edges): Map<string, Set<string>> {
  return new Map(Object.entries(edges).map(([node, targets]) => [node, new Set(targets.split(" ").filter(Boolean))]));
}

const chosen = (edges: Edges, costs: Readonly<Record<string, number>> = {}) =>
  choosePlaceholders(graph(edges), (node) => costs[node] ?? 1).join(" ");

/** A circle of so many nodes. */
function ring(size: number): Edges {
  const name = (index: number) => `n${String(index % size).padStart(3, "0")}`;
  return Object.fromEntries(Array.from({ length: size }, (_, index) => [name(index), name(index + 1)]));
}

describe("choosePlaceholders", () => {
  test("chooses nothing in a chain", () => {
    expect(chosen({ a: "b", b: "c", c: "" })).toBe("");
  });

  test("chooses what points to itself", () => {
    expect(chosen({ a: "a b", b: "" })).toBe("a");
  });

  test("chooses one of a pair, the first by name", () => {
    expect(chosen({ b: "a", a: "b" })).toBe("a");
  });

  test("chooses the cheaper one of a pair", () => {
    expect(chosen({ a: "b", b: "a" }, { a: 3, b: 1 })).toBe("b");
  });

  test("chooses the one node that two circles share", () => {
    expect(chosen({ a: "b", b: "a c", c: "b" })).toBe("b");
    expect(chosen({ a: "b", b: "a c", c: "b" }, { b: 3 })).toBe("b");
  });

  test("chooses one node of a circle of three hundred", () => {
    expect(choosePlaceholders(graph(ring(300)), () => 1)).toHaveLength(1);
  });

  test("chooses one node for each of two circles that share none", () => {
    expect(chosen({ a: "b", b: "a", c: "d", d: "c c" })).toBe("a c");
  });

  test("never chooses what is forbidden, and leads around it", () => {
    const forbidden = Number.POSITIVE_INFINITY;
    expect(chosen({ a: "b", b: "c", c: "a" }, { a: forbidden, b: forbidden })).toBe("c");
    expect(chosen({ a: "b", b: "a" }, { a: forbidden, b: forbidden })).toBe("");
  });

  test("does not depend on the order of nodes or edges", () => {
    const one = chosen({ a: "b c", b: "c a", c: "a b d", d: "c" });
    expect(chosen({ d: "c", c: "d b a", b: "a c", a: "c b" })).toBe(one);
  });

  test("answers soon for a tangle, and rightly", () => {
    const size = 60;
    const all = Array.from({ length: size }, (_, index) => `n${index}`);
    const everyone = graph(Object.fromEntries(all.map((node) => [node, all.filter((to) => to !== node).join(" ")])));
    expect(choosePlaceholders(everyone, () => 1)).toHaveLength(size - 1);
  });
});

describe("against brute force", () => {
  const nodes = ["a", "b", "c", "d", "e", "f", "g"];
  const graphs = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 20 }))
    .map(([size, edges]) => {
      const some = nodes.slice(0, size);
      const made = new Map(some.map((node) => [node, new Set<string>()]));
      for (const [from, to] of edges) made.get(some[from % size] ?? "")?.add(some[to % size] ?? "");
      return made;
    });
  const costs = fc.record(
    Object.fromEntries(nodes.map((node) => [node, fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY)])),
  );

  function without(full: Map<string, Set<string>>, gone: readonly string[]): Map<string, Set<string>> {
    const left = [...full].filter(([node]) => !gone.includes(node));
    return new Map(left.map(([node, targets]) => [node, new Set([...targets].filter((to) => !gone.includes(to)))]));
  }

  const isOpen = (one: Map<string, Set<string>>) => !findComponents(one).some((component) => isCircle(component, one));

  /** The least number of allowed nodes that opens every circle that can be opened. */
  function least(full: Map<string, Set<string>>, allowed: readonly string[]): number {
    const forbidden = [...full.keys()].filter((node) => !allowed.includes(node));
    const hopeless = (one: Map<string, Set<string>>) =>
      findComponents(one).filter(
        (component) => isCircle(component, one) && component.every((node) => forbidden.includes(node)),
      );
    let best = allowed.length;
    for (let mask = 0; mask < 1 << allowed.length; mask++) {
      const gone = allowed.filter((_, index) => (mask >> index) & 1);
      const rest = without(full, gone);
      const stuck = hopeless(rest).flat();
      if (gone.length < best && isOpen(without(rest, stuck))) best = gone.length;
    }
    return best;
  }

  test("chooses as few as can be", () => {
    fc.assert(
      fc.property(graphs, (one) => {
        const found = choosePlaceholders(one, () => 1);
        expect(isOpen(without(one, found))).toBe(true);
        expect(found).toHaveLength(least(one, [...one.keys()]));
      }),
      { numRuns: 500 },
    );
  });

  test("chooses as few as can be of those that are allowed", () => {
    fc.assert(
      fc.property(graphs, costs, (one, cost) => {
        const allowed = [...one.keys()].filter((node) => Number.isFinite(cost[node]));
        const stuck = findComponents(subgraphOf(one, allowed)).filter((component) =>
          isCircle(component, subgraphOf(one, allowed)),
        );
        fc.pre(stuck.length === 0);
        const found = choosePlaceholders(one, (node) => cost[node] ?? 1);
        expect(found.every((node) => allowed.includes(node))).toBe(true);
        expect(isOpen(without(one, found))).toBe(true);
        expect(found).toHaveLength(least(one, allowed));
      }),
      { numRuns: 300 },
    );
  });

  /** Only what is forbidden. */
  function subgraphOf(full: Map<string, Set<string>>, allowed: readonly string[]) {
    return without(full, allowed);
  }
});
