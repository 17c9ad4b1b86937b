import type { Listed } from "../model/snapshot.js";

/**
 * Flows that the service puts into every new instance, under names that begin like this (Administrator Guide, "Default
 * flows" and "Sample flows").
 */
const BORN_WITH =
  /^(?:Default |Sample (?:AB test|customer queue |disconnect flow|inbound flow|interruptible queue|Lambda integration|note for screenpop|queue configurations|queue customer|recording behavior|secure input|agent transfer|queue transfer))/i;

/** Whether every instance has a flow of this name from its first day. */
export function isBornWith({ kind, name }: Pick<Listed, "kind" | "name">): boolean {
  return kind === "flow" && BORN_WITH.test(name);
}
