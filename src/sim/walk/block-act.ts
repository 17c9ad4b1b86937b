import type { Block } from "./flow-document.js";
import type { Outcome, Walker } from "./walker.js";

/** Carries out one block for a contact, and tells what became of it. */
export type BlockAct = (walker: Walker, block: Block) => Outcome;
