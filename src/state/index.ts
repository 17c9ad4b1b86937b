/**
 * The tool's own files: the state of an environment and its history, the journal of unfinished work, the lock (all of
 * them in the project folder or in a bucket), and saved plans.
 *
 * Takes values of the hall and gives them back as they were written, or a `Fault` that says what is wrong, where, and
 * what to do. Whatever it says is written is on the disk. Must never take a missing, empty or damaged file for
 * "nothing", never write over a state that moved on, and never leave half a file. It knows neither the service nor the
 * manifest; time, chance, ids and hashes are given to it.
 */

export { readStateFile } from "./document/read-state-file.js";
export type { StateStore } from "./document/state-store.js";
export { stateDigest, stateText } from "./document/state-text.js";
export { UnwrittenState } from "./document/unwritten-state.js";
export { foldJournal } from "./journal/fold-journal.js";
export { assertSaysNothing, type JournalFile } from "./journal/journal.js";
export {
  type Journal,
  type JournalEntry,
  unfinishedEntries,
} from "./journal/journal-entry.js";
export type { Lock } from "./lock/lock.js";
export { type LockRecord, unlockCommand } from "./lock/lock-record.js";
export { type EnvironmentRecord, openRecord, type RecordOptions } from "./open-record.js";
export { loadPlan, savePlan } from "./saved-plan.js";
