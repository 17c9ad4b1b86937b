import type { BlockFacts } from "./block-facts.js";
import { CONTACT_BLOCKS } from "./contact-blocks.js";
import { CONTROL_BLOCKS } from "./control-blocks.js";
import { INTERACTION_BLOCKS } from "./interaction-blocks.js";
import { PARTICIPANT_BLOCKS } from "./participant-blocks.js";

/** All block types that are known, by the `Type` of an action. New ones appear in the service without notice. */
export const BLOCK_TYPES: Readonly<Record<string, BlockFacts>> = {
  ...PARTICIPANT_BLOCKS,
  ...CONTROL_BLOCKS,
  ...CONTACT_BLOCKS,
  ...INTERACTION_BLOCKS,
};

/** What is known of a type; undefined for one that is new, or wrong. */
export function blockFacts(type: string): BlockFacts | undefined {
  return Object.hasOwn(BLOCK_TYPES, type) ? BLOCK_TYPES[type] : undefined;
}
