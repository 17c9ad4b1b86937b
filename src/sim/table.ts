import type { Entry } from "./entries/entry.js";
import { entryChanges, type ListChange } from "./entries/entry-changes.js";

/** One collection of an instance, found by id and by name in constant time and listed in the order of creation. */
export class Table<E extends Entry> {
  readonly #entries = new Map<string, E>();
  readonly #ids = new Map<string, Set<string>>();
  readonly #changed: () => void;
  readonly #changes = entryChanges();
  #all: readonly E[] | undefined;

  /** `changed` is told of every write. */
  constructor(changed: () => void) {
    this.#changed = () => {
      this.#all = undefined;
      changed();
    };
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): E | undefined {
    return this.#entries.get(id);
  }

  /** The first entry of that name. */
  named(name: string): E | undefined {
    const [id] = this.#ids.get(name) ?? [];
    return id === undefined ? undefined : this.#entries.get(id);
  }

  /** Whether another entry than `exceptId` has the name. */
  taken(name: string, exceptId?: string): boolean {
    return [...(this.#ids.get(name) ?? [])].some((id) => id !== exceptId);
  }

  /** All entries as a list that stays as it is; the same list until the next write. */
  all(): readonly E[] {
    this.#all ??= [...this.#entries.values()];
    return this.#all;
  }

  /** What was written since the last time this was asked; for the one that keeps the table on disk. */
  takeChange(): ListChange | undefined {
    return this.#changes.take((id) => this.#entries.get(id));
  }

  /** Adds the entry or puts it in the place of the one with its id. */
  put(entry: E): E {
    const before = this.#entries.get(entry.id);
    if (before !== undefined) this.#forget(before);
    this.#entries.set(entry.id, entry);
    this.#changes.put(entry.id);
    const ids = this.#ids.get(entry.name) ?? new Set();
    this.#ids.set(entry.name, ids.add(entry.id));
    this.#changed();
    return entry;
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#changes.removed(id);
    this.#forget(entry);
    this.#changed();
  }

  #forget(entry: E): void {
    const ids = this.#ids.get(entry.name);
    ids?.delete(entry.id);
    if (ids?.size === 0) this.#ids.delete(entry.name);
  }
}
