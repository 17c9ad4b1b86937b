import fc from "fast-check";
import { expect, test } from "vitest";
import { placeAt } from "../../../src/manifest/files/place.js";
import { locate } from "../../../src/manifest/index.js";
import { scanJson } from "../../../src/manifest/json/scan-json.js";

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("accepts what JSON.parse accepts, and nothing else", () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', ":", "0", "-", "\\", "e", "\n", "\t", ".", " "))
    .map(([text, at, mark]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + mark + text.slice(cut + (at % 2));
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      expect(scanJson(text).fault === undefined).toBe(accepts(text));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  "01",
  "1.",
  ".5",
  "+1",
  "1e",
  "-",
  "NaN",
  "True",
  "nul",
  "truefalse",
  '"\\x"',
  '"\\u12g4"',
  "[1 2]",
  "{a:1}",
  "",
])("refuses %j like JSON.parse", (text) => {
  expect(accepts(text)).toBe(false);
  expect(scanJson(text).fault).toBeDefined();
});

test.each([
  ['{\n  "a": 1\n  "b": 2\n}', "3:3 A comma or `}` is missing here."],
  ['{\n  "a": [1, 2,]\n}', "2:13 A comma stands before the closing `]`."],
  ['{ "a": "x\ny" }', "1:8 A text holds a line break as it is."],
  ['{ "a": "x\ty" }', "1:10 A text holds a tab as it is."],
  ['{ "a": "x', "1:8 The text that begins here is not closed before the file ends."],
  ['{ "a": [1', "1:8 The `[` that stands here is not closed before the file ends."],
  ['{ "a" 1 }', '1:7 A colon is missing after the key "a".'],
  ["{ a: 1 }", "1:3 A key in double quotes belongs here."],
  ['{ // no\n "a": 1 }', "1:3 JSON has no comments."],
  ['{\n<<<<<<< HEAD\n"a": 1 }', "2:1 A merge conflict stands in the file."],
  ["{} x", "1:4 Something follows after the end of the document."],
  ['["\\\'"]', "1:3 `\\'` is no escape that JSON knows."],
  ["  \n", "2:1 The file is empty."],
  ['{"a":', "1:6 The file ends before the document does."],
])("says what is wrong with %j and where", (text, told) => {
  const { fault } = scanJson(text);
  const { line, column } = placeAt(text, fault?.offset ?? 0);
  expect(`${line}:${column} ${fault?.detail}`).toBe(told);
});

test("locates pointers in JSON and in YAML, or what holds them", () => {
  const json = '{\n  "a/b": [ 1, { "c": 2 } ]\n}';
  expect(locate(json, "/a~1b/1/c")).toEqual({ line: 2, column: 22 });
  expect(locate(json, "/a~1b/1/gone/x")).toEqual({ line: 2, column: 15 });
  expect(locate("a:\n  - b: 1\n    c: 2\n", "/a/0/c")).toEqual({ line: 3, column: 8 });
  expect(locate("a: [", "/a")).toBeUndefined();
});
