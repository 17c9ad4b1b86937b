import type { Target } from "./environment.js";
import type { Kind, ManagedKind } from "./kind.js";
import type { Found } from "./lookup.js";
import type { Body, Identity, LookupKey } from "./resource.js";
import type { Listed, LiveResource } from "./snapshot.js";

/**
 * Goes around every single remote write: whoever gives it makes the write durable before and after. Must call `call`
 * exactly once and pass on what it gives or throws. A call that is given `stop` is not sent once that is aborted, and
 * fails with a `Fault` that `isStop` knows; when it was sent before, it goes on.
 */
export type RecordWrite = <Answer>(operation: string, call: (stop?: AbortSignal) => Promise<Answer>) => Promise<Answer>;

/**
 * The port that reads and changes the live side. Bodies that go in and come out hold ARNs, never references. Every
 * failure is a `Fault`. Reads may be asked for at the same time; calls wait for the service's rate by themselves.
 */
export interface Provider {
  /** Finds the instance and checks region and account; the answer is remembered. */
  target(): Promise<Target>;
  /** Everything of a kind (not agent queues), in the service's order; the answer is remembered until a write. */
  list(kind: Kind): Promise<readonly Listed[]>;
  /** Told what will be read next, so that much may be read with few calls; it changes no answer. */
  expect?(
    reads: readonly { readonly kind: ManagedKind; readonly id: string; readonly fields: readonly string[] }[],
  ): void;
  /** Reads one resource whole; undefined where it does not exist. `fields` are those the caller compares. */
  read(kind: ManagedKind, id: string, fields: readonly string[]): Promise<LiveResource | undefined>;
  /** Finds what exists already, by exact name or by ARN. */
  find(kind: Kind, key: LookupKey): Promise<Found>;
  /** The names of a Lex V2 bot alias, which lists do not carry; undefined where Lex knows no such bot or alias. */
  nameBot?(arn: string): Promise<{ readonly bot: string; readonly alias: string } | undefined>;
  /** Sent once, never repeated: a lost answer is a `Fault` that is `uncertain`. */
  create(kind: ManagedKind, body: Body, record: RecordWrite): Promise<Identity>;
  /** Brings the fields that differ from `before` to `after`, one call for each group of fields. */
  update(kind: ManagedKind, identity: Identity, before: Body, after: Body, record: RecordWrite): Promise<Identity>;
  delete(kind: ManagedKind, id: string, record: RecordWrite): Promise<void>;
}
