import { expect, test } from "vitest";
import { affectedTests } from "../../src/smoke/affected.js";
import { smokeTest } from "./fakes.js";

const EDGES: Readonly<Record<string, readonly string[]>> = {
  "flow.main": ["flow.menu"],
  "flow.menu": ["flow.main", "module.greet"],
  "module.greet": ["prompt.hello"],
  "flow.other": [],
};

const tests = [
  smokeTest("main"),
  smokeTest("other", { expect: { queue: "queue.sales" } }),
  smokeTest("text", { attributes: { to: "${queue.closed.id}" } }),
];

test.each([
  ["the flow itself", ["flow.main"], ["main"]],
  ["what it leads to over circles", ["module.greet"], ["main"]],
  ["the queue that is expected", ["queue.sales"], ["other"]],
  ["what only a text names", ["queue.closed"], ["text"]],
  ["something else", ["flow.elsewhere"], []],
  ["nothing", [], []],
] as const)("chooses tests by what was changed: %s", (_, changed, names) => {
  const chosen = affectedTests(tests, new Set(changed), (address) => EDGES[address] ?? []);
  expect(chosen.map(({ name }) => name)).toEqual(names);
});
