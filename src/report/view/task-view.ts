import type { Address } from "../../model/address.js";

/** What leads a task; the address and the name where they are known. */
export interface EntryView {
  readonly kind: "flow" | "taskTemplate" | "quickConnect";
  readonly id: string;
  readonly address: Address | null;
  readonly name: string | null;
}

/** A task that was started. Times in ISO 8601, as in all these views. */
export interface StartedView {
  readonly contactId: string;
  readonly contactArn: string;
  readonly environment: string;
  readonly instanceId: string;
  readonly entry: EntryView;
  readonly name: string;
  readonly clientToken: string;
  readonly startedAt: string;
  readonly scheduledTime: string | null;
}

/** How far a contact has come. */
export type ContactStatus = "scheduled" | "running" | "queued" | "withAgent" | "ended";

/** Something that a contact has to do with, and what it is called. */
export interface NamedView {
  readonly id: string;
  readonly address: Address | null;
  readonly name: string | null;
}

/** A contact as it is now. */
export interface ContactView {
  readonly contactId: string;
  readonly contactArn: string;
  readonly environment: string;
  readonly status: ContactStatus;
  readonly name: string | null;
  readonly description: string | null;
  readonly channel: string | null;
  readonly initiationMethod: string | null;
  /** What led it, where it was started here. */
  readonly entry: EntryView | null;
  readonly initiatedAt: string | null;
  readonly scheduledAt: string | null;
  readonly enqueuedAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly queue: NamedView | null;
  readonly agent: NamedView | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A contact of the record. `unsure`: its answer was lost, so that nobody knows whether it was started. `unknown`: the
 * instance knows no such contact. `notAsked`: the instance was not asked.
 */
export interface OpenView {
  readonly contactId: string | null;
  readonly clientToken: string;
  readonly name: string;
  readonly entry: EntryView;
  readonly isSmoke: boolean;
  readonly startedAt: string;
  readonly status: ContactStatus | "unsure" | "unknown" | "notAsked";
  readonly queue: NamedView | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
}

/** What came of stopping one contact; `released` is one that was unsure, and cannot be found out. */
export interface StopView {
  readonly contactId: string | null;
  readonly name: string | null;
  readonly outcome: "stopped" | "ended" | "unknown" | "released" | "failed";
  readonly endedAt: string | null;
}

/** A run of a test case that was started here and not seen to end; without an id nobody knows whether it was started. */
export interface OpenRunView {
  readonly runId: string | null;
  readonly name: string;
  readonly startedAt: string;
}
