import type { Diagnostic } from "../model/diagnostic.js";
import { Fault } from "../model/fault.js";
import type { SmokePorts } from "./ports.js";
import { quietly } from "./start-once.js";

/** Whether a contact, or a run of a test case, is over for sure, or why it may still be running. */
export type Stopped = { readonly diagnostics: readonly Diagnostic[] } & (
  | { readonly isOver: true }
  | { readonly isOver: false; readonly why: string }
);

/**
 * Stops what was started and closes its entry in the record. Where it cannot be stopped, the entry stays, so that the
 * next command tries again. What was seen to have ended is only closed.
 */
export async function stopAndClose(
  clientToken: string,
  stop: () => Promise<unknown>,
  { record }: Pick<SmokePorts, "record">,
  hasEnded: boolean,
): Promise<Stopped> {
  try {
    if (!hasEnded) await stop();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { isOver: false, why: error.message, diagnostics: error.diagnostics };
  }
  return { isOver: true, diagnostics: await quietly(() => record.closed(clientToken)) };
}
