import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shorten, shortenPair } from "../../../src/report/lines/shorten.js";
import { widthOf } from "../../../src/report/lines/span.js";

describe("shorten", () => {
  test("cuts out the middle", () => {
    expect(shorten("abcdefghij", 5)).toBe("ab…ij");
  });

  test("never exceeds the width and never cuts a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "営", "👨‍👩‍👧", "e\u0301") }), fc.nat(30), (text, width) => {
        const short = shorten(text, width + 1);
        expect(widthOf(short)).toBeLessThanOrEqual(width + 1);
        expect(short.replace(/a|営|👨‍👩‍👧|e\u0301|…/gu, "")).toBe("");
      }),
    );
  });
});

describe("shortenPair", () => {
  test("keeps the difference visible", () => {
    const same = "x".repeat(200);
    const [before, after] = shortenPair(`${same}OLD${same}`, `${same}NEW${same}`, 40);
    expect([before, after]).toEqual([`…xxxxxxxxxOLDxxxxxxxxx…`, `…xxxxxxxxxNEWxxxxxxxxx…`]);
  });

  test("keeps two texts that differ apart, within the width", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " "), minLength: 50, maxLength: 200 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [before, after] = shortenPair(`${left}X${right}`, `${left}Y${right}`, 40);
        expect(before).not.toBe(after);
        expect(Math.max(widthOf(before), widthOf(after))).toBeLessThanOrEqual(40);
      }),
    );
  });
});
