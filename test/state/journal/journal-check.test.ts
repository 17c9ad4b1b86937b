import { expect, test } from "vitest";
import { parseEntryObject, parseJournal } from "../../../src/state/journal/journal-text.js";
import { diagnosticOf } from "../sample.js";

const header = { formatVersion: "1.0", environment: "prod", lineage: "l", serial: 3, planHash: "p" };
const begin = { address: "flow.a", kind: "flow", action: "create", operation: "CreateContactFlow", name: "A" };

const journalOf = (...rows: readonly object[]) => [header, ...rows].map((row) => `${JSON.stringify(row)}\n`).join("");

async function codeOf(work: () => unknown): Promise<string> {
  return (await diagnosticOf((async () => work())())).code;
}

test.each([
  ["a kind that nothing manages", { kind: "lambda", address: "lambda.a" }],
  ["a kind that is none", { kind: "constructor", address: "constructor.a" }],
  ["an address of another kind", { address: "queue.a" }],
  ["an address that is none", { address: "flow." }],
  ["an action that is none", { action: "toString" }],
  ["an id that is no text", { id: 5 }],
  ["parts that are no texts", { parts: { content: 1 } }],
])("takes a begin with %s for damage", async (_, odd) => {
  const row = { seq: 1, begin: { ...begin, ...odd } };
  expect(await codeOf(() => parseJournal(journalOf(row), "j", "prod"))).toBe("state/journal-corrupt");
  expect(await codeOf(() => parseEntryObject(JSON.stringify(row), "j"))).toBe("state/journal-corrupt");
});

test.each([
  ["an ARN that is empty", { arn: "" }],
  ["a fingerprint that is none", { sha256: "x" }],
  ["references that are no addresses", { dependsOn: ["a"] }],
  ["a reason that is no text", { failed: {} }],
  ["a removal that is none", { removed: "yes" }],
])("takes an end with %s for damage, before it could be folded into a state", async (_, end) => {
  const text = journalOf({ seq: 1, begin }, { seq: 1, end });
  expect(await codeOf(() => parseJournal(text, "j", "prod"))).toBe("state/journal-corrupt");
  expect(await codeOf(() => parseEntryObject(JSON.stringify({ seq: 1, begin, end }), "j"))).toBe(
    "state/journal-corrupt",
  );
});

test("reads a line that is nested beyond measure as damage", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const text = `${journalOf()}{"seq":1,"x":${deep}}\n`;
  expect(await codeOf(() => parseJournal(text, "j", "prod"))).toBe("state/journal-corrupt");
});
