import type { JournalBegin, JournalEnd } from "../../model/journal.js";

export const JOURNAL_FORMAT = "1.0";

/** The first line of a journal: what the work that it records started from. */
export interface JournalHeader {
  readonly formatVersion: string;
  readonly environment: string;
  readonly lineage: string;
  readonly serial: number;
  readonly planHash: string;
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
 * telling an id, as long as no other entry of the address tells it.
 */
export function unfinishedEntries(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.filter((entry) => {
    if (!entry.end) return true;
    const settled = entry.end.failed !== undefined || entry.end.removed || entry.begin.id !== undefined;
    return !settled && entry.end.id === undefined && !entries.some((other) => tellsId(other, entry));
  });
}

function tellsId(other: JournalEntry, entry: JournalEntry): boolean {
  if (other.seq === entry.seq || other.begin.address !== entry.begin.address) return false;
  return other.end !== undefined && (other.end.id ?? other.begin.id) !== undefined;
}
