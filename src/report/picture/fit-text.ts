import { graphemes, startOf } from "../graphemes.js";
import { safeText } from "../safe-text.js";
import { widthOf } from "../span.js";

/** Of a sans-serif face, one column takes about this part of the size of its letters. */
const COLUMN = 0.6;

/** No text of more characters than this is measured: it would be cut anyway. */
const LONGEST = 400;

/** Makes a text safe and cuts it to a width at a size of letters, both in the units of a picture. */
export function fitText(text: string, width: number, size: number): string {
  const columns = Math.floor(width / (size * COLUMN));
  if (text.length <= columns && /^[ -~]*$/.test(text)) return safeText(text);
  const safe = safeText(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  return widthOf(safe) <= columns ? safe : `${startOf(graphemes(safe), columns - 1).trimEnd()}…`;
}
