import { findMade } from "../../apply/index.js";
import { Fault } from "../../model/fault.js";
import type { Sha256 } from "../../model/fingerprint.js";
import type { Provider } from "../../model/provider.js";
import type { Identity } from "../../model/resource.js";
import type { State } from "../../model/state.js";
import {
  foldJournal,
  type Journal,
  type JournalEntry,
  type JournalFile,
  type StateStore,
  unfinishedEntries,
} from "../../state/index.js";
import type { Context } from "../line/command.js";
import type { Session } from "../session.js";
import type { World } from "../world.js";

/** The state as it is, or would be once what an earlier run left has been folded in. */
export interface Recorded {
  readonly state: State | undefined;
  /** Hash of the state's bytes; null without a state. */
  readonly sha256: string | null;
  /** True when the file has to be written before it says this. */
  readonly isRepair: boolean;
}

/**
 * Reads the state and resolves unfinished work: what was begun and not ended is looked for in the instance, by name and
 * contents for creates. Writes nothing.
 */
export async function readRecorded(
  store: StateStore,
  journal: JournalFile,
  provider: Provider,
  { sha256, sleep }: Pick<World, "sha256" | "sleep">,
): Promise<Recorded> {
  const state = await store.read();
  const left = await journal.read();
  if (!state || !left || left.entries.length === 0) {
    return { state, sha256: state ? store.digest(state) : null, isRepair: false };
  }
  if (left.header.lineage !== state.lineage) throw otherHistory(journal.file, left.header.lineage, state.lineage);
  // What was made a moment before may not be listed yet, and what is not found now is taken for never made.
  if (unfinishedEntries(left.entries).some(isOpenCreate)) await sleep(SETTLE);
  const folded = foldJournal(state, await resolveEntries(left, state, { provider, sha256 }));
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

/**
 * Writes a repaired state and clears the journal it came from. A state that was saved aside when it could not be written
 * is put away, once all that it says is where it belongs.
 */
export async function writeRepair(
  { store, journal }: Pick<Session, "store" | "journal">,
  recorded: Recorded,
  { out }: Context,
): Promise<State | undefined> {
  const state = await writeRepaired(store, journal, recorded);
  for (const file of state ? await store.tidy(state) : []) out.note(`Removed ${file}: the state knows all of it now.`);
  return state;
}

async function writeRepaired(store: StateStore, journal: JournalFile, recorded: Recorded): Promise<State | undefined> {
  const before = await store.read();
  if (!recorded.isRepair || !recorded.state || !before) return recorded.state;
  const written = await store.write({ ...recorded.state, serial: before.serial });
  await journal.clear();
  return written;
}

interface Eyes {
  readonly provider: Provider;
  readonly sha256: Sha256;
}

async function resolveEntries(left: Journal, state: State, eyes: Eyes): Promise<readonly JournalEntry[]> {
  const open = new Set(unfinishedEntries(left.entries));
  const known = new Set(state.resources.map(({ id }) => id));
  return Promise.all(left.entries.map((entry) => (open.has(entry) ? resolveEntry(entry, known, eyes) : entry)));
}

/** How long lists are given to show what a run made that was broken off, in milliseconds. */
const SETTLE = 2_000;

/** Whether an entry that has no end may have made something: only by name and contents is it found out. */
export function isOpenCreate({ begin }: JournalEntry): boolean {
  return begin.action !== "delete" && begin.id === undefined;
}

/**
 * Only what was made has to be found out. Of an update or a delete, what is recorded stays: the next plan compares it
 * with what lives, and so tells the half of it that was done from what somebody changed since.
 */
async function resolveEntry(entry: JournalEntry, known: ReadonlySet<string>, eyes: Eyes): Promise<JournalEntry> {
  const { begin } = entry;
  if (!isOpenCreate(entry)) return entry;
  const made = await madeBy(begin, eyes);
  if (!made || known.has(made.id)) return entry;
  return { ...entry, end: { sha256: "", parts: {}, id: made.id, arn: made.arn } };
}

/** What has the name of a create, and its contents where the journal tells them. */
async function madeBy(begin: JournalEntry["begin"], { provider, sha256 }: Eyes): Promise<Identity | undefined> {
  const { kind, name, parts } = begin;
  if (parts) return findMade(provider, { kind, name, parts }, sha256);
  const named = (await provider.list(kind)).filter((one) => one.name === name);
  return named.length === 1 ? named[0] : undefined;
}
