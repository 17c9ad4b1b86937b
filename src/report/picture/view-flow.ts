import { type BlockGraph, type BlockLink, blockGraph, type GraphBlock } from "../../flow/index.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { type BlockTitles, graphTitles } from "../view/block-title.js";
import type { LineView, SectionView } from "../view/plan-view.js";
import { viewLines } from "../view/view-lines.js";
import { conditionWords, errorWords } from "../words/link-words.js";
import { captionOf } from "./block-caption.js";
import type { FlowBlockView, FlowView, Mark, OutcomeView, Spot } from "./flow-view.js";

/** What a flow was and is, as far as there is such a side, and what the text says of its blocks. */
interface Sides {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly sections: readonly SectionView[];
}

/** Lays two contents over each other, block by block; undefined where neither has any blocks. */
export function viewFlow({ before, after, sections }: Sides): FlowView | undefined {
  const was = sideOf(before);
  const now = sideOf(after);
  if (was.graph.blocks.length + now.graph.blocks.length === 0) return undefined;
  const compared = was.graph.blocks.length > 0 && now.graph.blocks.length > 0;
  const ofBlocks = new Map(sections.flatMap((section) => (section.block ? [[section.block.id, section]] : [])));
  const context = { was, now, compared, titles: graphTitles([now.graph, was.graph]), sections: ofBlocks };
  const ids = new Set([...now.blocks.keys(), ...was.blocks.keys()]);
  return {
    compared,
    marked: compared || ofBlocks.size > 0,
    starts: { ...startOf("before", was), ...startOf("after", now) },
    blocks: [...ids].map((id) => viewBlock(id, context)),
  };
}

interface Side {
  readonly graph: BlockGraph;
  readonly blocks: ReadonlyMap<string, GraphBlock>;
  readonly links: ReadonlyMap<string, readonly BlockLink[]>;
  readonly parameters: ReadonlyMap<string, JsonObject>;
}

interface Merging {
  readonly was: Side;
  readonly now: Side;
  readonly compared: boolean;
  readonly titles: BlockTitles;
  readonly sections: ReadonlyMap<string, SectionView>;
}

function sideOf(content: Json | undefined): Side {
  const graph = blockGraph(content ?? null);
  const links = new Map<string, BlockLink[]>(graph.blocks.map(({ id }) => [id, []]));
  for (const link of graph.links) links.get(link.from)?.push(link);
  return {
    graph,
    blocks: new Map(graph.blocks.map((block) => [block.id, block])),
    links,
    parameters: parametersOf(content),
  };
}

function parametersOf(content: Json | undefined): ReadonlyMap<string, JsonObject> {
  const actions = isJsonObject(content) ? content["Actions"] : undefined;
  if (!isJsonArray(actions)) return new Map();
  return new Map(
    actions.filter(isJsonObject).map(({ Identifier, Parameters }) => {
      return [typeof Identifier === "string" ? Identifier : "", isJsonObject(Parameters) ? Parameters : {}];
    }),
  );
}

function startOf(side: "before" | "after", { graph, blocks }: Side): { before?: string; after?: string } {
  return blocks.has(graph.start) ? { [side]: graph.start } : {};
}

function viewBlock(id: string, context: Merging): FlowBlockView {
  const before = context.was.blocks.get(id);
  const after = context.now.blocks.get(id);
  const left = context.was.parameters.get(id) ?? NONE;
  const right = context.now.parameters.get(id) ?? NONE;
  const section = context.sections.get(id);
  const mark = markOf(id, context);
  return {
    block: context.titles(id),
    type: (after ?? before)?.type ?? "",
    mark,
    captions: captionsOf(left, right, mark),
    spot: spotOf(after?.position ?? before?.position),
    outcomes: outcomesOf(context.was.links.get(id), context.now.links.get(id)),
    section,
    lines: section ? [] : contentLines(after ? right : left),
    attention: section !== undefined && hasAttention(section),
  };
}

const NONE: JsonObject = {};

/** Of a block that stays as it is both sides say the same. */
function captionsOf(left: JsonObject, right: JsonObject, mark: Mark): FlowBlockView["captions"] {
  const after = captionOf(right);
  return { before: mark === "kept" && after !== "" ? after : captionOf(left), after };
}

function hasAttention({ lines, links }: SectionView): boolean {
  return lines.some(isNoted) || links.some(isNoted);
}

function isNoted({ attention }: { readonly attention?: string }): boolean {
  return attention !== undefined;
}

/** What the text says of a block; where it says nothing, whether it stands on one side only. */
function markOf(id: string, { was, now, compared, sections }: Merging): Mark {
  const told = sections.get(id)?.type;
  if (told !== undefined) return told;
  if (!compared || (was.blocks.has(id) && now.blocks.has(id))) return "kept";
  return now.blocks.has(id) ? "added" : "removed";
}

/** Beyond this a position is no place on a canvas. */
const FARTHEST = 1_000_000;

function spotOf(position: Spot | undefined): Spot | undefined {
  const usable = position && Math.abs(position.x) <= FARTHEST && Math.abs(position.y) <= FARTHEST;
  return usable ? position : undefined;
}

function outcomesOf(before: readonly BlockLink[] = [], after: readonly BlockLink[] = []): readonly OutcomeView[] {
  const left = keyed(before);
  const right = keyed(after);
  const views: OutcomeView[] = [];
  for (const [key, is] of right) views.push(outcomeOf(is, left.get(key)?.to, is.to));
  for (const [key, was] of left) if (!right.has(key)) views.push(outcomeOf(was, was.to, undefined));
  return views.sort((a, b) => RANKS[a.kind] - RANKS[b.kind]);
}

function outcomeOf({ kind, label }: BlockLink, before: string | undefined, after: string | undefined): OutcomeView {
  return { words: wordsOf(kind, label), kind, before, after };
}

const RANKS = { next: 0, condition: 1, error: 2 } as const satisfies Record<OutcomeView["kind"], number>;

/** Links by what makes a contact take them; of several with one label, the first meets the first. */
function keyed(links: readonly BlockLink[]): ReadonlyMap<string, BlockLink> {
  const byKey = new Map<string, BlockLink>();
  for (const link of links) {
    let key = `${link.kind} ${link.label}`;
    while (byKey.has(key)) key += "+";
    byKey.set(key, link);
  }
  return byKey;
}

function wordsOf(kind: OutcomeView["kind"], label: string): string {
  if (kind === "next") return "next";
  return kind === "error" ? errorWords(label) : conditionWords(label);
}

function contentLines(parameters: JsonObject): readonly LineView[] {
  return viewLines({ steps: ["Parameters"], before: null, after: parameters });
}
