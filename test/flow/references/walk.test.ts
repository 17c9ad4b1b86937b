import { expect, test } from "vitest";
import { pathOf, placeOf, rewriteStrings, visitStrings } from "../../../src/flow/references/walk.js";
import type { Json } from "../../../src/model/json.js";

function seen(value: Json): readonly string[] {
  const lines: string[] = [];
  visitStrings(value, (text, spot, inKey) => {
    const { pointer, block } = placeOf(spot);
    lines.push(
      `${inKey ? "key" : "text"} ${text} at ${pointer} (${pathOf(spot)})${block === undefined ? "" : ` of ${block}`}`,
    );
  });
  return lines;
}

test("shows keys before their values, in the order of the document", () => {
  expect(seen({ b: ["x"], a: { "c/d~": "y" } })).toEqual([
    "key b at /b (b)",
    "text x at /b/0 (b.[])",
    "key a at /a (a)",
    "key c/d~ at /a/c~1d~0 (a.c/d~)",
    "text y at /a/c~1d~0 (a.c/d~)",
  ]);
});

test("knows the block of a place in the blocks and in their metadata, and of no other", () => {
  const content = {
    Actions: [{ Identifier: "Greet", P: "x" }, "loose"],
    Metadata: { ActionMetadata: { Greet: { q: "y" } }, name: "n" },
  };
  expect(seen(content).filter((line) => line.startsWith("text"))).toEqual([
    "text Greet at /Actions/0/Identifier (Identifier) of Greet",
    "text x at /Actions/0/P (P) of Greet",
    "text loose at /Actions/1 (Actions.[])",
    "text y at /Metadata/ActionMetadata/Greet/q (Metadata.q) of Greet",
    "text n at /Metadata/name (Metadata.name)",
  ]);
});

test("builds the value anew and keeps all that is no string", () => {
  const value = { a: [1, null, true, "x"], b: {} };
  expect(rewriteStrings(value, (text) => text.toUpperCase())).toEqual({ A: [1, null, true, "X"], B: {} });
  expect(value).toEqual({ a: [1, null, true, "x"], b: {} });
});
