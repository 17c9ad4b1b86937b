import { expect, test } from "vitest";
import { stateDigest, stateText } from "../../../src/state/index.js";
import { resource, sha256, stateOf } from "../sample.js";

test("writes one resource a line, sorted by address, with keys in a fixed order", () => {
  const plain = { sha256: "", parts: { name: "2", content: "1" }, arn: "arn:x" };
  const flow = resource("flow.main", { ...plain, dependsOn: ["queue.b", "flow.main", "queue.b"], superseded: ["old"] });
  const queue = resource("queue.b", { ...plain, superseded: [] });
  expect(stateText({ ...stateOf(queue, flow), instanceArn: "arn:i" })).toBe(
    `{
  "formatVersion": "1.0",
  "lineage": "lineage-1",
  "serial": 0,
  "instanceArn": "arn:i",
  "resources": [
    {"address":"flow.main","kind":"flow","name":"main","id":"main-id","arn":"arn:x","sha256":"","parts":{"content":"1","name":"2"},"dependsOn":["flow.main","queue.b"],"superseded":["old"]},
    {"address":"queue.b","kind":"queue","name":"b","id":"b-id","arn":"arn:x","sha256":"","parts":{"content":"1","name":"2"},"dependsOn":[]}
  ]
}
`,
  );
});

test("writes an empty list of resources on one line", () => {
  expect(stateText(stateOf())).toContain('\n  "resources": []\n}\n');
});

test("writes what lookups were found to be, one a line, sorted by address", () => {
  const identity = { name: "N", id: "i", arn: "arn:x" };
  const text = stateText({ ...stateOf(), lookups: { "prompt.b": identity, "lambda.a": identity } });
  expect(text).toContain(`
  "resources": [],
  "lookups": {
    "lambda.a": {"arn":"arn:x","id":"i","name":"N"},
    "prompt.b": {"arn":"arn:x","id":"i","name":"N"}
  }
}
`);
  expect(stateText({ ...stateOf(), lookups: {} })).toContain('"lookups": {}\n}');
});

test("writes unknown fields after the known ones, sorted", () => {
  const extended = { ...stateOf({ ...resource("flow.a"), zeta: [1], alpha: { b: 1, a: 2 } } as never), note: "hi" };
  const text = stateText(extended);
  expect(text).toContain(',"dependsOn":[],"alpha":{"a":2,"b":1},"zeta":[1]}');
  expect(text).toContain('\n  "note": "hi",\n  "resources": [');
});

test("gives the same digest whatever the order of resources and keys", () => {
  const [a, b] = [resource("flow.a"), resource("flow.b")];
  const turned = Object.fromEntries(Object.entries(b).reverse()) as unknown as typeof b;
  expect(stateDigest(stateOf(turned, a), sha256)).toBe(stateDigest(stateOf(a, b), sha256));
  expect(stateDigest(stateOf(a), sha256)).not.toBe(stateDigest(stateOf(a, b), sha256));
});

test("is valid JSON that says the same", () => {
  const state = stateOf(resource("flow.総合案内", { name: 'quo"te\u2028' }));
  expect(JSON.parse(stateText(state))).toEqual(state);
});
