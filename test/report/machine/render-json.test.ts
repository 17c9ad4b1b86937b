import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderJson } from "../../../src/report/machine/render-json.js";

describe("renderJson", () => {
  test("escapes what a terminal or a script would act on, and parses to the same value", () => {
    const value = { text: "\u2028\u2029\u001b\u009b\u202e\u200b", command: "##[error]x" };
    const text = renderJson(value, 0);
    expect(text).toBe('{"text":"\\u2028\\u2029\\u001b\\u009b\\u202e\\u200b","command":"\\u0023#[error]x"}\n');
    expect(JSON.parse(text)).toEqual(value);
  });

  test("keeps any value as it was and never holds a hidden character", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const text = renderJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]|##\[/u);
      }),
    );
  });
});
