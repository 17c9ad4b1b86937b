import { describe, expect, test } from "vitest";
import { wordDiff } from "../../../src/report/view/word-diff.js";

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    ?.map(({ text }) => text)
    .join("");

describe("wordDiff", () => {
  test("marks words that went and came", () => {
    expect(shown('"Hello to all at Acme"', '"Hello to all at Acme Japan"')).toBe('"Hello to all at Acme{+ Japan+}"');
    expect(shown('"For support, press 2."', '"For support, press 3."')).toBe('"For support, press [-2-]{+3+}."');
  });

  test("compares Japanese by characters, katakana by words", () => {
    expect(shown("営業の方は1を押してください", "営業の方は3を押してください")).toBe(
      "営業の方は[-1-]{+3+}を押してください",
    );
    expect(shown("アクメ株式会社です", "ジャパン株式会社です")).toBe("[-アクメ-]{+ジャパン+}株式会社です");
  });

  test("folds long runs that stayed and keeps the quotes at both ends", () => {
    const long = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");
    expect(shown(`"${long} old ${long}"`, `"${long} new ${long}"`)).toMatch(
      /^"….*word39 \[-old-\]\{\+new\+\} word0.*…"$/,
    );
  });

  test("gives up where little is the same", () => {
    expect(shown('"Nobody is here today"', '"All lines lead to Rome"')).toBeUndefined();
  });
});
