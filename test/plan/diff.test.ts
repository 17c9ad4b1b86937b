import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalContentText, canonicalLayout } from "../../src/flow/index.js";
import { canonicalJson, type Json, type JsonObject } from "../../src/model/json.js";
import type { Body } from "../../src/model/resource.js";
import { diffBodies } from "../../src/plan/index.js";
import { printFields } from "../support/planning.js";
import { block, content } from "../support/plans.js";

const between = (before: Body, after: Body) => printFields({ fields: diffBodies(before, after) });
const blocksBetween = (before: readonly JsonObject[], after: readonly JsonObject[]) =>
  between({ content: content(...before) }, { content: content(...after) });

const say = block("say", "MessageParticipant", { Text: "Hello" }, { next: "bye" });
const bye = block("bye", "DisconnectParticipant");

describe("blocks", () => {
  test("names a parameter that differs by block and parameter", () => {
    const other = block("say", "MessageParticipant", { Text: "Welcome" }, { next: "bye" });
    expect(blocksBetween([say, bye], [other, bye])).toBe('content/blocks/say/Parameters/Text: "Hello" -> "Welcome"');
  });

  test("does not mind the order of blocks", () => {
    expect(blocksBetween([say, bye, block("x", "Wait")], [say, block("x", "Wait"), bye])).toBe("");
  });

  test("shows a block that comes or goes as a whole", () => {
    const loop = block("loop", "Loop", { LoopCount: "3" });
    const whole = '{"Type":"Loop","Parameters":{"LoopCount":"3"},"Transitions":{"Errors":{},"Conditions":{}}}';
    expect(blocksBetween([say, bye], [say, bye, loop])).toBe(`content/blocks/loop: null -> ${whole}`);
    expect(blocksBetween([say, bye, loop], [say, bye])).toBe(`content/blocks/loop: ${whole} -> null`);
  });

  test("shows a block of another type under its own name", () => {
    expect(blocksBetween([say, bye], [say, block("bye", "EndFlowExecution")])).toBe(
      'content/blocks/bye/Type: "DisconnectParticipant" -> "EndFlowExecution"',
    );
  });

  test("knows a key that people have written from what every object has", () => {
    const set = (Attributes: JsonObject) => block("set", "UpdateContactAttributes", { Attributes });
    const path = "content/blocks/set/Parameters/Attributes";
    const more = { a: "1", constructor: "2", toString: "3" };
    expect(blocksBetween([set({ a: "1" })], [set(more)])).toBe(
      `${path}/constructor: null -> "2"\n${path}/toString: null -> "3"`,
    );
    expect(blocksBetween([set(more)], [set({ a: "1" })])).toBe(
      `${path}/constructor: "2" -> null\n${path}/toString: "3" -> null`,
    );
  });

  test("shows another entry point", () => {
    const before = { content: content(say, bye) };
    const after = { content: { ...content(say, bye), StartAction: "bye" } };
    expect(between(before, after)).toBe('content/StartAction: "say" -> "bye"');
  });

  test("escapes slashes and tildes in the names of blocks", () => {
    const named = (text: string) => block("a/b~c", "MessageParticipant", { Text: text });
    expect(blocksBetween([named("1")], [named("2")])).toBe('content/blocks/a~1b~0c/Parameters/Text: "1" -> "2"');
  });

  test("tells blocks apart that share an identifier", () => {
    const twin = (text: string) => block("twin", "MessageParticipant", { Text: text });
    expect(blocksBetween([twin("a"), twin("b")], [twin("a"), twin("c")])).toBe(
      'content/blocks/twin (2)/Parameters/Text: "b" -> "c"',
    );
  });

  test("keeps a block whose name means something to JavaScript", () => {
    const odd = (text: string) => block("__proto__", "MessageParticipant", { Text: text });
    expect(blocksBetween([odd("1")], [odd("2")])).toBe('content/blocks/__proto__/Parameters/Text: "1" -> "2"');
  });
});

