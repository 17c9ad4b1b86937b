import type { Address } from "./address.js";

export type Severity = "error" | "warning";

/**
 * One thing we tell the user about a problem. The summary says what is wrong in one phrase; the detail says why, with
 * the values found and expected; the help says what to do. Lines and columns start at 1.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** `room/what`, for example `manifest/unknown-reference`; stable, and known to `explain`. */
  readonly code: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: Address;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** JSON pointer into the file, or into the body where there is no file. */
  readonly pointer?: string;
  readonly help?: string;
}

/** A value as far as it could be had, and everything there is to say about it. */
export interface Checked<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
