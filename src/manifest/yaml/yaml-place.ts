import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { type Place, pointerSteps } from "../files/place.js";
import type { SourceFile } from "../files/source.js";

/** What tells of a pointer where it leads to in a document, and how a value was written there. */
export function findersFor(
  document: Document.Parsed,
  at: (offset: number) => Place,
): Pick<SourceFile, "place" | "written"> {
  const pairs: Pairs = new WeakMap();
  return {
    place: (pointer, part = "value") => {
      const { key, node } = nodeAt(document, pointer, pairs);
      return at(offsetOf(part === "key" ? key : node) ?? offsetOf(node) ?? offsetOf(key) ?? 0);
    },
    written: (pointer) => {
      const { node, whole } = nodeAt(document, pointer, pairs);
      return whole && isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
    },
  };
}

/** The pairs of each map that was looked into, by key: a manifest of thousands is asked for each of its entries. */
type Pairs = WeakMap<YAMLMap, ReadonlyMap<string, Pair>>;

function pairsOf(map: YAMLMap, known: Pairs): ReadonlyMap<string, Pair> {
  const found = known.get(map);
  if (found) return found;
  const texts = map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair] as const);
  const made = new Map(texts);
  known.set(map, made);
  return made;
}

/** The deepest node on the way of a pointer, with its key; `whole` when the pointer leads to it exactly. */
function nodeAt(
  document: Document.Parsed,
  pointer: string,
  pairs: Pairs,
): { key?: unknown; node?: unknown; whole: boolean } {
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of pointerSteps(pointer)) {
    const open = isAlias(node) ? node.resolve(document) : node;
    if (isMap(open)) {
      const pair = pairsOf(open, pairs).get(step);
      if (!pair) return { key, node, whole: false };
      key = pair.key;
      node = pair.value ?? pair.key;
    } else if (isSeq(open) && open.items[Number(step)] !== undefined) {
      node = open.items[Number(step)];
      key = undefined;
    } else return { key, node, whole: false };
  }
  return { key, node, whole: true };
}

/** Where a node begins, counted in characters; undefined for what the parser did not read. */
export function offsetOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}
