import type { Diagnostic } from "../../model/diagnostic.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, type Span, span, wholeLine } from "../lines/span.js";
import { sortDiagnostics } from "../view/sort-diagnostics.js";
import { countOf } from "../words/count-words.js";
import { helpWords } from "../words/help-words.js";

/** Writes diagnostics sorted by place, with their counts in the last line; nothing where there are none. */
export function renderDiagnosticsText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  if (diagnostics.length === 0) return "";
  const lines = sortDiagnostics(diagnostics).flatMap((one) => [...diagnosticLines(one), BLANK]);
  return paintText([...lines, wholeLine(span(severityCounts(diagnostics), "strong"))], options);
}

/** `2 errors, 1 warning.` */
function severityCounts(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  const counts = [
    ...(errors > 0 ? [countOf(errors, "error")] : []),
    ...(warnings > 0 ? [countOf(warnings, "warning")] : []),
  ];
  return `${counts.join(", ")}.`;
}

/** One diagnostic: its line, the summary, and where they are there the detail, the place and the help. */
export function diagnosticLines(diagnostic: Diagnostic): readonly Line[] {
  const { summary, detail, help } = diagnostic;
  const place = placeOf(diagnostic);
  return [
    headLine(diagnostic),
    told([span(safeText(summary), "strong")]),
    ...(detail === undefined ? [] : [told([span(safeText(detail))])]),
    ...(place === undefined ? [] : [told([span("at ", "dim"), span(safeText(place))])]),
    ...(help === undefined ? [] : [told([span("help: ", "added"), span(safeText(helpWords(help)))])]),
  ];
}

function headLine({ severity, address, code }: Diagnostic): Line {
  const style = severity === "error" ? "error" : "warn";
  const named = address === undefined ? [] : [span("  "), span(safeText(address), "strong")];
  return line(2, span(severity, style), ...named, span("  "), span(safeText(code), "dim"));
}

function told(spans: readonly Span[]): Line {
  return line(2, span("  "), ...spans);
}

/** `file:line:column`; a file that the detail names already is not told again where its line is not known. */
function placeOf({ file, line: row, column, pointer, detail }: Diagnostic): string | undefined {
  if (file === undefined) return pointer === undefined || detail?.includes(pointer) ? undefined : pointer;
  if (row === undefined) return detail?.includes(file) ? undefined : pointer ? `${file} (${pointer})` : file;
  return `${file}:${row}${column === undefined ? "" : `:${column}`}`;
}
