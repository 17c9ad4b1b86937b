import { paintText, type TextOptions } from "./paint-text.js";
import { safeText } from "./safe-text.js";
import { line, span } from "./span.js";

/** Writes a sentence or more, wrapped; every line after the first `hang` columns from the left, all of them `indent`. */
export function renderNote(text: string, options: TextOptions & { readonly indent?: number }): string {
  const { indent = 0 } = options;
  return paintText([line(indent, span(" ".repeat(indent)), span(safeText(text)))], options);
}
