import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { widthOf } from "../../../src/report/lines/span.js";

const LETTERS = [..."aZ ~é—“”…→ーあぁがパヴ営業龥", "\u3099", "\u200d", "👨", "👩", "\ufe0f", "ｱ", "한", "、", "（"];

test("a text takes as many columns as string-width says, whatever stands beside what", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }), (letters) => {
      expect(widthOf(letters.join(""))).toBe(stringWidth(letters.join("")));
    }),
    { numRuns: 2000 },
  );
});
