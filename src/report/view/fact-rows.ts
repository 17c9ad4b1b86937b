import { safeText } from "../lines/safe-text.js";
import { type Line, line, padTo, span, wholeLine, widthOf } from "../lines/span.js";

/** A label and what is to be said under it. */
export type Fact = readonly [label: string, value: string];

/** Writes facts with their values in one column; what is one word, as an ARN, is never broken. */
export function factLines(facts: readonly Fact[]): readonly Line[] {
  const column = Math.max(0, ...facts.map(([label]) => widthOf(safeText(label)))) + 3;
  return facts.map(([label, value]) => ({
    ...line(column, span(padTo(safeText(label), column), "dim"), span(safeText(value))),
    whole: /^[!-~]+$/.test(value),
  }));
}

/** What comes next, each with a command that can be copied as it stands. */
export function commandLines(commands: readonly Fact[]): readonly Line[] {
  return commands.map(([purpose, command]) => wholeLine(span(`${purpose} `), span(safeText(command), "strong")));
}
