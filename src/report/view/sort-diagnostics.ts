import type { Diagnostic } from "../../model/diagnostic.js";
import { compareText } from "../../model/json.js";

/** Sorted by file, line and column; those of one place, and those without any, stay in the order they came in. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (left, right) =>
      compareText(left.file ?? "", right.file ?? "") ||
      (left.line ?? 0) - (right.line ?? 0) ||
      (left.column ?? 0) - (right.column ?? 0),
  );
}
