import { safeText } from "../lines/safe-text.js";
import { sectionLines } from "../lines/section-lines.js";
import { type Line, line, padTo, type Style, span, widthOf } from "../lines/span.js";
import type { ChangeView, WaveView } from "../view/plan-view.js";

/** Widths of the columns that all changes share. */
export interface Columns {
  readonly address: number;
  readonly action: number;
  readonly width: number;
}

const STYLES = {
  create: "added",
  update: "changed",
  replace: "changed",
  adopt: "changed",
  delete: "removed",
  keep: "dim",
} as const satisfies Record<ChangeView["action"], Style>;

/** Addresses wider than this push what follows to the right instead of moving the whole column. */
const WIDEST_ADDRESS = 40;

/** The columns of these changes; a narrow terminal gets a narrow address column. */
export function columnsOf(changes: readonly ChangeView[], width: number): Columns {
  const most = Math.min(WIDEST_ADDRESS, Math.floor(width / 2));
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
  const address = Math.min(most, widest(changes.map((change) => safeText(change.address))));
  return { address, action: widest(changes.map(({ verb }) => verb)), width };
}

/** Renders the changes of a wave below its heading. */
export function waveLines({ title, changes }: Pick<WaveView, "title" | "changes">, columns: Columns): readonly Line[] {
  return [line(0, span(title, "strong")), ...changes.flatMap((change) => changeLines(change, columns))];
}

/** Renders one change: its line, what to look at, what is good to know, and what differs. */
export function changeLines(change: ChangeView, columns: Columns): readonly Line[] {
  return [
    headLine(change, columns),
    ...change.attention.map((words) => line(6, span("    "), span("! ", "warn"), span(safeText(words), "warn"))),
    ...change.notes.map((words) => line(6, span("      "), span(safeText(words), "dim"))),
    ...change.sections.flatMap((section) => sectionLines(section, 6, columns.width)),
  ];
}

function headLine({ symbol, address, action, verb, why, risk }: ChangeView, columns: Columns): Line {
  const style = STYLES[action];
  const hang = 4 + columns.address + 3 + columns.action + 3;
  return line(
    hang * 2 > columns.width ? 8 : hang,
    span("  "),
    span(symbol, style),
    span(" "),
    span(padTo(safeText(address), columns.address), "strong"),
    span("   "),
    span(padTo(verb, columns.action), style),
    span("   "),
    span(why),
    ...(risk === "high" ? [span(", "), span("high risk", "warn")] : []),
  );
}
