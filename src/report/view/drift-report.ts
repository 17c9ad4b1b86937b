import type { Address } from "../../model/address.js";
import type { ManagedKind } from "../../model/kind.js";
import type { Drift } from "../../model/plan.js";
import type { Body } from "../../model/resource.js";
import type { Listed } from "../../model/snapshot.js";

/** What `drift` found: what differs from what was last applied, and what nobody manages. */
export interface DriftReport {
  readonly environment: string;
  readonly drift: readonly Drift[];
  readonly unmanaged: readonly Unmanaged[];
  /** How much of what lives is managed, kind by kind. */
  readonly coverage?: readonly Coverage[];
  /** Drafts whose content is not what is published; undefined where nobody asked. */
  readonly drafts?: readonly Draft[];
  /** Drifted addresses that are in the state and not in the manifest: nothing asks for them any more. */
  readonly orphans?: readonly Address[];
  readonly summary: DriftSummary;
}

/** Live, and in no state. What is archived or born with the instance is listed and not counted. */
export interface Unmanaged extends Listed {
  /** True for the flows that every instance is born with. */
  readonly bornWith?: boolean;
}

/** How many of a kind are managed, of those that live; what is archived or born with the instance does not count. */
export interface Coverage {
  readonly kind: ManagedKind;
  readonly managed: number;
  readonly live: number;
}

/** A managed flow of which somebody saved something in the console and did not publish it. */
export interface Draft {
  readonly address: Address;
  readonly name: string;
  /** ISO 8601, where the service tells. */
  readonly modifiedAt?: string;
}

/** Live bodies by address: a drift names blocks as they do. A plan's changes have them in `before`. */
export type LiveBodies = Readonly<Record<Address, Body | null>>;

/** Whether something that lives is to be counted: nobody would manage what is archived or born with the instance. */
export function isCounted({ archived, bornWith }: Pick<Unmanaged, "archived" | "bornWith">): boolean {
  return !archived && !bornWith;
}

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
export function driftSummary(drift: readonly Drift[], unmanaged: readonly Unmanaged[], compared: number): DriftSummary {
  const count = (kind: Drift["kind"]) => drift.filter((one) => one.kind === kind).length;
  return {
    changed: count("changed"),
    deleted: count("deleted"),
    conflict: count("conflict"),
    unmanaged: unmanaged.filter(isCounted).length,
    compared,
  };
}
