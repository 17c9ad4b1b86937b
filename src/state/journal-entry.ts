import type { Address } from "../model/address.js";
import type { Action } from "../model/change.js";
import type { Kind } from "../model/kind.js";

export const JOURNAL_FORMAT = "1.0";

/** The first line of a journal: what the work that it records started from. */
export interface JournalHeader {
  readonly formatVersion: string;
  readonly environment: string;
  readonly lineage: string;
  readonly serial: number;
  readonly planHash: string;
}

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
  readonly dependsOn?: readonly Address[];
  readonly superseded?: readonly string[];
  /** Why nothing happened. */
  readonly failed?: string;
  readonly removed?: true;
}

/** One write: begun, and ended as soon as its outcome is known. */
export interface JournalEntry {
  /** From 1, in the order of the begins. */
  readonly seq: number;
  readonly begin: JournalBegin;
  readonly end?: JournalEnd;
}

/** What a journal says, entries in the order of their begins. */
export interface Journal {
  readonly header: JournalHeader;
  readonly entries: readonly JournalEntry[];
}

/**
 * The writes whose outcome the service must be asked for: those that did not end, and creates that ended well without
 * telling an id, as long as no later entry of the address tells it.
 */
export function unfinishedEntries(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.filter((entry) => {
    if (!entry.end) return true;
    const settled = entry.end.failed !== undefined || entry.end.removed || entry.begin.id !== undefined;
    return !settled && entry.end.id === undefined && !entries.some((later) => tellsId(later, entry));
  });
}

function tellsId(later: JournalEntry, entry: JournalEntry): boolean {
  if (later.seq <= entry.seq || later.begin.address !== entry.begin.address) return false;
  return later.end !== undefined && (later.end.id ?? later.begin.id) !== undefined;
}
