import { setMaxListeners } from "node:events";
import { SIGNAL_EXIT } from "../exit-code.js";
import type { Context } from "../line/command.js";
import type { StopSignal } from "../world.js";

/** Looks out for the signals that stop a command which holds a lock. */
export interface StopWatch {
  readonly signal: () => StopSignal | undefined;
  readonly isStopped: () => boolean;
  /** Aborted by the first signal, also once writing has begun: for pauses that nobody needs to wait out then. */
  readonly stopping: AbortSignal;
  /** From now on what runs is left to finish; throws where the command is to stop already. */
  readonly startWriting: () => void;
  /** For now all is written: what comes next is broken off as before, at once where a signal came meanwhile. */
  readonly endWriting: () => void;
}

/**
 * Does work that gives an exit code. The first signal breaks off what is read, waited for or asked, until writing has
 * begun: then it only keeps anything new from being started. The second one ends the process at once.
 */
export async function stoppable(
  context: Context,
  work: (context: Context, stop: StopWatch) => Promise<number>,
): Promise<number> {
  const { world, out } = context;
  const reading = new AbortController();
  const stopping = new AbortController();
  // Every request under way listens.
  setMaxListeners(0, reading.signal);
  setMaxListeners(0, stopping.signal);
  let signal: StopSignal | undefined;
  let isWriting = false;
  let hasWritten = false;
  const end = world.onSignal((received) => {
    if (signal) {
      out.stand("");
      world.exit(SIGNAL_EXIT[received]);
    }
    signal = received;
    stopping.abort();
    if (!isWriting) return reading.abort();
    out.alert("Stopping: nothing new is started, running calls finish. Once more stops at once.");
  });
  const startWriting = () => {
    reading.signal.throwIfAborted();
    isWriting = true;
    hasWritten = true;
  };
  const endWriting = () => {
    isWriting = false;
    if (signal) reading.abort();
  };
  try {
    const stop = {
      signal: () => signal,
      isStopped: () => signal !== undefined,
      stopping: stopping.signal,
      startWriting,
      endWriting,
    };
    return await work({ ...context, signal: reading.signal }, stop);
  } catch (error) {
    if (!signal || isWriting) throw error;
    out.alert(`Stopped. Nothing ${hasWritten ? "else " : ""}was changed.`);
    return SIGNAL_EXIT[signal];
  } finally {
    end();
  }
}
