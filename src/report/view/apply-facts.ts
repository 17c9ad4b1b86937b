import type { Address } from "../../model/address.js";
import type { Action } from "../../model/change.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { ApplyEvent } from "../../model/event.js";

/** What happened to each address, in the order it happened. */
export interface ApplyOutcomes {
  readonly done: readonly { readonly address: Address; readonly action: Action }[];
  readonly failed: readonly { readonly address: Address; readonly diagnostics: readonly Diagnostic[] }[];
  readonly blocked: readonly { readonly address: Address; readonly by: Address }[];
  /** Created first to open a circle, and not filled in. */
  readonly placeholders: readonly Address[];
}

/** What a report on an apply tells besides the counts. */
export interface ApplyFacts extends ApplyOutcomes {
  readonly environment: string;
  /** Where the state lies, as a person would open it. */
  readonly statePlace: string;
  readonly serial?: number;
  /** Whether the state could not be written: what was done stands in the journal alone. */
  readonly isUnrecorded?: boolean;
  /** The command to go on with; a new plan when not given. */
  readonly next?: string;
}

/** Gathers the outcomes from the events of an apply. */
export function applyOutcomes(events: readonly ApplyEvent[]): ApplyOutcomes {
  const finished = events.flatMap((event) => (event.type === "change_done" ? [event] : []));
  const done = finished.filter(({ placeholder }) => !placeholder);
  const filled = new Set(done.map(({ address }) => address));
  const opened = finished.filter(({ placeholder, address }) => placeholder && !filled.has(address));
  return {
    done: [...new Map(done.map(({ address, action }) => [address, { address, action }])).values()],
    failed: events.flatMap((event) => (event.type === "change_failed" ? [event] : [])),
    blocked: events.flatMap((event) => (event.type === "change_blocked" ? [event] : [])),
    placeholders: opened.map(({ address }) => address),
  };
}
