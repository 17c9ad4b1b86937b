import type { Diagnostic } from "../model/diagnostic.js";
import type { Fault, FaultKind } from "../model/fault.js";

/** What an exit code says; the table of the user's contract. */
export const EXIT = {
  done: 0,
  failed: 1,
  changes: 2,
  invalid: 3,
  precondition: 4,
  locked: 5,
  blocked: 6,
  halfway: 7,
  state: 8,
  access: 9,
} as const;

/** Codes of a stopped program, as shells give them. */
export const SIGNAL_EXIT = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whether a code is that of a stopped program. */
export function isSignalExit(code: number): boolean {
  return Object.values(SIGNAL_EXIT).some((one) => one === code);
}

/** Safety rules: everything else a plan complains about is a mistake in the files. */
const SAFETY_RULES = new Set([
  "plan/protected",
  "plan/delete-not-allowed",
  "plan/too-many-deletes",
  "plan/conflict",
  "plan/adopt-refused",
  "plan/cannot-unpublish",
  "plan/still-needed",
]);

/** The code for a problem that kept a command from doing its work. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  const codes = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  if (codes.some((code) => code === "apply/moved-on")) return EXIT.precondition;
  if (codes.length > 0 && codes.every((code) => SAFETY_RULES.has(code))) return EXIT.blocked;
  return EXIT.invalid;
}

const FAULT_EXIT = {
  "not-found": EXIT.failed,
  duplicate: EXIT.failed,
  "in-use": EXIT.failed,
  rejected: EXIT.failed,
  quota: EXIT.failed,
  throttled: EXIT.failed,
  network: EXIT.failed,
  service: EXIT.failed,
  credentials: EXIT.access,
  permission: EXIT.access,
  precondition: EXIT.precondition,
  state: EXIT.state,
} as const satisfies Record<FaultKind, number>;

const STATE_EXIT: Readonly<Record<string, number>> = {
  "state/locked": EXIT.locked,
  "state/lock-lost": EXIT.locked,
  "state/plan-missing": EXIT.invalid,
  "state/plan-unreadable": EXIT.invalid,
  "state/plan-invalid": EXIT.invalid,
  "state/unsupported-store": EXIT.invalid,
  "cli/cannot-write": EXIT.failed,
};

/** The code for a failure of the world before any write. */
export function exitCodeOfFault(fault: Fault): number {
  const special = fault.diagnostics.map(({ code }) => STATE_EXIT[code]).find((code) => code !== undefined);
  return special ?? FAULT_EXIT[fault.kind];
}
