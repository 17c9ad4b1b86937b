import { expect, test } from "vitest";
import { CONTENT_LIMIT, contentSize, mayBeTooLarge } from "../../../src/flow/check/content-size.js";

test("counts characters as they are sent, on one line", () => {
  expect(contentSize({ a: "é", b: [1] })).toBe('{"a":"é","b":[1]}'.length);
});

test.each([
  ["text", { a: "x".repeat(CONTENT_LIMIT) }],
  ["text that JSON escapes", { a: "\u0001".repeat(CONTENT_LIMIT / 6) }],
  ["keys", Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`key ${index}`, null]))],
  ["numbers", Array.from({ length: 30_000 }, () => -1.234567e-12)],
  ["lists in lists", Array.from({ length: 90_000 }, () => [])],
])("takes none for small that has too much in %s", (_, content) => {
  expect(contentSize(content)).toBeGreaterThan(CONTENT_LIMIT);
  expect(mayBeTooLarge(content)).toBe(true);
});

test("takes one for small that is far from the limit, with all that its references may come to", () => {
  expect(mayBeTooLarge({ text: "x".repeat(20_000), to: ["${flow.main}", "${queue.sales.id}"] })).toBe(false);
  expect(mayBeTooLarge({ to: Array.from({ length: 200 }, () => "${flow.main}") })).toBe(true);
});
