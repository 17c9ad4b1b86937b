import { graphemes, startOf } from "../lines/graphemes.js";
import { safeText } from "../lines/safe-text.js";
import { widthOf } from "../lines/span.js";

/** Of a sans-serif face, one column takes about this part of the size of its letters. */
const COLUMN = 0.6;

/** No text of more characters than this is measured: it would be cut anyway. */
const LONGEST = 400;

/** Characters of one column that are safe wherever they stand. */
const PLAIN = /^[ !"$-9;-~]*$/;

/** Makes a text safe and cuts it to a width at a size of letters, both in the units of a picture. */
export function fitText(text: string, width: number, size: number): string {
  const columns = columnsIn(width, size);
  if (PLAIN.test(text)) return text.length <= columns ? text : `${text.slice(0, columns - 1).trimEnd()}…`;
  const safe = safeText(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  return widthOf(safe) <= columns ? safe : `${startOf(graphemes(safe), columns - 1).trimEnd()}…`;
}

/** The same for two texts that differ: where they differ only beyond what fits, they begin a word before that. */
export function fitPair(before: string, after: string, width: number, size: number): readonly [string, string] {
  const left = fitText(before, width, size);
  const right = fitText(after, width, size);
  if (left !== right) return [left, right];
  const [was, is] = [graphemes(before.slice(0, LONGEST)), graphemes(after.slice(0, LONGEST))];
  const start = wordBefore(was, is);
  return [
    `…${fitText(was.slice(start).join(""), width - size, size)}`,
    `…${fitText(is.slice(start).join(""), width - size, size)}`,
  ];
}

/** How many characters before the first difference are enough to see where it is. */
const CONTEXT = 8;

/** Where the word begins that leads to the first difference, or a few characters before it. */
function wordBefore(was: readonly string[], is: readonly string[]): number {
  let same = 0;
  while (same < was.length && was[same] === is[same]) same++;
  const start = Math.max(0, same - CONTEXT);
  const space = was.slice(start, same - 1).indexOf(" ");
  return space < 0 ? start : start + space + 1;
}

function columnsIn(width: number, size: number): number {
  return Math.floor(width / (size * COLUMN));
}
