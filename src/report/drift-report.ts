import type { Address } from "../model/address.js";
import type { Drift } from "../model/plan.js";
import type { Body } from "../model/resource.js";
import type { Listed } from "../model/snapshot.js";

/** What `drift` found: what differs from what was last applied, and what nobody manages. */
export interface DriftReport {
  readonly environment: string;
  readonly drift: readonly Drift[];
  readonly unmanaged: readonly Listed[];
  readonly summary: DriftSummary;
}

/** Live bodies by address: a drift names blocks as they do. A plan's changes have them in `before`. */
export type LiveBodies = Readonly<Record<Address, Body | null>>;

/** Counts of a drift report. */
export interface DriftSummary {
  readonly changed: number;
  readonly deleted: number;
  readonly conflict: number;
  readonly unmanaged: number;
  /** How many managed resources were compared. */
  readonly compared: number;
}

/** Counts what was found. */
export function driftSummary(drift: readonly Drift[], unmanaged: readonly Listed[], compared: number): DriftSummary {
  const count = (kind: Drift["kind"]) => drift.filter((one) => one.kind === kind).length;
  return {
    changed: count("changed"),
    deleted: count("deleted"),
    conflict: count("conflict"),
    unmanaged: unmanaged.length,
    compared,
  };
}
