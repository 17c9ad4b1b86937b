import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameContent } from "../../src/flow/index.js";
import type { Json } from "../../src/model/json.js";
import { mergeValue } from "../../src/pull/merge-content.js";

const block = (id: string, text: string, more: object = {}): Json => ({
  Identifier: id,
  Type: "MessageParticipant",
  Parameters: { Text: text },
  Transitions: { NextAction: "end", ...more },
});

const content = (...blocks: readonly Json[]): Json => ({ Version: "2019-10-30", StartAction: "a", Actions: blocks });

const idsOf = (value: Json) =>
  ((value as { Actions: { Identifier: string }[] }).Actions ?? []).map((one) => one.Identifier);

/** Merges where the file is written as it is rendered. */
const merge = (old: Json, live: Json) => mergeValue({ written: old, rendered: old }, { value: live, portable: live });

describe("a merged content", () => {
  test("keeps the text of strings that still stand for what lives", () => {
    const merged = mergeValue(
      {
        written: content(block("a", "${var.hello}"), block("b", "${var.bye}")),
        rendered: content(block("a", "hello"), block("b", "bye")),
      },
      {
        value: content(block("a", "hello"), block("b", "so long")),
        portable: content(block("a", "hello"), block("b", "so long")),
      },
    );
    expect(merged).toEqual(content(block("a", "${var.hello}"), block("b", "so long")));
  });

  test("gives no key what another one has, where filled keys look like numbers or are the same", () => {
    const merged = (written: Json, rendered: Json, live: Json) =>
      mergeValue({ written, rendered }, { value: live, portable: live });
    expect(merged({ b: "x", "${var.digit}": "y" }, { "1": "y", b: "x" }, { "1": "y", b: "z" })).toEqual({
      b: "z",
      "${var.digit}": "y",
    });
    const two = { "${var.a}": "${var.x}", "${var.b}": "two", c: "${var.z}" };
    expect(merged(two, { "1": "two", k: "one", c: "three" }, { "1": "2", k: "one", c: "three" })).toEqual({
      "1": "2",
      k: "one",
      c: "${var.z}",
    });
    expect(merged({ "${var.k}": "old", k: "x", l: "${var.l}" }, { k: "x", l: "y" }, { k: "n", l: "y" })).toEqual({
      k: "n",
      l: "${var.l}",
    });
  });

  test("keeps the order of blocks, and puts new ones behind their neighbours", () => {
    const old = content(block("c", "3"), block("a", "1"), block("b", "2"));
    const live = content(block("a", "1"), block("new", "x"), block("newer", "y"), block("b", "2"), block("c", "3"));
    expect(idsOf(merge(old, live))).toEqual(["c", "a", "new", "newer", "b"]);
  });

  test("keeps the order of errors, but takes the order of conditions from what lives", () => {
    const errors = [{ ErrorType: "B" }, { ErrorType: "A" }];
    const conditions = [{ NextAction: "x" }, { NextAction: "y" }];
    const old = content(block("a", "1", { Errors: errors, Conditions: conditions }));
    const live = content(block("a", "1", { Errors: [...errors].reverse(), Conditions: [...conditions].reverse() }));
    expect(merge(old, live)).toEqual(
      content(block("a", "1", { Errors: errors, Conditions: [...conditions].reverse() })),
    );
  });

  test("leaves empty lists there or away as they were", () => {
    const without = content(block("a", "1"));
    const withEmpty = content(block("a", "1", { Errors: [], Conditions: [] }));
    expect(merge(without, withEmpty)).toEqual(without);
    expect(merge(withEmpty, without)).toEqual(withEmpty);
  });

  test("behaves as what lives, whatever stood there before", () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e");
    const error = fc.record({ ErrorType: id, NextAction: id });
    const transitions = fc.record(
      { NextAction: id, Errors: fc.array(error, { maxLength: 3 }), Conditions: fc.array(error, { maxLength: 3 }) },
      { requiredKeys: [] },
    );
    const blocks = fc.uniqueArray(fc.tuple(id, id, transitions), { selector: ([name]) => name, maxLength: 5 });
    const any = blocks.map((list) => content(...list.map(([name, text, more]) => block(name, text, more))));
    fc.assert(
      fc.property(any, any, (old, live) => {
        expect(sameContent(merge(old, live), live)).toBe(true);
      }),
    );
  });
});
