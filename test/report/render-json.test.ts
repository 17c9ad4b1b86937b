import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderJson, stateListJson } from "../../src/report/render-json.js";
import { resource } from "../support/state-samples.js";

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

test("stateListJson lists address, kind, name, id and arn, sorted by address", () => {
  const parsed = JSON.parse(stateListJson([resource("queue.sales"), resource("flow.main")]));
  expect(parsed).toEqual([
    { address: "flow.main", kind: "flow", name: "main", id: "id-main", arn: "arn:main" },
    { address: "queue.sales", kind: "queue", name: "sales", id: "id-sales", arn: "arn:sales" },
  ]);
});
