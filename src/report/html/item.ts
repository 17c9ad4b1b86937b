import type { FlowView } from "../picture/flow-view.js";
import type { LayOut } from "../picture/lay-out.js";
import type { NextStep, SectionView } from "../view/plan-view.js";

/** One thing that a reader opens: a change of a plan, a drift, or a flow as it is. */
export interface Item {
  /** Unique in the page; the names of its parts begin with it. */
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly kind: string;
  /** The word for what happens or happened to it, also a class: `update`, `changed`. */
  readonly word: string;
  readonly symbol: string;
  readonly why: string;
  readonly risk: string;
  readonly attention: readonly string[];
  readonly notes: readonly string[];
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly SectionView[];
  /** Commands that answer it. */
  readonly steps: readonly NextStep[];
  /** The flow that it is about, made when it is drawn: of many only one is there at a time. */
  readonly flow?: () => FlowView | undefined;
  /** Whether its picture has marks. */
  readonly marked: boolean;
  readonly open: boolean;
  /** One for all items of a page. */
  readonly layOut: LayOut;
}
