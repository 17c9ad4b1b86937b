import { Chalk, type ChalkInstance } from "chalk";
import { sealRow } from "./seal-row.js";
import { joinSpans, type Line, type Span, type Style } from "./span.js";
import { wrapLine } from "./wrap-line.js";

/** How wide the text may be, in columns, and whether it may have colour. */
export interface TextOptions {
  readonly width: number;
  readonly color: boolean;
}

/** Wraps lines and paints them for a terminal; ends with a newline. Colour never carries a meaning of its own. */
export function paintText(lines: readonly Line[], { width, color }: TextOptions): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const rows = lines.flatMap((one) => wrapLine(one, Math.max(width, 40)));
  return rows.map((row) => `${paintRow(sealRow(row), chalk)}\n`).join("");
}

function paintRow(row: readonly Span[], chalk: ChalkInstance): string {
  return joinSpans(row)
    .map(({ text, style }) => PAINT[style](chalk)(text))
    .join("");
}

const PAINT = {
  plain: () => (text) => text,
  dim: (chalk) => chalk.dim,
  strong: (chalk) => chalk.bold,
  added: (chalk) => chalk.green,
  removed: (chalk) => chalk.red,
  changed: (chalk) => chalk.yellow,
  warn: (chalk) => chalk.yellow.bold,
  error: (chalk) => chalk.red.bold,
} as const satisfies Record<Style, (chalk: ChalkInstance) => (text: string) => string>;
