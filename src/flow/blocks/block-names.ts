import type { Json } from "../../model/json.js";
import { UUID } from "../../model/uuid.js";
import { blockFacts } from "./block-types.js";
import { type Block, readBlocks } from "./blocks.js";

/** A name for people: see `blockNames`; the identifier itself where no block has it. */
export function blockName(content: Json, identifier: string): string {
  return blockNames(content).get(identifier) ?? identifier;
}

/**
 * Names every block for people: its identifier where a person wrote it, else the console's label of its type, with a
 * number in the order of the document where several blocks would be called the same (`Play prompt 2`).
 */
export function blockNames(content: Json): ReadonlyMap<string, string> {
  const blocks = readBlocks(content).filter(({ id }) => id !== "");
  const unnamed = blocks.filter(({ id }) => UUID.test(id));
  const taken = new Set(blocks.map(({ id }) => id));
  const names = new Map(blocks.map(({ id }) => [id, id]));
  for (const label of new Set(unnamed.map(labelOf))) {
    number(
      label,
      unnamed.filter((block) => labelOf(block) === label),
      taken,
      names,
    );
  }
  return names;
}

function number(label: string, blocks: readonly Block[], taken: Set<string>, names: Map<string, string>): void {
  const alone = blocks.length === 1 && !taken.has(label);
  let ordinal = 0;
  for (const { id } of blocks) {
    do ordinal += 1;
    while (taken.has(`${label} ${ordinal}`));
    names.set(id, alone ? label : `${label} ${ordinal}`);
  }
}

function labelOf({ type }: Block): string {
  return blockFacts(type)?.label ?? (type === "" ? "Block" : type);
}
