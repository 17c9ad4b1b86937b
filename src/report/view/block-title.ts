import { type BlockGraph, blockFacts, blockGraph } from "../../flow/index.js";
import type { Json } from "../../model/json.js";
import type { BlockView } from "./plan-view.js";

/** Finds what to call a block. */
export type BlockTitles = (id: string) => BlockView;

/** Gives the titles of all blocks in these contents, which are read when the first is asked for. */
export function blockTitles(contents: readonly (Json | undefined)[]): BlockTitles {
  let titles: BlockTitles | undefined;
  return (id) => {
    titles ??= graphTitles(contents.map((content) => blockGraph(content ?? null)));
    return titles(id);
  };
}

/** Gives the titles of all blocks in these graphs; the first that has a block wins. */
export function graphTitles(graphs: readonly BlockGraph[]): BlockTitles {
  const titles = new Map<string, BlockView>();
  const taken = new Set<string>();
  for (const { id, name, type } of graphs.flatMap(({ blocks }) => blocks)) {
    if (titles.has(id)) continue;
    titles.set(id, titleOf(id, type, taken.has(name) ? `${name} (${id.slice(0, 8)})` : name));
    taken.add(name);
  }
  return (id) => titles.get(id) ?? { id, name: id };
}

/** The title of a block of a type; the label is left out where the name says it already. */
export function titleOf(id: string, type: string, name: string): BlockView {
  const label = blockFacts(type)?.label ?? type;
  return label === "" || name.startsWith(label) ? { id, name } : { id, name, label };
}
