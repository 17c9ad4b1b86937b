import stringWidth from "string-width";

/** What a piece of text is; how that looks is up to whoever paints it. */
export type Style = "plain" | "dim" | "strong" | "added" | "removed" | "changed" | "warn" | "error";

/** A piece of safe text on one line. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One line before it is wrapped: what does not fit goes on below, `hang` columns from the left. */
export interface Line {
  readonly spans: readonly Span[];
  readonly hang: number;
  /** Left on one line however long it is: counts that are searched for, commands that are copied. */
  readonly whole?: boolean;
}

export function span(text: string, style: Style = "plain"): Span {
  return { text, style };
}

export function line(hang: number, ...spans: readonly Span[]): Line {
  return { spans, hang };
}

export function wholeLine(...spans: readonly Span[]): Line {
  return { spans, hang: 0, whole: true };
}

export const BLANK: Line = { spans: [], hang: 0 };

/** ASCII, our own signs, kana and kanji with their stops: characters that never join with their neighbours, and the wide ones of them. */
const EASY = /^[ -~—“”…→\u3001\u3002\u300c\u300d\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e]*$/;
const WIDE = /[\u3001-\u9fff\uff01-\uff5e]/g;

/** Whether each character of a text is what a person sees as one, of one column or two. */
export function isEasy(text: string): boolean {
  return EASY.test(text);
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  return isEasy(text) ? text.length + (text.match(WIDE)?.length ?? 0) : stringWidth(text);
}

export function widthOfSpans(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** Pads with spaces on the right to a visible width; what is wider stays. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Neighbours of one style become one, so that a row has as few marks as can be. */
export function joinSpans(row: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const one of row) {
    const last = spans.at(-1);
    if (last?.style === one.style) spans[spans.length - 1] = { text: last.text + one.text, style: last.style };
    else spans.push(one);
  }
  return spans;
}
