import { type Adapter, Low } from "lowdb";
import { Fault } from "../../model/fault.js";
import type { Sha256 } from "../../model/fingerprint.js";
import { STATE_FORMAT, type State } from "../../model/state.js";
import { moveIn, moveOut } from "./move-state.js";
import { dropOutdatedRescues } from "./outdated-rescues.js";
import { parseState } from "./parse-state.js";
import { type SchemaCheck, schemaCheck } from "./schema-check.js";
import type { KeptState, StateMedium } from "./state-medium.js";
import { assertBasis, assertNeverWas, missing, notKept, stillThere } from "./state-refusals.js";
import { stateDigest, stateText } from "./state-text.js";
import { UnwrittenState } from "./unwritten-state.js";

/** Reads and writes the state of one environment, wherever it lies. Every failure is a `Fault`. */
export interface StateStore {
  /** Where the state lies, as messages name it. */
  readonly file: string;
  /** Undefined only where nothing is and nothing ever was; a lost, torn or foreign state is a fault. */
  read(): Promise<State | undefined>;
  /**
   * Writes a state that was made from the one that is there: the same lineage and serial. Gives what is there
   * afterwards, with a serial one higher if the content changed; otherwise nothing is written. When the disk refuses,
   * the old state stays and the fault is an `UnwrittenState`.
   */
  write(state: State): Promise<State>;
  /** A state with nothing in it and a lineage of its own. Must be written before a journal starts from it. */
  create(instanceArn: string): State;
  /** Earlier states that were kept, the highest serial first. */
  history(): Promise<readonly KeptState[]>;
  /** Writes the content of an earlier state as a new one, with a serial above all known. */
  restore(serial: number): Promise<State>;
  /** Refuses where a sound state lies: there is nothing to make anew. Lost and torn ones pass. */
  assertLost(): Promise<void>;
  /** Writes a state that was made anew, where there is none that could be read: a sound one is never replaced so. */
  rebuild(state: State): Promise<State>;
  /**
   * Takes in a state from another place as it is, serial and all, and reads it back. Only where nothing of another
   * lineage is or was, and nothing newer of the same.
   */
  moveIn(state: State): Promise<void>;
  /** Puts this state aside, as one that moved elsewhere: what is read from here afterwards is `state/missing`. */
  moveOut(state: State): Promise<void>;
  /** Files that hold a state which was saved aside when a write failed. */
  rescued(): Promise<readonly string[]>;
  /** Removes what was saved aside when a write failed, as far as this state knows all of it; gives the files. */
  tidy(state: State): Promise<readonly string[]>;
  digest(state: State): string;
}

/** What opening a state takes that only the outside can give. */
export interface StateStoreOptions {
  readonly sha256: Sha256;
  newLineage(): string;
}

/** Opens the state of an environment; reads nothing yet. */
export function openStateStore(medium: StateMedium, { sha256, newLineage }: StateStoreOptions): StateStore {
  const check = schemaCheck("state");
  return {
    file: medium.file,
    async read() {
      const { data } = await load(medium, check);
      if (data === null) await assertNeverWas(medium);
      return data ?? undefined;
    },
    write: (state) => write(medium, check, state),
    create: (instanceArn) => ({
      formatVersion: STATE_FORMAT,
      lineage: newLineage(),
      serial: 0,
      instanceArn,
      resources: [],
    }),
    history: () => medium.kept(),
    restore: (serial) => restore(medium, check, serial),
    assertLost: async () => void (await loadLost(medium, check)),
    rebuild: (state) => rebuild(medium, check, state),
    moveIn: (state) => moveIn(medium, check, state),
    moveOut: (state) => moveOut(medium, check, state),
    rescued: async () => (await medium.rescued()).map(({ file }) => file),
    tidy: (state) => dropOutdatedRescues(medium, check, state),
    digest: (state) => stateDigest(state, sha256),
  };
}

/** Reads what is there now; always anew, since others may have written. */
async function load(medium: StateMedium, check: SchemaCheck): Promise<Low<State | null>> {
  const document = new Low(adapterOn(medium, check), null);
  await document.read();
  return document;
}

function adapterOn(medium: StateMedium, check: SchemaCheck): Adapter<State | null> {
  return {
    async read() {
      const text = await medium.read();
      return text === undefined ? null : parseState(text, medium.file, check);
    },
    async write(state) {
      if (state !== null) await medium.write(stateText(state));
    },
  };
}

async function write(medium: StateMedium, check: SchemaCheck, state: State): Promise<State> {
  const document = await load(medium, check);
  if (document.data === null && state.serial !== 0) throw missing(medium.file, await medium.traces());
  if (document.data === null) await assertNeverWas(medium);
  if (document.data === null) return store(medium, document, sound(state, 1, check));
  assertBasis(medium.file, document.data, state);
  if (stateText(document.data) === stateText(state)) return document.data;
  return store(medium, document, sound(state, state.serial + 1, check));
}

/** The state as it will be read again; what could not be read again is never written. */
function sound(state: State, serial: number, check: SchemaCheck): State {
  try {
    return parseState(stateText({ ...state, serial }), "the state to be written", check);
  } catch (cause) {
    throw new Error("a state that could not be read again was to be written", { cause });
  }
}

/** Keeps a copy of what is there, then puts the new state in its place; loses neither if that fails. */
async function store(medium: StateMedium, document: Low<State | null>, next: State): Promise<State> {
  try {
    await medium.keep(document.data?.serial);
    document.data = next;
    await document.write();
    return next;
  } catch (cause) {
    // A first state with nothing in it yet: there is nothing to save, and what was saved would be taken for more.
    if (next.serial === 1 && next.resources.length === 0) throw cause;
    const text = stateText(next);
    throw new UnwrittenState(cause, medium.file, text, await medium.rescue(text));
  }
}

async function restore(medium: StateMedium, check: SchemaCheck, serial: number): Promise<State> {
  const text = await medium.readKept(serial);
  const kept = await medium.kept();
  if (text === undefined) throw notKept(medium.file, serial, kept);
  const document = await loadOrDamaged(medium, check);
  const there = document.data;
  const wanted = parseState(text, `${medium.file} as of serial ${serial}`, check);
  if (there !== null && stateText({ ...wanted, serial: there.serial }) === stateText(there)) return there;
  return store(medium, document, sound(wanted, serialAbove(there, kept), check));
}

async function rebuild(medium: StateMedium, check: SchemaCheck, state: State): Promise<State> {
  const document = await loadLost(medium, check);
  const kept = await medium.kept();
  return store(medium, document, sound(state, kept.length > 0 ? serialAbove(null, kept) : 1, check));
}

async function loadLost(medium: StateMedium, check: SchemaCheck): Promise<Low<State | null>> {
  const document = await loadOrDamaged(medium, check);
  if (document.data !== null) throw stillThere(medium.file);
  return document;
}

/** A serial that no state had: one that is lost was written after the last that was kept. */
function serialAbove(there: State | null, kept: readonly KeptState[]): number {
  const highest = Math.max(...kept.map((state) => state.serial));
  return there === null ? highest + 2 : Math.max(there.serial, highest) + 1;
}

/** A damaged state is what one restores over; it counts as nothing, and is put aside before it is replaced. */
async function loadOrDamaged(medium: StateMedium, check: SchemaCheck): Promise<Low<State | null>> {
  try {
    return await load(medium, check);
  } catch (error) {
    const damaged = error instanceof Fault && error.diagnostics.some(({ code }) => code === "state/corrupt");
    if (!damaged) throw error;
    return new Low(adapterOn(medium, check), null);
  }
}
