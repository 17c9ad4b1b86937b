import { expect, test } from "vitest";
import { readJson } from "../../../src/manifest/json/read-json.js";

const codesOf = (text: string) => readJson("a.json", text).diagnostics.map(({ code }) => code);

test.each([
  ['{"a":1,"a":2}'],
  ['{"a" :1,"a":2}'],
  ['{"a":1,"a"\n:2}'],
  ['{"a":":","b":{"a":1,"a":2}}'],
  ['{"a":"\\":","a" :2}'],
  ['{"a\\\\":1,"b":":","b":2}'],
  ['{"\\u0061":1,"a":2}'],
  ['{"t":"{\\"a\\":1}","a":1,"a":2}'],
  ['{"__proto__":1,"__proto__":2}'],
])("tells of a key that stands twice, however it is written: %s", (text) => {
  expect(codesOf(text)).toEqual(["manifest/duplicate-key"]);
});

test.each([
  ['{"a":1,"b":{"a":2}}'],
  ['{ "a" : ":", "b" : "\\":" }'],
  ['{"a\\\\":{"b\\"":1},"":[":",{"a":1}]}'],
  ['{"t":"{\\"a\\":1,\\"a\\":2}"}'],
])("finds nothing where each key stands once: %s", (text) => {
  expect(readJson("a.json", text)).toEqual({
    value: JSON.parse(text),
    diagnostics: [],
    isExact: expect.any(Boolean),
  });
});

test("takes lists 200 deep, and no deeper", () => {
  expect(codesOf("[".repeat(200) + "]".repeat(200))).toEqual([]);
  expect(codesOf("[".repeat(201) + "]".repeat(201))).toEqual(["manifest/too-deep"]);
});
