import type { Address } from "./address.js";
import type { Action } from "./change.js";
import type { Kind } from "./kind.js";

/** A write that is about to be sent. Fields we do not know are kept. */
export interface JournalBegin {
  readonly address: Address;
  readonly kind: Kind;
  readonly action: Action;
  /** The service's name of the operation, for example `CreateContactFlow`. */
  readonly operation: string;
  /** The name in the instance: by it, the outcome of a create is found out. */
  readonly name: string;
  /** Absent where the write is to create it. */
  readonly id?: string;
  /** Fingerprint that is intended: by it, the outcome of an update is found out. */
  readonly sha256?: string;
  /** Parts of the fingerprint that a create intends: by them and the name, its outcome is found out. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The address that the state knows it by, where that changes. */
  readonly movedFrom?: Address;
}

/**
 * What became of a write. What is absent stays as recorded. A write whose outcome is uncertain must not be ended: it is
 * to be found out.
 */
export interface JournalEnd {
  readonly id?: string;
  readonly arn?: string;
  readonly name?: string;
  readonly sha256?: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly verbatim?: string;
  readonly dependsOn?: readonly Address[];
  readonly superseded?: readonly string[];
  /** Why nothing happened. */
  readonly failed?: string;
  readonly removed?: true;
}

/** The port that makes work durable while it goes on. Each call resolves only when what it says would survive a kill. */
export interface Journal {
  /** Must have resolved before the write is sent; gives the number to end it by. */
  begin(entry: JournalBegin): Promise<number>;
  end(sequence: number, outcome: JournalEnd): Promise<void>;
}
