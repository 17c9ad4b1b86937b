import { Fault } from "../../model/fault.js";

/** Whether a fault came from an exception of this name. */
export function isCausedBy(error: unknown, ...names: readonly string[]): boolean {
  if (!(error instanceof Fault)) return false;
  const cause = error.cause;
  return cause instanceof Error && names.includes(cause.name);
}

/** Gives undefined in place of what is not found; all other failures go on. */
export async function orMissing<Value>(value: Promise<Value>): Promise<Value | undefined> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof Fault && error.kind === "not-found") return undefined;
    throw error;
  }
}
