import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import { Fault } from "../model/fault.js";
import type { Journal, JournalBegin, JournalEnd } from "../model/journal.js";
import type { RecordWrite } from "../model/provider.js";
import { askTogether } from "./ask-together.js";

/** What a recorder writes to, and whom it asks and tells. */
export interface RecorderOptions {
  readonly journal: Journal;
  /** Throws a `Fault` when the right to write is gone. */
  readonly assertHeld: () => Promise<void>;
  readonly onWrite: (address: Address, operation: string) => void;
  /** Told of each write that was carried out, or may have been. */
  readonly onLanded: () => void;
  /** Aborted when nothing new is to be sent: the first call of a change is not, what follows it is. */
  readonly stopping?: AbortSignal | undefined;
}

/** Says what the state is to know of a write from what the service answered. */
export type OutcomeOf = (answer: unknown, operation: string) => JournalEnd;

/** Makes each remote write durable before it is sent, and what came of it before it counts. */
export interface Recorder {
  /** Goes around every write of a change; `parts` are those by which what a create made is known again. */
  record(change: Change, outcome: OutcomeOf, parts?: JournalBegin["parts"]): RecordWrite;
  /**
   * Goes around the writes that together carry out one change: what `end` says is recorded with the last of them, when
   * `work` is done. Until then what is recorded stays, so that a run that ends in between says nothing that is not so.
   */
  recordWhole<Done>(change: Change, end: JournalEnd, work: (record: RecordWrite) => Promise<Done>): Promise<Done>;
  /** Records that a create whose answer was lost has happened. */
  found(change: Change, end: JournalEnd): Promise<void>;
  /** Records what needed no write. */
  note(change: Change, end: JournalEnd): Promise<void>;
}

/** What is recorded of contents that are between two states: the next plan looks at what lives. */
export const NO_OPINION = { sha256: "", parts: {} } as const satisfies JournalEnd;

export function openRecorder(given: RecorderOptions): Recorder {
  const options = { ...given, assertHeld: askTogether(given.assertHeld) };
  const { journal } = options;
  const note: Recorder["note"] = async (change, end) => journal.end(await journal.begin(beginOf(change, "none")), end);
  /** Writes that nobody knows the outcome of: the last one of each address. */
  const unknown = new Map<Address, number>();
  return {
    note,
    async found(change, end) {
      const sequence = unknown.get(change.address);
      unknown.delete(change.address);
      return sequence === undefined ? note(change, end) : journal.end(sequence, end);
    },
    record(change, outcome, parts) {
      const stop = onceOf(change.action === "replace" ? undefined : options.stopping);
      return async (operation, call) => {
        const sequence = await begin(options, change, operation, parts);
        const answer = await sent(options, sequence, () => call(stop())).catch((error: unknown) => {
          if (!isUndone(error)) unknown.set(change.address, sequence);
          throw error;
        });
        await journal.end(sequence, outcome(answer, operation));
        return answer;
      };
    },
    async recordWhole(change, end, work) {
      let open: number | undefined;
      const stop = onceOf(options.stopping);
      const close = async (outcome: JournalEnd) => {
        const sequence = open;
        open = undefined;
        if (sequence !== undefined) await journal.end(sequence, outcome);
        return sequence !== undefined;
      };
      try {
        const done = await work(async (operation, call) => {
          await close({});
          const sequence = await begin(options, change, operation);
          const answer = await sent(options, sequence, () => call(stop()));
          open = sequence;
          return answer;
        });
        if (!(await close(end))) await note(change, end);
        return done;
      } finally {
        await close({});
      }
    },
  };
}

/** Gives a value the first time, and nothing from then on. */
function onceOf<Value>(value: Value | undefined): () => Value | undefined {
  let left = value;
  return () => {
    const given = left;
    left = undefined;
    return given;
  };
}

async function begin(
  { journal, assertHeld, onWrite }: RecorderOptions,
  change: Change,
  operation: string,
  parts?: JournalBegin["parts"],
): Promise<number> {
  await assertHeld();
  const sequence = await journal.begin({ ...beginOf(change, operation), ...(parts ? { parts } : {}) });
  onWrite(change.address, operation);
  return sequence;
}

/** Whether a write that failed surely changed nothing. */
function isUndone(error: unknown): error is Fault {
  return error instanceof Fault && !error.uncertain;
}

/** What surely was not done is ended at once; what may have been done is to be found out. */
async function sent<Answer>(
  { journal, onLanded }: RecorderOptions,
  sequence: number,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await call();
    onLanded();
    return answer;
  } catch (error) {
    if (isUndone(error)) await journal.end(sequence, { failed: error.message });
    else onLanded();
    throw error;
  }
}

function beginOf({ address, kind, action, name, id, movedFrom }: Change, operation: string): JournalBegin {
  const known = { ...(id === null ? {} : { id }), ...(movedFrom === null ? {} : { movedFrom }) };
  return { address, kind, action, operation, name, ...known };
}
