import { type Document, isAlias, isMap, isNode, type Node, visit, type YAMLMap } from "yaml";
import type { PairIndex } from "./pair-index.js";

/**
 * Makes everything that a path leads through, and all that it leads to, stand there for itself: an alias on the way becomes
 * a copy, and what an anchor on the way is used for elsewhere becomes copies of what it was.
 */
export function unshare(document: Document.Parsed, pairs: PairIndex, path: readonly string[]): void {
  let node: unknown = document.contents;
  for (const [depth, name] of path.entries()) {
    if (!isMap(node)) return;
    release(document, node as Node);
    const pair = pairs.find(node as YAMLMap, name);
    if (!pair) return;
    const meant = isAlias(pair.value) && depth < path.length - 1 ? pair.value.resolve(document) : undefined;
    if (meant) pair.value = copyOf(meant);
    node = pair.value;
  }
  if (isNode(node)) visit(node, { Value: (_, inside) => release(document, inside) });
}

/** Takes the anchor off a node, where it has one; its aliases become copies. */
function release(document: Document.Parsed, node: Node): undefined {
  if (isAlias(node) || !("anchor" in node) || node.anchor === undefined) return;
  visit(document, { Alias: (_, alias) => (alias.resolve(document) === node ? copyOf(node) : undefined) });
  delete node.anchor;
}

/** A node without the anchors and comments of the other. */
function copyOf(node: Node): Node {
  const copy = node.clone() as Node;
  visit(copy, {
    Node: (_, inside) => {
      if ("anchor" in inside) delete inside.anchor;
      delete inside.comment;
      delete inside.commentBefore;
    },
  });
  return copy;
}
