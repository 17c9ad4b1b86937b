import type { Entry } from "../entries/entry.js";
import type { ListChange } from "../entries/entry-changes.js";
import type { EntryPrinter } from "../entries/entry-printer.js";
import { COLLECTION_NAMES, type Instance, type InstanceAbout } from "../instance.js";

/** One line of a log: what made an instance what it is at `revision`. */
export interface ChangeLine {
  readonly revision: number;
  readonly about?: InstanceAbout;
  /** By the name of the collection. */
  readonly changed: Readonly<Record<string, ListChange>>;
}

/** Prints what was written to the instance since the last time, as one line with its end; `before` is who it was then. */
export function takeLine(instance: Instance, before: InstanceAbout, printed: EntryPrinter): string {
  const about = before === instance.about ? "" : `"about":${JSON.stringify(instance.about)},`;
  const changed = COLLECTION_NAMES.flatMap((name) => {
    const change = instance.tables[name].takeChange();
    if (change === undefined) return [];
    return `"${name}":{"removed":${JSON.stringify(change.removed)},"put":[${change.put.map(printed).join(",")}]}`;
  });
  return `{"revision":${instance.revision},${about}"changed":{${changed.join(",")}}}\n`;
}

/** Forgets what was written so far, when all of it is kept in another way. */
export function forgetChanges({ tables }: Instance): void {
  for (const name of COLLECTION_NAMES) tables[name].takeChange();
}

/** Reads one line; nothing when it is torn or something else. */
export function parseChange(line: string): ChangeLine | undefined {
  const value = tryParse(line) as Partial<ChangeLine> | null | undefined;
  const whole = typeof value?.revision === "number" && typeof value.changed === "object" && value.changed !== null;
  return whole ? (value as ChangeLine) : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the change in the instance, which has the revision of the line then. */
export function applyChange(instance: Instance, { revision, about, changed }: ChangeLine): void {
  if (about !== undefined) instance.about = about;
  for (const name of COLLECTION_NAMES) {
    const { removed = [], put = [] } = changed[name] ?? {};
    const table = instance.tables[name] as { put(entry: Entry): unknown; remove(id: string): void };
    for (const id of removed) table.remove(id);
    for (const entry of put) table.put(entry);
  }
  instance.revision = revision;
}
