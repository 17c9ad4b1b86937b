import type { Pair, YAMLMap } from "yaml";

/** Finds and adds pairs of maps by key; a manifest of thousands is asked for each of its entries. */
export interface PairIndex {
  readonly find: (map: YAMLMap, name: string) => Pair | undefined;
  readonly add: (map: YAMLMap, pair: Pair) => void;
}

/** An index that is made of each map when it is first asked, and again when somebody else has changed its length or list. */
export function pairIndex(): PairIndex {
  const known = new WeakMap<readonly Pair[], Map<string, Pair>>();
  const pairsOf = ({ items }: YAMLMap): Map<string, Pair> => {
    const found = known.get(items);
    if (found?.size === items.length) return found;
    const made = new Map(items.map((pair) => [String(pair.key), pair]));
    known.set(items, made);
    return made;
  };
  return {
    find: (map, name) => pairsOf(map).get(name),
    add: (map, pair) => {
      const pairs = pairsOf(map);
      map.items.push(pair);
      pairs.set(String(pair.key), pair);
    },
  };
}
