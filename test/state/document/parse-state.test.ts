import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { State } from "../../../src/model/state.js";
import { parseState } from "../../../src/state/document/parse-state.js";
import { schemaCheck } from "../../../src/state/document/schema-check.js";
import { stateText } from "../../../src/state/document/state-text.js";
import { readStateFile } from "../../../src/state/index.js";
import { diagnosticOf, projectFolder, resource, stateOf } from "../sample.js";

const check = schemaCheck("state");
const sample = stateOf(resource("flow.a", { dependsOn: ["queue.b"] }), resource("queue.b"));

const refusalOf = (text: string) => diagnosticOf((async () => parseState(text, "state/prod.json", check))());
const changed = (change: (state: Record<string, unknown>) => void) => {
  const copy = JSON.parse(stateText(sample)) as Record<string, unknown>;
  change(copy);
  return JSON.stringify(copy);
};

test("reads back what was written", () => {
  expect(parseState(stateText(sample), "f", check)).toEqual(sample);
});

test("sorts resources that somebody wrote in another order", () => {
  const turned = JSON.stringify({ ...sample, resources: [...sample.resources].reverse() });
  expect(parseState(turned, "f", check)).toEqual(sample);
});

test("takes no torn text for a state, wherever it was torn", async () => {
  const text = stateText(sample);
  for (let length = 0; length < text.length - 1; length++) {
    const { code, help } = await refusalOf(text.slice(0, length));
    expect(code).toBe("state/corrupt");
    expect(help).toContain("connectctl state restore");
  }
});

test("takes a file full of zero bytes for a damaged one", async () => {
  expect((await refusalOf("\0".repeat(512))).code).toBe("state/corrupt");
});

test("tells the line of a mistake in the JSON", async () => {
  const text = stateText(sample).replace('"serial": 0,', '"serial": 0');
  expect(await refusalOf(text)).toMatchObject({ code: "state/corrupt", line: 5, column: 3, file: "state/prod.json" });
});

test("recognises the marks of a merge conflict", async () => {
  const text = stateText(sample).replace('  "serial": 0,', '<<<<<<< HEAD\n  "serial": 0,\n=======\n');
  expect(await refusalOf(text)).toMatchObject({ summary: "The state file holds an unsolved merge", line: 4 });
});

test.each(["null", "[]", "{}", '"text"', "0", "true"])("takes %s for a damaged state", async (text) => {
  expect((await refusalOf(text)).code).toBe("state/corrupt");
});

test.each<[string, (state: Record<string, never> & { resources: Record<string, unknown>[] }) => void]>([
  ["/serial", (state) => Object.assign(state, { serial: -1 })],
  ["/formatVersion", (state) => Object.assign(state, { formatVersion: 1 })],
  ["/resources/1/kind", (state) => Object.assign(state.resources[1] ?? {}, { kind: "queues" })],
  ["/resources/0/id", (state) => Object.assign(state.resources[0] ?? {}, { id: "" })],
  ["/resources/0/address", (state) => Object.assign(state.resources[0] ?? {}, { address: "flow" })],
  ["/resources/0/sha256", (state) => Object.assign(state.resources[0] ?? {}, { sha256: "short" })],
])("tells the place %s that does not keep to the schema", async (pointer, change) => {
  expect(await refusalOf(changed(change as never))).toMatchObject({ code: "state/corrupt", pointer });
});

test("refuses an address that stands twice", async () => {
  const { code, detail } = await refusalOf(stateText(stateOf(resource("flow.a"), resource("flow.a", { id: "x" }))));
  expect(code).toBe("state/corrupt");
  expect(detail).toContain("`flow.a` stands twice");
});

test("refuses a kind that is not that of the address", async () => {
  const { summary } = await refusalOf(stateText(stateOf(resource("flow.a", { kind: "queue" }))));
  expect(summary).toBe("The state file mixes up a kind");
});

test.each(["1.1", "2.0", "10.3"])("refuses the newer format %s, whatever else is in it", async (formatVersion) => {
  const { code, detail, help } = await refusalOf(JSON.stringify({ formatVersion, other: true }));
  expect(code).toBe("state/unsupported-version");
  expect(detail).toContain(formatVersion);
  expect(help).toContain("newer");
});

test("refuses an older format that never was", async () => {
  expect((await refusalOf(JSON.stringify({ formatVersion: "0.9" }))).code).toBe("state/unsupported-version");
});

test("keeps fields it does not know", () => {
  const text = changed((state) => Object.assign(state, { note: { by: "me" } }));
  expect((parseState(text, "f", check) as State & { note: unknown }).note).toEqual({ by: "me" });
});

test("reads a state from any file, and says where there is none", async () => {
  const file = join(await projectFolder(), "copy.json");
  expect(await diagnosticOf(readStateFile(file))).toMatchObject({ code: "state/no-file", file });
  await writeFile(file, stateText(sample));
  expect(await readStateFile(file)).toEqual(sample);
});

test("takes fields of others for what they are, though they are called like ours and begin their lines", () => {
  const foreign = { serial: 7, lookups: { "x.y": { lineage: "z", resources: [] } } };
  const state = stateOf(...["flow.a", "flow.b"].map((address) => ({ ...resource(address), note: foreign })));
  // As a person or a formatter lays it out: each key begins a line.
  const text = JSON.stringify(JSON.parse(stateText(state)), null, 2);
  expect(parseState(text, "state/prod.json", check).resources).toMatchObject([{ note: foreign }, { note: foreign }]);
});

test("refuses a key that stands twice, wherever it begins", async () => {
  const { summary, detail } = await refusalOf(stateText(sample).replace(/\n/g, "").replace("{", '{"serial":0,'));
  expect(summary).toContain("holds a key twice");
  expect(detail).toContain("`serial` stands in line 1 and in line 1");
});
