import { graphemes, startOf } from "./graphemes.js";
import { type Line, type Span, widthOf } from "./span.js";

/** White space, one wide character with the marks that must not begin a line, or a word. */
const WORDS =
  /\s+|[\u2e80-\u9fff\uac00-\ud7af\uff01-\uff60][、。，．」』）！？ー]*|[^\s\u2e80-\u9fff\uac00-\ud7af\uff01-\uff60]+/gu;

/** The same, but for what stands in backquotes, as commands do: it is one piece, so that it can be copied. */
const PIECES = new RegExp(`[("'[{]*\`[^\`]{1,100}\`[.,;:!?)"'\\]}、。」』）…]*|${WORDS.source}`, "gu");

/**
 * Breaks a line to a visible width, at spaces and between characters of scripts that have none; not within backquotes
 * where a line has room for what they hold. A word that is wider than the line is cut. What goes on below hangs. Joining
 * gives all the text again but for spaces at breaks.
 */
export function wrapLine({ spans, hang, whole }: Line, width: number): readonly (readonly Span[])[] {
  if (whole) return [spans];
  const inset = Math.min(hang, Math.floor(width / 2));
  const rows: Span[][] = [[]];
  let used = 0;
  const breakRow = () => {
    rows.push([{ text: " ".repeat(inset), style: "plain" }]);
    used = inset;
  };
  for (const piece of spans.flatMap((one) => piecesOf(one, width - inset))) {
    const wide = widthOf(piece.text);
    const blank = piece.text.trim() === "";
    if (used + wide > width && (blank || used > inset)) breakRow();
    if (blank && rows.length > 1 && used === inset) continue;
    rows.at(-1)?.push(piece);
    used += wide;
  }
  return rows.map(trimmed).filter((row, index) => index === 0 || row.some(({ text }) => text.trim() !== ""));
}

function piecesOf({ text, style }: Span, most: number): readonly Span[] {
  const pieces = text.match(text.includes("`") ? PIECES : WORDS) ?? [];
  return pieces
    .flatMap((piece) => (widthOf(piece) <= most ? [piece] : (piece.match(WORDS) ?? [])))
    .flatMap((piece) => cut(piece, most).map((part) => ({ text: part, style })));
}

function cut(piece: string, most: number): readonly string[] {
  if (widthOf(piece) <= most) return [piece];
  const parts: string[] = [];
  let rest = graphemes(piece);
  while (rest.length > 0) {
    const part = startOf(rest, most) || (rest[0] ?? "");
    parts.push(part);
    rest = rest.slice(graphemes(part).length);
  }
  return parts;
}

/** Drops white space at the end of a row. */
function trimmed(row: readonly Span[]): readonly Span[] {
  const kept = [...row];
  while (kept.at(-1)?.text.trim() === "") kept.pop();
  return kept;
}
