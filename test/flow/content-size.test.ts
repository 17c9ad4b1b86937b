import { expect, test } from "vitest";
import { contentSize } from "../../src/flow/content-size.js";

test("counts characters as they are sent, on one line", () => {
  expect(contentSize({ a: "é", b: [1] })).toBe('{"a":"é","b":[1]}'.length);
});
