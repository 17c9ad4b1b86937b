import { atFirstUse } from "../../model/at-first-use.js";
import { isEasy, widthOf } from "./span.js";

const segmenter = atFirstUse(() => new Intl.Segmenter("en", { granularity: "grapheme" }));

/** What a person sees as characters. */
export function graphemes(text: string): readonly string[] {
  return isEasy(text) ? [...text] : Array.from(segmenter().segment(text), ({ segment }) => segment);
}

/** The longest start that takes at most `width` columns. */
export function startOf(characters: readonly string[], width: number): string {
  return characters.slice(0, fitting(characters, width)).join("");
}

/** The longest end that takes at most `width` columns. */
export function endOf(characters: readonly string[], width: number): string {
  const count = fitting([...characters].reverse(), width);
  return count === 0 ? "" : characters.slice(-count).join("");
}

function fitting(characters: readonly string[], width: number): number {
  let used = 0;
  for (const [index, character] of characters.entries()) {
    used += widthOf(character);
    if (used > width) return index;
  }
  return characters.length;
}
