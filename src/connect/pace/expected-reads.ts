import type { ManagedKind } from "../../model/kind.js";
import type { LiveResource } from "../../model/snapshot.js";
import type { Found } from "../reads/read-many.js";

/** Reads that were announced, and what came of reading them together. */
export interface ExpectedReads {
  /** Starts to read what is said to be read next. */
  expect(kind: ManagedKind, found: Promise<Found>): void;
  /** What is known of an id, once: who asks again wants to know how it is by then. */
  take(kind: ManagedKind, id: string): Promise<LiveResource | undefined>;
  /** Something of the kind is written: what was read is old. */
  forget(kind: ManagedKind): void;
}

export function openExpectedReads(): ExpectedReads {
  const expected = new Map<ManagedKind, { readonly found: Promise<Found>; readonly taken: Set<string> }>();
  return {
    expect(kind, found) {
      // Whoever takes from it is told of a failure; nobody may.
      found.catch(() => undefined);
      expected.set(kind, { found, taken: new Set() });
    },
    async take(kind, id) {
      const known = expected.get(kind);
      if (!known || known.taken.has(id)) return undefined;
      known.taken.add(id);
      return (await known.found).get(id);
    },
    forget: (kind) => void expected.delete(kind),
  };
}
