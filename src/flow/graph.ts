import { isJsonArray, isJsonObject, type Json } from "../model/json.js";
import { blockNames } from "./blocks/block-names.js";
import { arrayOf, type Block, objectOf, readBlocks, textOf } from "./blocks/blocks.js";

export interface GraphBlock {
  readonly id: string;
  readonly type: string;
  /** What people call it. */
  readonly name: string;
  /** Where the console draws it, in its own units; only where it was drawn. */
  readonly position?: { readonly x: number; readonly y: number };
}

/** One way on: `label` is empty for the plain one, else the condition (`Equals 1`) or the error type. */
export interface BlockLink {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly kind: "next" | "condition" | "error";
  /** JSON pointer to the `NextAction`. */
  readonly pointer: string;
}

/** A content as blocks and the ways between them; links may lead to blocks that do not exist. */
export interface BlockGraph {
  readonly start: string;
  readonly blocks: readonly GraphBlock[];
  readonly links: readonly BlockLink[];
}

/** Reads the graph of a content, blocks and links in its order; empty where it is not in the Flow language. */
export function blockGraph(content: Json): BlockGraph {
  const names = blockNames(content);
  const blocks = readBlocks(content);
  return {
    start: textOf(objectOf(content).StartAction),
    blocks: blocks.map((block) => graphBlock(block, names.get(block.id) ?? block.id)),
    links: blocks.flatMap(linksOf),
  };
}

function graphBlock({ id, type, metadata }: Block, name: string): GraphBlock {
  const { x, y } = objectOf(metadata.position ?? metadata.Position);
  const drawn = typeof x === "number" && typeof y === "number";
  return { id, type, name, ...(drawn ? { position: { x, y } } : {}) };
}

/** All ways on from a block: next, then conditions, then errors. */
export function linksOf(block: Block): readonly BlockLink[] {
  const base = `/Actions/${block.index}/Transitions`;
  const { NextAction, Conditions, Errors } = block.transitions;
  const links: BlockLink[] = [];
  const add = (to: Json | undefined, kind: BlockLink["kind"], label: string, pointer: string) => {
    if (typeof to === "string")
      links.push({ from: block.id, to, label, kind, pointer: `${base}${pointer}/NextAction` });
  };
  add(NextAction, "next", "", "");
  for (const [index, item] of arrayOf(Conditions).entries()) {
    add(objectOf(item).NextAction, "condition", conditionLabel(item), `/Conditions/${index}`);
  }
  for (const [index, item] of arrayOf(Errors).entries()) {
    add(objectOf(item).NextAction, "error", textOf(objectOf(item).ErrorType), `/Errors/${index}`);
  }
  return links;
}

/** Shows where each way on from a block leads, in the order of `linksOf`, and makes no links for it. */
export function visitTargets({ transitions }: Block, visit: (to: string) => void): void {
  const { NextAction, Conditions, Errors } = transitions;
  if (typeof NextAction === "string") visit(NextAction);
  visitBranches(arrayOf(Conditions), visit);
  visitBranches(arrayOf(Errors), visit);
}

function visitBranches(branches: readonly Json[], visit: (to: string) => void): void {
  for (const branch of branches) {
    const { NextAction } = objectOf(branch);
    if (typeof NextAction === "string") visit(NextAction);
  }
}

function conditionLabel(item: Json): string {
  const condition = objectOf(objectOf(item).Condition);
  const operands = arrayOf(condition.Operands).map((operand) =>
    isJsonObject(operand) || isJsonArray(operand) ? "…" : String(operand),
  );
  return [textOf(condition.Operator), ...operands].filter((word) => word !== "").join(" ");
}

/** Identifiers of blocks that no way from the start leads to; none where the start itself is not there. */
export function unreachableBlocks(content: Json): readonly string[] {
  return unreachableFrom(textOf(objectOf(content).StartAction), readBlocks(content));
}

/** The same of blocks that were read already. */
export function unreachableFrom(start: string, blocks: readonly Block[]): readonly string[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  if (!byId.has(start)) return [];
  const reached = new Set([start]);
  const reach = (to: string) => reached.add(to);
  for (const id of reached) {
    const block = byId.get(id);
    if (block) visitTargets(block, reach);
  }
  return [...byId.keys()].filter((id) => !reached.has(id));
}
