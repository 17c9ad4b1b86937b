import { endOf, graphemes, startOf } from "./graphemes.js";
import { widthOf } from "./span.js";

/** Cuts out the middle of a text that is wider than `width`. */
export function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = graphemes(text);
  const room = Math.max(0, width - 1);
  return `${startOf(characters, Math.ceil(room / 2))}…${endOf(characters, Math.floor(room / 2))}`;
}

/**
 * Shortens two texts that differ to `width` each, so that where they begin and where they cease to differ stays to be
 * seen.
 */
export function shortenPair(before: string, after: string, width: number): readonly [string, string] {
  if (widthOf(before) <= width && widthOf(after) <= width) return [before, after];
  const [left, right] = [graphemes(before), graphemes(after)];
  const start = common(left, right);
  const end = common(left.slice(start).reverse(), right.slice(start).reverse());
  return [around(left, start, end, width), around(right, start, end, width)];
}

/** How many characters two texts have in common at their start. */
function common(left: readonly string[], right: readonly string[]): number {
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}

function around(characters: readonly string[], start: number, end: number, width: number): string {
  const whole = characters.join("");
  if (widthOf(whole) <= width) return whole;
  const context = Math.max(2, Math.floor(width / 4));
  const head = keepEnd(characters.slice(0, start), context);
  const tail = keepStart(characters.slice(characters.length - end), context);
  const room = width - widthOf(head) - widthOf(tail);
  return `${head}${shorten(characters.slice(start, characters.length - end).join(""), room)}${tail}`;
}

function keepEnd(characters: readonly string[], width: number): string {
  const whole = characters.join("");
  return widthOf(whole) <= width ? whole : `…${endOf(characters, width - 1)}`;
}

function keepStart(characters: readonly string[], width: number): string {
  const whole = characters.join("");
  return widthOf(whole) <= width ? whole : `${startOf(characters, width - 1)}…`;
}
