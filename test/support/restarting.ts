import { readRecorded } from "../../src/cli/applying/recorded.js";
import type { State } from "../../src/model/state.js";
import type { JournalEntry, JournalFile, StateStore } from "../../src/state/index.js";
import { stateDigest } from "../../src/state/index.js";
import type { MemoryInstance } from "./memory-instance.js";
import { memoryProvider } from "./memory-provider.js";
import { sha256 } from "./sha256.js";

/** The state that the next run starts from, where a run left this state and this journal behind. */
export async function recover(
  instance: MemoryInstance,
  state: State,
  entries: readonly JournalEntry[],
): Promise<State | undefined> {
  const header = {
    formatVersion: "1.0",
    environment: "prod",
    serial: state.serial,
    planHash: "",
    lineage: state.lineage,
  };
  const store = { read: async () => state, digest: (one: State) => stateDigest(one, sha256) };
  const journal = { file: "prod.journal.ndjson", read: async () => ({ header, entries }) };
  const provider = memoryProvider(instance);
  const recorded = await readRecorded(store as unknown as StateStore, journal as unknown as JournalFile, provider, {
    sha256,
    sleep: async () => undefined,
  });
  return recorded.state;
}
