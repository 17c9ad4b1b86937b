import { paintText, type TextOptions } from "./paint-text.js";
import { safeText } from "./safe-text.js";
import { shorten } from "./shorten.js";
import { type Line, line, padTo, type Span, span, widthOf } from "./span.js";

/** How a table is written; `header` takes the first row for its heading. */
export interface TableOptions extends Partial<TextOptions> {
  readonly width: number;
  readonly header?: boolean;
  /** Columns before the first cell; 0 when not given. */
  readonly indent?: number;
  /** The columns that are shortened last: what people copy from them must be whole. */
  readonly whole?: readonly number[];
  /** Goes on below where the last cell does not fit, in place of shortening it. */
  readonly wrap?: boolean;
}

const GAP = 3;

/** Writes rows as columns aligned by visible width; the widest columns give way where all do not fit. */
export function renderTable(rows: readonly (readonly string[])[], options: TableOptions): string {
  return paintText(tableLines(rows, options), { color: false, ...options });
}

/** The lines of a table, for those who paint it themselves. */
export function tableLines(rows: readonly (readonly string[])[], options: TableOptions): readonly Line[] {
  const { width, header = false, indent = 0, whole = [] } = options;
  const cells = rows.map((row) => row.map(safeText));
  if (options.wrap) return wrappedLines(cells, indent);
  const widths = fitted(columnWidths(cells, width), Math.max(width, 40) - indent, whole);
  return cells.map((row, index) => {
    const spans = row.map((cell, column) => cellSpan(cell, widths[column] ?? 0, column === row.length - 1));
    const strong = header && index === 0;
    return line(indent, span(" ".repeat(indent)), ...(strong ? spans.map(({ text }) => span(text, "dim")) : spans));
  });
}

function wrappedLines(cells: readonly (readonly string[])[], indent: number): readonly Line[] {
  const widths = columnWidths(
    cells.map((row) => row.slice(0, -1)),
    Number.POSITIVE_INFINITY,
  );
  const hang = widths.reduce((sum, width) => sum + width + GAP, indent);
  return cells.map((row) => {
    const head = row.slice(0, -1).map((cell, column) => span(padTo(cell, (widths[column] ?? 0) + GAP)));
    return line(hang, span(" ".repeat(indent)), ...head, span(row.at(-1) ?? ""));
  });
}

function cellSpan(cell: string, width: number, last: boolean): Span {
  const text = shorten(cell, width);
  return span(last ? text : padTo(text, width + GAP));
}

function columnWidths(rows: readonly (readonly string[])[], most: number): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries())
      widths[column] = Math.min(most, Math.max(widths[column] ?? 0, widthOf(cell)));
  }
  return widths;
}

const LEAST = 6;

/** Takes from the widest column until all fit, but leaves each some; from those that are to be whole only at last. */
function fitted(widths: readonly number[], room: number, whole: readonly number[]): readonly number[] {
  const fit = [...widths];
  const total = () => fit.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, fit.length - 1);
  while (total() > room) {
    const others = fit.map((width, column) => (whole.includes(column) ? 0 : width));
    const most = Math.max(...others) > LEAST ? others : fit;
    const widest = Math.max(...most);
    if (widest <= LEAST) break;
    fit[most.indexOf(widest)] = widest - 1;
  }
  return fit;
}
