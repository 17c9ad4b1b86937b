import type { BlockView, LineView, SectionView } from "../view/plan-view.js";

/** What happened to a block or to a way between two; `kept` is drawn without a mark. */
export type Mark = "added" | "removed" | "changed" | "kept";

/** Where something is drawn: its left upper corner. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** One way on from a block, before and after; the ends are identifiers of blocks that may not exist. */
export interface OutcomeView {
  /** What makes a contact take it, in words. */
  readonly words: string;
  readonly kind: "next" | "condition" | "error";
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One block as a picture shows it. */
export interface FlowBlockView {
  readonly block: BlockView;
  readonly type: string;
  readonly mark: Mark;
  /** The most telling of its parameters, before and after. */
  readonly captions: { readonly before: string; readonly after: string };
  /** Where the console draws it; after wins. */
  readonly spot: Spot | undefined;
  readonly outcomes: readonly OutcomeView[];
  /** What differs, in the very lines of the text; undefined where nothing differs. */
  readonly section: SectionView | undefined;
  /** What it holds, where nothing differs. */
  readonly lines: readonly LineView[];
  readonly attention: boolean;
}

/**
 * A flow as the console draws it, before and after in one. A flow that is new or goes as a whole has only one side, and
 * no block of it is marked; of a drift there is only what is there now, with its marks.
 */
export interface FlowView {
  /** Whether there are two sides. */
  readonly compared: boolean;
  /** Whether blocks have marks. */
  readonly marked: boolean;
  readonly starts: { readonly before?: string; readonly after?: string };
  readonly blocks: readonly FlowBlockView[];
}
