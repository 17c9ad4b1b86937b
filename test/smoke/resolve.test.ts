import { expect, test } from "vitest";
import type { Identity } from "../../src/model/resource.js";
import { type Known, resolveTests } from "../../src/smoke/resolve.js";
import { smokeTest } from "./fakes.js";

const identity = (id: string): Identity => ({ id, arn: `arn:${id}`, name: id.toUpperCase() });

const known: Known = {
  environment: "demo",
  recorded: new Map([
    ["flow.main", identity("f1")],
    ["queue.sales", identity("q1")],
  ]),
  found: {
    "queue.closed": { type: "found", identity: identity("q2") },
    "queue.two": { type: "ambiguous", ids: ["a", "b"] },
    "flow.gone": { type: "missing", candidates: ["Gone 1"] },
  },
  variable: (name) => (name === "instance.id" ? "i-1" : undefined),
};

test("puts ids in place of addresses, and texts in place of references", () => {
  const expected = {
    queue: "queue.sales",
    notQueue: "queue.closed",
    attributes: { q: { equals: "${queue.sales.name}" } },
  };
  const one = smokeTest("main", { attributes: { a: "${flow.main} in ${instance.id}, $${x}" }, expect: expected });
  const { value, diagnostics } = resolveTests([one], known);
  expect(diagnostics).toEqual([]);
  expect(value).toMatchObject([
    {
      flowId: "f1",
      queueIds: { "queue.sales": "q1", "queue.closed": "q2" },
      attributes: { a: "arn:f1 in i-1, ${x}" },
      expect: { attributes: { q: { equals: "Q1" } } },
    },
  ]);
});

test("tells everything that is not there, with the test's place, and leaves those tests out", () => {
  const tests = [smokeTest("gone"), smokeTest("new"), smokeTest("main", { expect: { queue: "queue.two" } })];
  const { value, diagnostics } = resolveTests(tests, known);
  expect(value).toEqual([]);
  expect(diagnostics.map(({ code, address, line, help }) => [code, address, line, help])).toEqual([
    ["smoke/missing-lookup", "flow.gone", 3, 'mend the name in `lookups`: the instance has "Gone 1"'],
    ["smoke/not-applied", "flow.new", 3, "apply first"],
    ["smoke/missing-lookup", "queue.two", 3, "mend the lookup, or give its ARN"],
  ]);
});
