import { Fault } from "../../model/fault.js";
import { stoppedBefore } from "../faults/stopped.js";
import type { Caller, CallerWorld } from "./caller.js";

/** A caller that knows what must be there: what it has just created, and what a list has just shown. */
export interface PatientCaller extends Caller {
  /** Tells that an id is new: for a while, not to find it does not mean that it is gone. */
  readonly created: (id: string) => void;
  /** Tells that a list has just shown an id; the same holds for it. */
  readonly listed: (id: string) => void;
  /** Waits some milliseconds, or throws when the command is told to stop. */
  readonly pause: (ms: number) => Promise<void>;
}

/** How long a read may miss what is there, in milliseconds. Read-after-write consistency is not documented. */
const UNSEEN_FOR = 30_000;

const PAUSES = [250, 500, 1_000, 2_000];

/** Asks again, a few times, when something that was created or listed a moment ago is not found. */
export function withPatience(caller: Caller, world: Pick<CallerWorld, "now" | "sleep" | "signal">): PatientCaller {
  const thereAt = new Map<string, number>();
  const isThere = (id: string) => void thereAt.set(id, world.now());
  const mustBeThere = (input: object) => {
    const since = world.now() - UNSEEN_FOR;
    const ids = [...thereAt].filter(([, at]) => at >= since).map(([id]) => id);
    return ids.some((id) => Object.values(input).some((value) => names(value, id)));
  };
  const wait = (ms: number, operation: string) =>
    world.sleep(ms, world.signal).catch((stop: unknown) => {
      throw stoppedBefore(operation, stop);
    });
  const patient =
    (call: Caller["read"]): Caller["read"] =>
    async (operation, input, subject, stop) => {
      let unsent = stop;
      for (const pause of PAUSES) {
        try {
          return await call(operation, input, subject, unsent);
        } catch (error) {
          unsent = undefined;
          if (!isNotFound(error) || !mustBeThere(input)) throw error;
          await wait(pause, operation);
        }
      }
      return call(operation, input, subject);
    };
  return {
    read: patient(caller.read),
    write: patient(caller.write),
    // What is not found is what it refers to: nothing was made.
    create: patient(caller.create),
    created: isThere,
    listed: isThere,
    pause: (ms) => wait(ms, "the next look"),
  };
}

/** An id stands alone, before a qualifier, or at the end of an ARN; in a part of the input as well. */
function names(value: unknown, id: string): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some((part) => names(part, id));
  return typeof value === "string" && (value === id || value.startsWith(`${id}:`) || value.endsWith(`/${id}`));
}

function isNotFound(error: unknown): boolean {
  return error instanceof Fault && error.kind === "not-found";
}
