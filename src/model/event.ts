import type { Address } from "./address.js";
import type { Action } from "./change.js";
import type { Diagnostic } from "./diagnostic.js";

/** What an apply tells while it works; the caller shows it. One line of JSON each with `--json`. */
export type ApplyEvent =
  | { readonly type: "version"; readonly tool: string; readonly formatVersion: string }
  | { readonly type: "apply_start"; readonly planHash: string; readonly changes: number; readonly writes: number }
  | { readonly type: "change_start"; readonly address: Address; readonly action: Action; readonly placeholder: boolean }
  | { readonly type: "write"; readonly address: Address; readonly operation: string }
  | {
      readonly type: "change_done";
      readonly address: Address;
      readonly action: Action;
      readonly id: string;
      readonly placeholder: boolean;
      readonly done: number;
      readonly total: number;
      /** Milliseconds that what is left still takes, by the rate of the environment and the pace so far. */
      readonly remainingMs?: number;
    }
  | { readonly type: "change_failed"; readonly address: Address; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "change_blocked"; readonly address: Address; readonly by: Address }
  | RunSummary;

/** The last event. */
export interface RunSummary {
  readonly type: "run_summary";
  readonly status: "done" | "failed" | "stopped";
  readonly done: number;
  readonly failed: number;
  readonly blocked: number;
  readonly notStarted: number;
  /** Remote writes that were sent. */
  readonly writes: number;
}
