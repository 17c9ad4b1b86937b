import { commandStarts, escapeOf } from "./safe-text.js";
import type { Span } from "./span.js";

/** The last look at a whole row: joining and wrapping safe pieces must not have made a command of them. */
export function sealRow(row: readonly Span[]): readonly Span[] {
  const starts = commandStarts(row.map(({ text }) => text).join(""));
  if (starts.size === 0) return row;
  let from = 0;
  return row.map(({ text, style }) => {
    const offset = from;
    from += text.length;
    const units = Array.from({ length: text.length }, (_, index) => text.charAt(index));
    return { text: units.map((unit, index) => (starts.has(offset + index) ? escapeOf(unit) : unit)).join(""), style };
  });
}
