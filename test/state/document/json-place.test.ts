import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonMistake } from "../../../src/state/document/json-place.js";

test.each([
  ["", 1, 1, true],
  ['{"a": 1', 1, 8, true],
  ['{"a": "torn', 1, 7, false],
  ['{\n  "a": 1,\n}', 3, 1, false],
  ['{\n  "a" 1}', 2, 7, false],
  ["[1, 2\n  3]", 2, 3, false],
  ['{"a": [1}', 1, 9, false],
  ["[,]", 1, 2, false],
  ["{} {}", 1, 4, false],
  ["nul", 1, 1, false],
  ["[01]", 1, 3, false],
  ["{1:2}", 1, 2, false],
  [']"', 1, 1, false],
])("finds the mistake in %j", (text, line, column, end) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(findJsonMistake(text)).toEqual({ line, column, end });
});

test("finds no mistake before the end of any JSON text", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(findJsonMistake(text).end).toBe(true);
    }),
  );
});

test("finds an end that comes too early in every part of a document, or a torn word", () => {
  const text = '{"a":[1,{"b":null,"c":"d\\n"}],"e":{"f":[]}}';
  for (let length = 0; length < text.length; length++) {
    const place = findJsonMistake(text.slice(0, length));
    const torn = /["a-z\\0-9]/.test(text.slice(place.column - 1, place.column));
    expect(place.end || torn, text.slice(0, length)).toBe(true);
  }
});

test("finds the beginning of a very long text that was torn", () => {
  expect(findJsonMistake(`{"a": "${"x".repeat(3_000_000)}`)).toEqual({ line: 1, column: 7, end: false });
});
