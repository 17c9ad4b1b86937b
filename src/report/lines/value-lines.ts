import type { LineView, ShownValue } from "../view/plan-view.js";
import { wordDiff } from "../view/word-diff.js";
import { safeText } from "./safe-text.js";
import { shorten, shortenPair } from "./shorten.js";
import { type Line, line, type Span, span, widthOf, widthOfSpans } from "./span.js";

/** How one field is shown: its column, the width of the path column, and the width of it all. */
interface ValuePlace {
  readonly indent: number;
  readonly pathWidth: number;
  readonly width: number;
  /** In a section that comes or goes whole, only one side is shown. */
  readonly one: boolean;
}

/** Renders one field that differs: on one line where it fits, else as two lines shortened to the difference. */
export function valueLines(view: LineView, place: ValuePlace): readonly Line[] {
  const { indent, pathWidth, width } = place;
  const path = shorten(safeText(view.path), Math.max(24, Math.floor(width / 2)));
  const mark = view.attention === undefined ? span("  ") : span("! ", "warn");
  const pad = " ".repeat(Math.max(0, pathWidth - widthOf(path)) + 3);
  const head = [span(" ".repeat(indent)), mark, span(path, "plain"), span(pad)];
  const aside = view.attention === undefined ? [] : [span("   "), span(`(${view.attention})`, "warn")];
  const hang = Math.min(widthOfSpans(head), Math.floor(width / 2));
  if (place.one) return [line(hang, ...head, oneSide(view, width - hang), ...aside)];
  if (isUntold(view)) return [line(hang, ...head, span("differs", "changed"), ...aside)];
  const [before, after] = [quoted(view.before), quoted(view.after)];
  const room = width - widthOfSpans(head);
  if (widthOf(before) + widthOf(after) + 3 + widthOfSpans(aside) <= room) {
    return [line(hang, ...head, ...arrow(before, after), ...aside)];
  }
  const words = spoken(view) ? wordDiff(before, after) : undefined;
  if (words) return [line(hang, ...head, ...words, ...aside)];
  return twoRows(head, aside, [before, after], width);
}

/** A field of which only is known that it differs. */
function isUntold({ before, after }: LineView): boolean {
  return before.type === "nothing" && after.type === "nothing";
}

function spoken({ spoken: is, before, after }: LineView): boolean {
  return is && before.type === "text" && after.type === "text";
}

function arrow(before: string, after: string): readonly Span[] {
  return [span(before, "removed"), span(" → ", "dim"), span(after, "added")];
}

function oneSide({ before, after, spoken: is }: LineView, room: number): Span {
  const [value, style] = after.type === "nothing" ? [before, "removed" as const] : [after, "added" as const];
  return span(shorten(quoted(value), is || value.type === "other" ? room * 4 : room), style);
}

function twoRows(
  head: readonly Span[],
  aside: readonly Span[],
  [before, after]: readonly [string, string],
  width: number,
): readonly Line[] {
  const [mark] = head;
  const indent = widthOf(mark?.text ?? "") + 4;
  const [left, right] = shortenPair(before, after, Math.max(24, width - indent - 2));
  const row = (symbol: string, text: string, style: "removed" | "added") =>
    line(indent + 2, span(" ".repeat(indent)), span(`${symbol} ${text}`, style));
  return [line(indent, ...head.slice(0, -1), ...aside), row("-", left, "removed"), row("+", right, "added")];
}

/** A safe value: texts in quotes, so that an empty one and spaces at its ends are seen. */
function quoted({ type, text }: ShownValue): string {
  return type === "text" ? `"${safeText(text)}"` : safeText(text);
}
