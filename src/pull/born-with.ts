import type { Kind } from "../model/kind.js";
import type { Listed } from "../model/snapshot.js";

/**
 * Names of what the service puts into every new instance: flows under names that begin like this (Administrator Guide,
 * "Default flows" and "Sample flows"), one queue and one set of hours.
 */
const BORN_WITH: Readonly<Partial<Record<Kind, RegExp>>> = {
  flow: /^(?:Default |Sample (?:AB test|customer queue |disconnect flow|inbound flow|interruptible queue|Lambda integration|note for screenpop|queue configurations|queue customer|recording behavior|secure input|agent transfer|queue transfer))/i,
  hours: /^Basic Hours$/,
  queue: /^BasicQueue$/,
};

/** Whether every instance has something of this kind and name from its first day. */
export function isBornWith({ kind, name }: Pick<Listed, "kind" | "name">): boolean {
  return BORN_WITH[kind]?.test(name) ?? false;
}
