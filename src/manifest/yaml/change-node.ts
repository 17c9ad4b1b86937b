import { type Document, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { isJsonArray, isJsonObject, isSameJson, type Json, type JsonObject } from "../../model/json.js";

/**
 * A node that says a value, made of an old one as far as that says it already: comments, quotes and the order of what stays
 * are as they were. The old node may be changed by it.
 */
export function changeNode(document: Document.Parsed, old: Node | undefined, value: Json): Node {
  if (old === undefined) return document.createNode(value);
  if (isSameJson(jsonOf(document, old), value)) return old;
  if (isScalar(old) && (typeof value !== "object" || value === null)) {
    old.value = value;
    return old;
  }
  if (isMap(old) && isJsonObject(value)) return changeMap(document, old as YAMLMap, value);
  if (isSeq(old) && isJsonArray(value)) return changeSeq(document, old as YAMLSeq, value);
  const made: Node = document.createNode(value);
  const comments = [old.commentBefore, old.comment].filter((comment) => typeof comment === "string");
  if (comments.length > 0) made.commentBefore = comments.join("\n");
  return made;
}

function jsonOf(document: Document.Parsed, node: unknown): Json {
  return isNode(node) ? ((node.toJS(document, { maxAliasCount: -1 }) ?? null) as Json) : null;
}

function changeMap(document: Document.Parsed, map: YAMLMap, value: JsonObject): Node {
  map.items = map.items.filter(({ key }) => Object.hasOwn(value, String(key)));
  for (const pair of map.items) {
    pair.value = changeNode(document, isNode(pair.value) ? pair.value : undefined, value[String(pair.key)] ?? null);
  }
  for (const [name, member] of Object.entries(value)) {
    if (!map.items.some(({ key }) => String(key) === name))
      map.add(document.createPair(document.createNode(name), member));
  }
  return map;
}

/** An item that says the same stays what it is, else the one in its place is changed; what is new looks like the first. */
function changeSeq(document: Document.Parsed, seq: YAMLSeq, values: readonly Json[]): Node {
  const before = seq.items.filter(isNode);
  const free = new Set(before);
  const same = values.map((value) => {
    const found = [...free].find((node) => isSameJson(jsonOf(document, node), value));
    if (found) free.delete(found);
    return found;
  });
  const [first] = before;
  const isFlow = isMap(first) || isSeq(first) ? first.flow : undefined;
  seq.items = values.map((value, index) => {
    const inPlace = before[index];
    const old = same[index] ?? (inPlace && free.delete(inPlace) ? inPlace : undefined);
    const node = changeNode(document, old, value);
    if (old === undefined && isFlow !== undefined && (isMap(node) || isSeq(node))) node.flow = isFlow;
    return node;
  });
  return seq;
}
