import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalContentText, canonicalLayout, sameContent, sameDrawing } from "../../src/flow/canonical.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../src/model/json.js";
import { action, contentOf, to } from "./content-builder.js";

const condition = (operand: string, NextAction: string) => ({
  NextAction,
  Condition: { Operator: "Equals", Operands: [operand] },
});
const compare = (...Conditions: readonly JsonObject[]) =>
  contentOf(
    action("a", "Compare", { Transitions: { ...to("z", "NoMatchingCondition", "B"), Conditions } }),
    action("z", "X"),
  );

test("does not count metadata", () => {
  const content = compare(condition("1", "z"));
  expect(sameContent({ ...content, Metadata: { ActionMetadata: { a: { position: { x: 1 } } } } }, content)).toBe(true);
});

test("counts the order of conditions", () => {
  const [one, two] = [condition("1", "a"), condition("2", "z")];
  expect(sameContent(compare(one, two), compare(two, one))).toBe(false);
});

test("takes missing and empty parts for the same", () => {
  const bare = contentOf({ Identifier: "a", Type: "X" });
  expect(sameContent(bare, contentOf(action("a", "X")))).toBe(true);
  expect(sameContent(bare, contentOf(action("a", "X", { Transitions: { Errors: [], Conditions: [] } })))).toBe(true);
  expect(sameContent({ Version: "1" }, { Version: "1", Actions: [] })).toBe(true);
});

test("counts an empty list among the parameters, which can mean nobody", () => {
  const recording = (RecordingBehavior: JsonObject) =>
    contentOf(action("a", "X", { Parameters: { RecordingBehavior } }));
  expect(sameContent(recording({ RecordedParticipants: [] }), recording({}))).toBe(false);
});

test("takes content that is no object as itself", () => {
  expect(canonicalContentText("not JSON")).toBe('"not JSON"');
  expect(canonicalLayout("not JSON")).toEqual({});
});

test("gives metadata as the layout, missing and empty parts as the same", () => {
  expect(canonicalLayout({})).toEqual({});
  expect(canonicalLayout({ Metadata: { ActionMetadata: {}, Annotations: [] } })).toEqual({});
  expect(canonicalLayout({ Metadata: { name: "n", Annotations: [{}] } })).toEqual({ name: "n", Annotations: [{}] });
});

test("draws the same whatever the order of blocks, and another thing where a block was moved", () => {
  const [a, z] = [action("a", "X", { Transitions: { NextAction: "z" } }), action("z", "Y")];
  const drawn = (x: number, ...blocks: readonly JsonObject[]) => ({
    ...contentOf(...blocks),
    StartAction: "a",
    Metadata: { ActionMetadata: { a: { position: { x } } } },
  });
  expect(sameDrawing(drawn(1, a, z), drawn(1, z, a))).toBe(true);
  expect(sameDrawing(drawn(1, a, z), drawn(2, a, z))).toBe(false);
  expect(sameDrawing(drawn(1, a, z), drawn(1, a, action("z", "Z")))).toBe(false);
});

test("does not change what it is given", () => {
  const content = compare(condition("1", "z"));
  const before = structuredClone(content);
  canonicalContentText(content);
  expect(content).toEqual(before);
});

const identifier = fc.string({ minLength: 1, maxLength: 3 });
const error = fc.record({ ErrorType: fc.constantFrom("A", "B", "C"), NextAction: identifier });
const block = fc.record({
  Identifier: identifier,
  Type: fc.constantFrom("X", "Y"),
  Parameters: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
  Transitions: fc.record({
    NextAction: identifier,
    Errors: fc.array(error, { maxLength: 3 }),
    Conditions: fc.array(
      fc.tuple(identifier, identifier).map(([operand, next]) => condition(operand, next)),
      { maxLength: 3 },
    ),
  }),
});
const content = fc.array(block, { maxLength: 6 }).map((blocks) => contentOf(...(blocks as unknown as JsonObject[])));

/** The same content in another hand: keys, blocks and errors in another order, empty parts left out. */
function rewritten(value: Json, key = ""): Json {
  if (isJsonArray(value)) {
    const items = value.map((item) => rewritten(item));
    return key === "Actions" || key === "Errors" ? items.reverse() : items;
  }
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([name, item]) => {
    return !(
      ["Errors", "Conditions"].includes(name) &&
      "NextAction" in value &&
      isJsonArray(item) &&
      item.length === 0
    );
  });
  const keyed = kept.map(([name, item]) => [name, name === "Parameters" ? item : rewritten(item, name)] as const);
  return Object.fromEntries(keyed.reverse());
}

test("is the same text for the same behaviour in another hand", () => {
  fc.assert(
    fc.property(content, (given) => {
      expect(canonicalContentText(rewritten(given))).toBe(canonicalContentText(given));
    }),
    { numRuns: 300 },
  );
});

test("is its own canonical form", () => {
  fc.assert(
    fc.property(content, (given) => {
      const text = canonicalContentText(given);
      expect(canonicalContentText(JSON.parse(text))).toBe(text);
    }),
  );
});
