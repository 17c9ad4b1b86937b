import type { BlockAct } from "./block-act.js";
import { CHECK_BLOCKS } from "./check-blocks.js";
import { CONTACT_BLOCKS } from "./contact-blocks.js";
import { FLOW_BLOCKS } from "./flow-blocks.js";
import type { Block } from "./flow-document.js";
import { LAMBDA_BLOCKS } from "./lambda-block.js";
import { PEOPLE_BLOCKS } from "./people-blocks.js";
import { QUEUE_BLOCKS } from "./queue-blocks.js";
import { TASK_BLOCKS } from "./task-blocks.js";
import type { Outcome, Walker } from "./walker.js";

const ACTS: Readonly<Record<string, BlockAct>> = {
  ...CHECK_BLOCKS,
  ...CONTACT_BLOCKS,
  ...FLOW_BLOCKS,
  ...LAMBDA_BLOCKS,
  ...PEOPLE_BLOCKS,
  ...QUEUE_BLOCKS,
  ...TASK_BLOCKS,
};

/** Carries out a block; what is not simulated, or not known, takes its error branch. */
export function act(walker: Walker, block: Block): Outcome {
  const known = Object.hasOwn(ACTS, block.type) ? ACTS[block.type] : undefined;
  if (known !== undefined) return known(walker, block);
  const named = block.errors.find(({ type }) => type === "NoMatchingError") ?? block.errors[0];
  const error = named?.type ?? "NoMatchingError";
  return {
    go: "error",
    error,
    notes: ["the simulator does not have this block"],
    assumed: "it takes its error branch",
  };
}
