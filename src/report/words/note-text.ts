import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { line, span } from "../lines/span.js";

/** Writes a sentence or more, wrapped, all of its lines `indent` columns from the left. */
export function renderNote(text: string, options: TextOptions & { readonly indent?: number }): string {
  const { indent = 0 } = options;
  return paintText([line(indent, span(" ".repeat(indent)), span(safeText(text)))], options);
}
