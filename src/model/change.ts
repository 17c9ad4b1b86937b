import type { Address } from "./address.js";
import type { Json, JsonObject } from "./json.js";
import type { ManagedKind } from "./kind.js";
import type { Body, Identity } from "./resource.js";

export type Action = "create" | "update" | "replace" | "adopt" | "delete" | "keep";

/** How an action is shown and told. */
export interface ActionWords {
  readonly symbol: string;
  readonly past: string;
}

export const ACTION_WORDS = {
  create: { symbol: "+", past: "created" },
  update: { symbol: "~", past: "updated" },
  replace: { symbol: "±", past: "replaced" },
  adopt: { symbol: "←", past: "adopted" },
  delete: { symbol: "-", past: "deleted" },
  keep: { symbol: " ", past: "kept" },
} as const satisfies Record<Action, ActionWords>;

export type Reason =
  | "new"
  | "edited"
  | "drifted"
  | "conflict"
  | "layout"
  | "dependency"
  | "create-only-field"
  | "gone-live"
  | "same-name"
  | "orphan"
  | "destroy"
  | "moved"
  | "removed"
  | "unfinished"
  | "same";

/** Why an action was chosen: explains, never decides. */
export const REASON_WORDS = {
  new: "new in the manifest",
  edited: "edited in the manifest",
  drifted: "changed in the instance since the last apply",
  conflict: "edited in the manifest and changed in the instance",
  layout: "only its layout differs",
  dependency: "what it refers to gets another id",
  "create-only-field": "a field differs that only a create can set",
  "gone-live": "recorded in the state, but gone from the instance",
  "same-name": "exists under this name and no state knows it",
  orphan: "in the state, but not in the manifest",
  destroy: "everything managed goes",
  moved: "has a new address",
  removed: "the manifest says to forget it",
  unfinished: "what it replaced is still there",
  same: "nothing differs",
} as const satisfies Record<Reason, string>;

/** One difference. Paths name blocks, not indexes: `content/blocks/Set working queue/QueueId`. */
export interface FieldChange {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

/** What must still hold when a change is carried out. */
export type Precondition = { readonly sha256: string } | { readonly absent: true };

/** How much a reviewer should look: none, low (layout, tags), medium (contents), high (callers may notice). */
export type Risk = "none" | "low" | "medium" | "high";

/** What happens to one address. `before` and `after` hold references in place of ARNs. */
export interface Change {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly action: Action;
  readonly reason: Reason;
  readonly name: string;
  readonly id: string | null;
  /** Depth in the order, from 1; 0 for what is kept. For showing: nobody waits for a wave to end. */
  readonly wave: number;
  /** All addresses it refers to or waits for, that this plan changes or knows. */
  readonly dependsOn: readonly Address[];
  /** Those of `dependsOn` that wait for it in turn: they only have to exist, as a placeholder, before it. */
  readonly circular: readonly Address[];
  readonly risk: Risk;
  readonly layoutOnly: boolean;
  readonly fields: readonly FieldChange[];
  readonly before: Body | null;
  readonly after: Body | null;
  readonly precondition: Precondition | null;
  /** Content with which it is created first (or left with, when links are cut before a delete) to open a circle. */
  readonly placeholder: JsonObject | null;
  /** What its references are in the instance; null where this plan creates it. */
  readonly resolved: Readonly<Record<Address, Identity | null>>;
  /** The address it had in the state. */
  readonly movedFrom: Address | null;
  /** Ids of earlier resources that this one replaced, to be deleted last. */
  readonly superseded: readonly string[];
  /** The file that a person would open to change it. */
  readonly file: string | null;
}

/** Whether carrying it out writes to the instance. */
export function isWrite(change: Pick<Change, "action" | "fields">): boolean {
  if (change.action === "keep") return false;
  return change.action !== "adopt" || change.fields.length > 0;
}
