/**
 * What goes wrong with one call. `before`: nothing was done; `after`: it was done and only the answer is lost; `held`: it
 * is done once there are other rules, so that something may be waited for meanwhile.
 */
export type RigFault =
  | "error-before"
  | "error-after"
  | "reset-before"
  | "reset-after"
  | "hang-before"
  | "hang-after"
  | "garbage-before"
  | "garbage-after"
  | "throttle"
  | "quota"
  | "denied"
  | "expired"
  | "skewed"
  | "slow"
  | "held";

export const RIG_FAULTS = [
  "error-before",
  "error-after",
  "reset-before",
  "reset-after",
  "hang-before",
  "hang-after",
  "garbage-before",
  "garbage-after",
  "throttle",
  "quota",
  "denied",
  "expired",
  "skewed",
  "slow",
] as const satisfies readonly RigFault[];

/** What goes wrong with one request to the store. `conflict`: another write is under way; `refused`: a condition broke; `no-such-page`: something on the way says 404. */
export const STORE_FAULTS = [
  "error-before",
  "error-after",
  "reset-before",
  "reset-after",
  "hang-before",
  "hang-after",
  "garbage-before",
  "garbage-after",
  "throttle",
  "denied",
  "expired",
  "skewed",
  "conflict",
  "refused",
  "no-such-page",
  "slow",
] as const;

export type StoreFault = (typeof STORE_FAULTS)[number];

/** Which calls a fault is for, counted from the moment the rule was given. */
export interface FaultRule {
  /** A name of the service; or `write`, `create` or `read` for all of those; or `*`. Or `PUT`, `GET`, `DELETE` of the store. */
  readonly operation: string;
  /** The first call that meets the fault, from 1. */
  readonly call: number;
  /** How many calls in a row meet it; 1 when absent. */
  readonly times?: number;
  readonly fault: RigFault | StoreFault;
}

/** How the rig's service shows what is new. */
export interface RigStrictness {
  readonly staleListMs?: number;
  readonly notFoundAfterCreate?: number;
  readonly archiveBeforeDelete?: boolean;
}

const READS = /^(?:lex\.)?(?:List|Describe|Search|Get)/;

export function isRead(operation: string): boolean {
  return READS.test(operation);
}

export function isMeant({ operation: wanted }: FaultRule, operation: string): boolean {
  if (wanted === "*" || wanted === operation) return true;
  if (wanted === "read") return isRead(operation);
  if (wanted === "create") return /^Create/.test(operation);
  return wanted === "write" && !isRead(operation);
}