describe("transitions", () => {
  const menu = (links: Parameters<typeof block>[3]) => block("menu", "GetParticipantInput", {}, links);

  test("names errors by their type", () => {
    expect(blocksBetween([menu({ errors: { NoMatch: "a" } })], [menu({ errors: { NoMatch: "b" } })])).toBe(
      'content/blocks/menu/Transitions/Errors/NoMatch: "a" -> "b"',
    );
  });

  test("does not mind the order of errors", () => {
    const before = menu({ errors: { NoMatch: "a", Timeout: "b" } });
    expect(blocksBetween([before], [menu({ errors: { Timeout: "b", NoMatch: "a" } })])).toBe("");
  });

  test("names conditions by what they ask", () => {
    expect(blocksBetween([menu({ equals: { 1: "a" } })], [menu({ equals: { 1: "a", 2: "b" } })])).toBe(
      'content/blocks/menu/Transitions/Conditions/Equals 2: null -> "b"',
    );
  });

  test("shows the order of conditions, since the first that holds wins", () => {
    const condition = (operand: string) => ({
      NextAction: operand,
      Condition: { Operator: "NumberLessThan", Operands: [operand] },
    });
    const ordered = (...operands: string[]) => ({
      ...menu({}),
      Transitions: { Errors: [], Conditions: operands.map(condition) },
    });
    expect(blocksBetween([ordered("5", "9")], [ordered("9", "5")])).toBe(
      'content/blocks/menu/Transitions/Conditions: ["NumberLessThan 5","NumberLessThan 9"] -> ["NumberLessThan 9","NumberLessThan 5"]',
    );
  });

  test("takes a missing list for an empty one", () => {
    const bare = { Identifier: "menu", Type: "GetParticipantInput", Parameters: {}, Transitions: {} };
    expect(blocksBetween([menu({})], [bare])).toBe("");
  });
});

describe("fields", () => {
  test("compares opening hours by day and start, whatever their order", () => {
    const span = (day: string, start: string, end: string) => ({ day, start, end });
    const before = { config: [span("MONDAY", "09:00", "12:00"), span("MONDAY", "13:00", "18:00")] };
    const after = { config: [span("MONDAY", "13:00", "17:00"), span("MONDAY", "09:00", "12:00")] };
    expect(between(before, after)).toBe('config/MONDAY 13:00: "13:00–18:00" -> "13:00–17:00"');
  });

  test("shows a list whole", () => {
    expect(between({ tags: { a: ["1", "2"] } }, { tags: { a: ["1", "3"] } })).toBe('tags/a: ["1","2"] -> ["1","3"]');
  });

  test("opens objects and leaves fields alone that only live has", () => {
    const before = { description: "old", maxContacts: 5, tags: { a: "1", b: "2" } };
    const after = { maxContacts: 6, tags: { b: "2", c: "3" } };
    expect(between(before, after)).toBe('maxContacts: 5 -> 6\ntags/a: "1" -> null\ntags/c: null -> "3"');
  });

  test("shows a field that becomes something of another kind", () => {
    expect(between({ settings: "text" }, { settings: { a: 1 } })).toBe('settings: "text" -> {"a":1}');
    expect(between({ hours: null }, { hours: "${hours.office}" })).toBe('hours: null -> "${hours.office}"');
  });

  test("sums layout up in one line", () => {
    const drawn = (x: Json) => ({
      ...content(say, bye),
      Metadata: { ActionMetadata: { say: { position: { x, y: 1 } }, bye: { position: { x, y: 2 } } } },
    });
    expect(between({ content: drawn(1) }, { content: drawn(2) })).toBe('layout: null -> {"places":2}');
    expect(between({ content: drawn({ toString: 1 }) }, { content: drawn([]) })).toBe('layout: null -> {"places":2}');
  });
});

describe("any contents", () => {
  const name = fc.constantFrom("a", "b", "c");
  const blocks = fc.uniqueArray(
    fc.record({
      id: name,
      type: fc.constantFrom("MessageParticipant", "Wait"),
      text: fc.constantFrom("x", "y", "$.z"),
      next: name,
      errors: fc.dictionary(fc.constantFrom("E1", "E2"), name),
      equals: fc.dictionary(fc.constantFrom("1", "2"), name),
      x: fc.integer({ min: 0, max: 2 }),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  );
  const contents = blocks.map((list) => ({
    ...content(
      ...list.map(({ id, type, text, next, errors, equals }) =>
        block(id, type, { Text: text }, { next, errors, equals }),
      ),
    ),
    Metadata: { ActionMetadata: Object.fromEntries(list.map(({ id, x }) => [id, { position: { x, y: 0 } }])) },
  }));

  test("differ in words exactly where they differ in behaviour or layout", () => {
    const isSame = (textOf: (value: Json) => string, left: Json, right: Json) => textOf(left) === textOf(right);
    const layoutText = (value: Json) => canonicalJson(canonicalLayout(value));
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        const paths = diffBodies({ content: before }, { content: after }).map(({ path }) => path.split("/")[0]);
        expect(paths.includes("content")).toBe(!isSame(canonicalContentText, before, after));
        expect(paths.includes("layout")).toBe(!isSame(layoutText, before, after));
      }),
      { numRuns: 300 },
    );
  });
});
