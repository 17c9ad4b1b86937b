import { Fault } from "../model/fault.js";
import type { Provider } from "../model/provider.js";
import type { State } from "../model/state.js";
import {
  foldJournal,
  type Journal,
  type JournalEntry,
  type JournalFile,
  type StateStore,
  unfinishedEntries,
} from "../state/index.js";

/** The state as it is, or would be once what an earlier run left has been folded in. */
export interface Recorded {
  readonly state: State | undefined;
  /** Hash of the state's bytes; null without a state. */
  readonly sha256: string | null;
  /** True when the file has to be written before it says this. */
  readonly isRepair: boolean;
}

/**
 * Reads the state and resolves unfinished work: what was begun and not ended is looked for in the instance, by name for
 * creates. Writes nothing.
 */
export async function readRecorded(store: StateStore, journal: JournalFile, provider: Provider): Promise<Recorded> {
  const state = await store.read();
  const left = await journal.read();
  if (!state || !left || left.entries.length === 0) {
    return { state, sha256: state ? store.digest(state) : null, isRepair: false };
  }
  if (left.header.lineage !== state.lineage) throw otherHistory(journal.file, left.header.lineage, state.lineage);
  const folded = foldJournal(state, await resolveEntries(left, state, provider));
  const isChanged = store.digest(folded) !== store.digest(state);
  const next = isChanged ? { ...folded, serial: state.serial + 1 } : state;
  return { state: next, sha256: store.digest(next), isRepair: true };
}

function otherHistory(file: string, journal: string, state: string): Fault {
  return new Fault("state", [
    {
      severity: "error",
      code: "state/other-lineage",
      summary: "The journal of unfinished work belongs to another state",
      detail: `${file} was written for lineage ${journal}; the state is of lineage ${state}.`,
      file,
      help: "put the state back that it belongs to (`connectctl state restore`), or move the journal away once you know what it did",
    },
  ]);
}

/** Writes a repaired state and clears the journal it came from. */
export async function writeRepair(
  store: StateStore,
  journal: JournalFile,
  recorded: Recorded,
): Promise<State | undefined> {
  const before = await store.read();
  if (!recorded.isRepair || !recorded.state || !before) return recorded.state;
  const written = await store.write({ ...recorded.state, serial: before.serial });
  await journal.clear();
  return written;
}

async function resolveEntries(left: Journal, state: State, provider: Provider): Promise<readonly JournalEntry[]> {
  const open = new Set(unfinishedEntries(left.entries));
  const known = new Set(state.resources.map(({ id }) => id));
  return Promise.all(left.entries.map((entry) => (open.has(entry) ? resolveEntry(entry, known, provider) : entry)));
}

/** What is not known is recorded without an opinion on contents: the next plan compares with what lives. */
async function resolveEntry(
  entry: JournalEntry,
  known: ReadonlySet<string>,
  provider: Provider,
): Promise<JournalEntry> {
  const { begin } = entry;
  const unknown = { sha256: "", parts: {} };
  if (begin.action === "delete") return entry;
  if (begin.id !== undefined) return { ...entry, end: unknown };
  const named = (await provider.list(begin.kind)).filter(({ id, name }) => name === begin.name && !known.has(id));
  const [made] = named;
  return made && named.length === 1 ? { ...entry, end: { ...unknown, id: made.id, arn: made.arn } } : entry;
}
