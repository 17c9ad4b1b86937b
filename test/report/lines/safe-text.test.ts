import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeText } from "../../../src/report/lines/safe-text.js";

describe("safeText", () => {
  test.each([
    ["an escape sequence", "\u001b[31mred\u0007", "\\u{1b}[31mred\\u{7}"],
    ["a C1 control", "a\u009bb", "a\\u{9b}b"],
    ["a bidi override", "abc\u202egnp", "abc\\u{202e}gnp"],
    ["a zero-width space", "pay\u200bpal", "pay\\u{200b}pal"],
    ["a tag character", "a\u{e0041}", "a\\u{e0041}"],
    ["a lone surrogate", "a\ud800b", "a\\u{d800}b"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
  ])("makes %s visible", (_, text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  test("shows line ends and tabs on one line", () => {
    expect(safeText("a\nb\r\nc\rd\te")).toBe("a⏎b⏎c⏎d⇥e");
  });

  test.each([
    ["::error::boo", "\\u{3a}:error::boo"],
    ["  ::set-output name=x::y", "  \\u{3a}:set-output name=x::y"],
    ["x ##[error]boo", "x \\u{23}#[error]boo"],
    ["##vso[task.complete]", "\\u{23}#vso[task.complete]"],
  ])("keeps a runner from taking %s as a command", (text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  test.each(["受付フロー", "VIP ⭐ 👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "葛\u{e0100}城", "arn:aws:lambda:::x", "שלום", "Ünï"])(
    "leaves %s as it is",
    (text) => {
      expect(safeText(text)).toBe(text);
    },
  );

  test("gives the same when it is asked twice", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => safeText(safeText(text)) === safeText(text)));
  });
});
