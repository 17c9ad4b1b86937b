/** A line and a column in a text; both start at 1, columns count UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < offset; next = text.indexOf("\n", start)) {
    line += 1;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === "") return [];
  const steps = pointer.slice(1).split("/");
  return steps.map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
}
