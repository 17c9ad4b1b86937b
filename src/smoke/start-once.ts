import type { Task } from "../model/contact.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { Fault } from "../model/fault.js";
import type { TestRun } from "../model/test-run.js";
import type { SmokePorts } from "./ports.js";

/** What became of a start. `unknown`: it may have been started, and the record keeps it. */
export type Start =
  | { readonly type: "started"; readonly id: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "not-started"; readonly fault: Fault }
  | { readonly type: "unknown"; readonly fault: Fault };

/** Starts what the record knows before and after. Every failure of the world is told, never thrown. */
export async function startOnce(
  task: Task | TestRun,
  { record }: Pick<SmokePorts, "record">,
  send: () => Promise<string>,
): Promise<Start> {
  try {
    await record.willStart(task, true);
  } catch (error) {
    return { type: "not-started", fault: faultOr(error) };
  }
  try {
    const id = await send();
    return { type: "started", id, diagnostics: await quietly(() => record.started(task.clientToken, id)) };
  } catch (error) {
    const fault = faultOr(error);
    if (fault.uncertain) return { type: "unknown", fault };
    await quietly(() => record.closed(task.clientToken));
    return { type: "not-started", fault };
  }
}

/** Does what may fail for the world's reasons; what was started must be stopped all the same. */
export async function quietly(work: () => Promise<void>): Promise<readonly Diagnostic[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return faultOr(error).diagnostics;
  }
}

/** Our own mistakes go on being thrown. */
export function faultOr(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
