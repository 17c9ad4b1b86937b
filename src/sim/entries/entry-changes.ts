import type { Entry } from "./entry.js";

/** What turns one list of entries into another: first the ids are removed, then the entries are put. */
export interface ListChange {
  readonly removed: readonly string[];
  readonly put: readonly Entry[];
}

/**
 * Notes which entries of a table were written, so that what changed is found without a look at the others.
 *
 * An entry that was removed and put again has moved to the end; it is in both halves of the change.
 */
export interface EntryChanges {
  put(id: string): void;
  removed(id: string): void;
  /** What changed since the last time this was asked, with the entries as they are now; nothing when nothing did. */
  take(entryOf: (id: string) => Entry | undefined): ListChange | undefined;
}

export function entryChanges(): EntryChanges {
  const put = new Set<string>();
  const removed = new Set<string>();
  return {
    put: (id) => void put.add(id),
    removed: (id) => {
      put.delete(id);
      removed.add(id);
    },
    take: (entryOf) => {
      if (put.size + removed.size === 0) return undefined;
      const entries = [...put].map(entryOf).filter((entry) => entry !== undefined);
      const change = { removed: [...removed], put: entries };
      put.clear();
      removed.clear();
      return change;
    },
  };
}
