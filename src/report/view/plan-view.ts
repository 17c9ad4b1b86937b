import type { Address } from "../../model/address.js";
import type { Action, Risk } from "../../model/change.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Target } from "../../model/environment.js";
import type { Drift, Orphan, Plan, Summary } from "../../model/plan.js";

/**
 * A value as people read it. `reference` is an address, `other` is JSON or our own words, `nothing` stands for what is
 * not there. The text is as it was found: whoever shows it makes it safe.
 */
export interface ShownValue {
  readonly type: "text" | "reference" | "other" | "nothing";
  readonly text: string;
}

/** One field that differs. */
export interface LineView {
  /** Steps below the section, joined by `/`. */
  readonly path: string;
  readonly before: ShownValue;
  readonly after: ShownValue;
  /** Whether it is a text that people hear or read, so that words are compared. */
  readonly spoken: boolean;
  /** Why a reviewer should stop here, for example `other queue`. */
  readonly attention?: string;
}

/** One link between two blocks: `"Route" —timeout→ "Hang up"`. */
export interface LinkView {
  readonly type: "appears" | "moves" | "vanishes";
  readonly from: string;
  /** What makes a contact take it, in words. */
  readonly on: string;
  /** Where it leads; for what vanishes, where it led. */
  readonly to: string;
  /** Where it led before it moved. */
  readonly was?: string;
  readonly attention?: string;
}

/** What a block is called, and by the console's word for its type. */
export interface BlockView {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
}

/** The differences of one block, or, without a block, of the resource itself. */
export interface SectionView {
  readonly block?: BlockView;
  readonly type: "added" | "removed" | "changed";
  readonly lines: readonly LineView[];
  readonly links: readonly LinkView[];
}

/** One change, in words. */
export interface ChangeView {
  readonly address: Address;
  /** What people call the kind. */
  readonly kind: string;
  readonly name: string;
  readonly action: Action;
  /** The action as people read it: `forget` and `move` for what is only kept in the instance. */
  readonly verb: string;
  readonly symbol: string;
  readonly past: string;
  /** Why, in one phrase: `new in the manifest`, `2 fields differ`. */
  readonly why: string;
  readonly risk: Risk;
  readonly file: string | null;
  /** Everything it refers to or waits for, as far as the plan knows it. */
  readonly dependsOn: readonly Address[];
  /** Those of `dependsOn` that wait for it in turn. */
  readonly circular: readonly Address[];
  readonly layoutOnly: boolean;
  /** What a reviewer must know of the change as a whole. */
  readonly attention: readonly string[];
  /** What is good to know. */
  readonly notes: readonly string[];
  readonly sections: readonly SectionView[];
}

/** Changes of one depth in the order. */
export interface WaveView {
  readonly title: string;
  readonly wave: number;
  readonly deletes: boolean;
  readonly changes: readonly ChangeView[];
}

/** One address that differs from what was last applied. */
export interface DriftView {
  readonly address: Address;
  readonly type: Drift["kind"];
  readonly words: string;
  readonly modifiedAt?: string;
  readonly sections: readonly SectionView[];
  /** How to make the files agree with it; only in a drift report. */
  readonly accept?: NextStep;
  /** How to take it back; only in a drift report, and only where the manifest knows it. */
  readonly undo?: NextStep;
}

/** A command to go on with, and what for. */
export interface NextStep {
  readonly words: string;
  readonly command: string;
}

/** A plan as people read it: the one thing that all skins render. Unchanged resources are counted, not shown. */
export interface PlanView {
  readonly environment: string;
  readonly mode: "normal" | "destroy";
  readonly target: Target;
  readonly tool: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly planHash: string;
  readonly fileHash: string;
  readonly state: Plan["state"];
  readonly manifest: Plan["manifest"];
  readonly applyable: boolean;
  readonly counts: Summary;
  /** Whether nothing is written, recorded or in the way. */
  readonly empty: boolean;
  /** The last line: `Plan: 1 to create, 12 to keep.`, or the one sentence of an empty plan. */
  readonly sentence: string;
  /** What was left out of the plan by choice. */
  readonly partial?: string;
  /** Why it cannot be carried out. */
  readonly obstacle?: string;
  readonly waves: readonly WaveView[];
  /** What changes in the state alone. */
  readonly records: readonly ChangeView[];
  readonly orphans: readonly Orphan[];
  readonly drift: readonly DriftView[];
  readonly diagnostics: readonly Diagnostic[];
  readonly next?: NextStep;
}
