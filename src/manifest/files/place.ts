import { atFirstUse } from "../../model/at-first-use.js";

/** A line and a column in a text; both start at 1, columns count UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number): Place {
  return placesIn(text)(offset);
}

/** Finds the places of many offsets: the lines of the text are counted once, when the first is asked for. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = atFirstUse(() => lineStarts(text));
  return (offset) => {
    const line = countUpTo(starts(), offset);
    return { line, column: offset - (starts()[line - 1] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of some sorted numbers are not greater than a limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === "") return [];
  const steps = pointer.slice(1).split("/");
  return steps.map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
}
