import { fitPair, fitText } from "./fit-text.js";
import type { FlowBlockView, OutcomeView } from "./flow-view.js";

/** How wide every block is drawn, in the units of the picture. */
export const CARD_WIDTH = 204;

const TITLE_HEIGHT = 29;
const LINE_HEIGHT = 15;
const ROW_HEIGHT = 18;
/** What is new is written in bold letters, which are as wide as larger ones. */
const BOLD = 13;

/** One row of a card: a way on, with a port at its right end. */
export interface Row {
  readonly outcome: OutcomeView;
  readonly text: string;
  /** The middle of the row, from the top of the card. */
  readonly y: number;
}

/** A line on what a block does, on both sides or on one. */
interface Caption {
  readonly side: "both" | "before" | "after";
  readonly text: string;
}

/** What is written on a card, cut to its width, and how high that makes it. */
export interface Card {
  readonly title: string;
  readonly label: string;
  readonly captions: readonly Caption[];
  readonly rows: readonly Row[];
  /** Where the rows begin. */
  readonly head: number;
  readonly height: number;
}

/** Measures a block as the picture draws it. */
export function cardOf(view: FlowBlockView): Card {
  const { block, mark, outcomes } = view;
  const label = block.label ?? "";
  const captions = captionsOf(mark, view.captions);
  const head = TITLE_HEIGHT + LINE_HEIGHT * (Number(label !== "") + captions.length) + 3;
  const rows = outcomes.map((outcome, index) => {
    const text = fitText(outcome.words, CARD_WIDTH - 30, 11);
    return { outcome, text, y: head + 4 + ROW_HEIGHT * index + ROW_HEIGHT / 2 };
  });
  return {
    title: fitText(block.name, CARD_WIDTH - 46, 14.2),
    label: fitText(label, CARD_WIDTH - 24, 11),
    captions,
    rows,
    head,
    height: head + (rows.length > 0 ? 8 + ROW_HEIGHT * rows.length : 4),
  };
}

function captionsOf(mark: FlowBlockView["mark"], { before, after }: FlowBlockView["captions"]): readonly Caption[] {
  const width = CARD_WIDTH - 24;
  if (mark !== "changed" || before === after || before === "" || after === "") {
    const text = fitText(after === "" ? before : after, width, 11);
    return text === "" ? [] : [{ side: sideOf(mark, before, after), text }];
  }
  const [left, right] = fitPair(before, after, width, BOLD);
  return [
    { side: "before", text: left },
    { side: "after", text: right },
  ];
}

function sideOf(mark: FlowBlockView["mark"], before: string, after: string): Caption["side"] {
  if (mark !== "changed" || before === after) return "both";
  return after === "" ? "before" : "after";
}
