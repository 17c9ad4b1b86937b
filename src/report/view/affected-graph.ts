import type { Address } from "../../model/address.js";
import { ACTION_WORDS, type Change, isWrite } from "../../model/change.js";
import { compareText } from "../../model/json.js";
import type { Plan } from "../../model/plan.js";
import { shorten } from "../lines/shorten.js";
import { safeMermaid } from "../picture/safe-graph.js";

/** More boxes than this nobody can read in a comment. */
const MOST_BOXES = 40;
const MOST_LINES = 120;

/** The part of everything that a plan touches: what changes, and what stands next to it. */
interface AffectedGraph {
  readonly boxes: readonly Change[];
  /** An arrow leads from what refers to what it refers to. */
  readonly arrows: readonly (readonly [from: Address, to: Address])[];
  /** Changes that are not drawn. */
  readonly left: number;
}

/** A drawing of what a plan touches, as a Mermaid diagram, and how many changes are not in it. */
export interface AffectedDrawing {
  readonly mermaid: string;
  readonly left: number;
}

/** Draws what changes with what refers to it; undefined where nothing that changes has to do with anything. */
export function drawAffected(plan: Plan): AffectedDrawing | undefined {
  const { boxes, arrows, left } = affectedGraph(plan);
  if (arrows.length === 0) return undefined;
  const ids = new Map(boxes.map(({ address }, index) => [address, `n${index}`]));
  const lines = [
    "flowchart LR",
    ...boxes.map((change) => `  ${ids.get(change.address) ?? ""}${boxOf(change)}:::${change.action}`),
    ...arrows.map(([from, to]) => `  ${ids.get(from) ?? ""} --> ${ids.get(to) ?? ""}`),
    ...CLASSES,
  ];
  return { mermaid: lines.join("\n"), left };
}

function affectedGraph({ changes }: Plan): AffectedGraph {
  const changed = changes.filter(isShown).sort(inOrder);
  const drawn = changed.slice(0, MOST_BOXES);
  const all = arrowsOf(changes);
  const core = new Set(drawn.map(({ address }) => address));
  const next = all.flatMap(([from, to]) => (core.has(from) ? [to] : core.has(to) ? [from] : []));
  const near = new Set(next.filter((address) => !core.has(address)));
  const others = changes.filter(({ address }) => near.has(address)).sort(inOrder);
  const boxes = [...drawn, ...others.slice(0, MOST_BOXES - drawn.length)];
  const known = new Set(boxes.map(({ address }) => address));
  const arrows = all.filter(([from, to]) => known.has(from) && known.has(to) && (core.has(from) || core.has(to)));
  return { boxes, arrows: arrows.slice(0, MOST_LINES), left: changed.length - drawn.length };
}

function isShown(change: Change): boolean {
  return isWrite(change) || change.action === "adopt";
}

const RANKS = { high: 0, medium: 1, low: 2, none: 3 } as const satisfies Record<Change["risk"], number>;

function inOrder(left: Change, right: Change): number {
  return RANKS[left.risk] - RANKS[right.risk] || compareText(left.address, right.address);
}

/** What is deleted waits for those that refer to it, so that its arrows lead the other way. */
function arrowsOf(changes: readonly Change[]): readonly (readonly [Address, Address])[] {
  const arrows = changes.flatMap(({ action, address, dependsOn }) =>
    [...dependsOn].sort().map((other): readonly [Address, Address] => {
      return action === "delete" ? [other, address] : [address, other];
    }),
  );
  return [...new Map(arrows.map((arrow) => [JSON.stringify(arrow), arrow])).values()];
}

function boxOf({ kind, address, action }: Change): string {
  // A label that begins with a hyphen would be read as a list.
  const symbol = ACTION_WORDS[action].symbol.trim().replace("-", "−");
  const label = safeMermaid(shorten(symbol === "" ? address : `${symbol} ${address}`, 60));
  return kind === "flow" || kind === "module" ? `[${label}]` : `([${label}])`;
}

/** Colours that are read on a light and on a dark page; the symbol says the same. */
const CLASSES = [
  "  classDef create stroke:#1a7f37,stroke-width:2px",
  "  classDef update stroke:#9a6700,stroke-width:2px",
  "  classDef replace stroke:#bc4c00,stroke-width:3px",
  "  classDef adopt stroke:#0969da,stroke-width:2px",
  "  classDef delete stroke:#cf222e,stroke-width:2px,stroke-dasharray:5 3",
  "  classDef keep stroke:#8c959f,stroke-width:1px",
];
