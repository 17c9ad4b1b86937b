import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, span, widthOfSpans } from "../../../src/report/lines/span.js";
import { wrapLine } from "../../../src/report/lines/wrap-line.js";

const rowsOf = (text: string, width: number, hang = 0) =>
  wrapLine(line(hang, span(text)), width).map((row) => row.map((one) => one.text).join(""));

describe("wrapLine", () => {
  test("breaks at spaces and hangs what goes on", () => {
    expect(rowsOf("one two three four", 10, 2)).toEqual(["one two", "  three", "  four"]);
  });

  test("breaks Japanese between characters but not before a full stop", () => {
    expect(rowsOf("営業の方は。押す", 10)).toEqual(["営業の方", "は。押す"]);
  });

  test("cuts a word that is wider than the line", () => {
    expect(rowsOf("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  });

  test("keeps a command in backquotes on one line, with the stops around it", () => {
    expect(rowsOf("now run (`tool go --env prod`), then wait", 28, 2)).toEqual([
      "now run",
      "  (`tool go --env prod`),",
      "  then wait",
    ]);
  });

  test("breaks within backquotes where no line has room for what they hold", () => {
    expect(rowsOf("run `tool go --env prod` now", 12)).toEqual(["run `tool go", "--env prod`", "now"]);
  });

  test("never exceeds the width and loses nothing but spaces", () => {
    const unit = fc.constantFrom("a", "b", " ", "`", "営", "。", "👨‍👩‍👧", "—");
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 120 }),
        fc.integer({ min: 10, max: 40 }),
        fc.nat(8),
        (text, width, hang) => {
          const rows = wrapLine(line(hang, span(text)), width);
          for (const row of rows) expect(widthOfSpans(row)).toBeLessThanOrEqual(width);
          const joined = rows
            .flat()
            .map((one) => one.text)
            .join("");
          expect(joined.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        },
      ),
    );
  });
});
