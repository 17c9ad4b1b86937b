import { sealRow } from "../lines/seal-row.js";
import { joinSpans, type Line, type Span } from "../lines/span.js";
import { wrapLine } from "../lines/wrap-line.js";
import { safeHtml } from "../markdown/safe-markdown.js";

/** Paints lines for the inside of a `<pre>`: everything escaped, what matters bold. */
export function paintHtml(lines: readonly Line[], width = 110): readonly string[] {
  return lines
    .flatMap((one) => wrapLine(one, width))
    .map((row) => joinSpans(sealRow(row)).map(paint).join("").trimEnd());
}

function paint({ text, style }: Span): string {
  const safe = safeHtml(text);
  return style === "strong" || style === "warn" || style === "error" ? `<b>${safe}</b>` : safe;
}
