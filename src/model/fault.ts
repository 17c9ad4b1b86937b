import type { Diagnostic } from "./diagnostic.js";

/** What kind of failure came from the world, as far as it decides what we do next. */
export type FaultKind =
  | "not-found"
  | "duplicate"
  | "in-use"
  | "rejected"
  | "quota"
  | "throttled"
  | "credentials"
  | "permission"
  | "precondition"
  | "network"
  | "service"
  | "state";

/**
 * A failure of the world, translated at the wall it came through. `uncertain` says that a write may have happened all
 * the same (a time-out, a 5xx, a broken answer).
 */
export class Fault extends Error {
  readonly kind: FaultKind;
  readonly diagnostics: readonly Diagnostic[];
  readonly uncertain: boolean;

  constructor(
    kind: FaultKind,
    diagnostics: readonly Diagnostic[],
    more: { cause?: unknown; uncertain?: boolean } = {},
  ) {
    super(diagnostics.map(({ summary }) => summary).join("; "), { cause: more.cause });
    this.name = "Fault";
    this.kind = kind;
    this.diagnostics = diagnostics;
    this.uncertain = more.uncertain ?? false;
  }
}

/** The code of what was not sent because the command was told to stop. */
export const STOPPED = "connect/stopped";

/** Whether something failed for no other reason than that the command was told to stop before it was sent. */
export function isStop(error: unknown): boolean {
  return error instanceof Fault && error.diagnostics.some(({ code }) => code === STOPPED);
}
