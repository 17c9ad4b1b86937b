import fc from "fast-check";
import { expect, test } from "vitest";
import { formatContent } from "../../src/flow/format.js";
import { jsonValue } from "./json-value.js";

test("writes known keys first, all else sorted, lists as they stand, and a final newline", () => {
  const content = {
    Settings: {},
    Actions: [
      {
        Transitions: { NextAction: "b", Errors: [] },
        extra: 1,
        Parameters: { b: [2, 1], a: "é" },
        Type: "X",
        Identifier: "z",
      },
      { Identifier: "a" },
    ],
    Metadata: { b: 1, a: { d: 1, c: 1 } },
    StartAction: "z",
    Version: "2019-10-30",
    Alpha: null,
  };
  expect(formatContent(content)).toBe(`{
  "Version": "2019-10-30",
  "StartAction": "z",
  "Metadata": {
    "a": {
      "c": 1,
      "d": 1
    },
    "b": 1
  },
  "Actions": [
    {
      "Identifier": "z",
      "Type": "X",
      "Parameters": {
        "a": "é",
        "b": [
          2,
          1
        ]
      },
      "Transitions": {
        "Errors": [],
        "NextAction": "b"
      },
      "extra": 1
    },
    {
      "Identifier": "a"
    }
  ],
  "Alpha": null,
  "Settings": {}
}
`);
});

test("keeps the value and is its own form", () => {
  fc.assert(
    fc.property(jsonValue, fc.boolean(), (value, wrapped) => {
      const content = wrapped ? { Actions: [value], Version: value } : value;
      const text = formatContent(content);
      expect(JSON.parse(text)).toEqual(content);
      expect(formatContent(JSON.parse(text))).toBe(text);
    }),
  );
});

test("writes the same text whatever the order of keys was", () => {
  expect(formatContent({ StartAction: "a", Version: "v", b: 1, a: 2 })).toBe(
    formatContent({ a: 2, b: 1, Version: "v", StartAction: "a" }),
  );
});
