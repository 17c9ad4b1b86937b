import type { Address } from "./address.js";
import type { Target } from "./environment.js";
import type { Kind } from "./kind.js";
import type { Found } from "./lookup.js";
import type { Body, Identity } from "./resource.js";

/** One thing of an instance as a list shows it. */
export interface Listed extends Identity {
  readonly kind: Kind;
  /** A flow's type. */
  readonly type?: string;
  readonly archived?: boolean;
  /** False for a flow that was never published, and for a test case that is only saved. */
  readonly published?: boolean;
}

/** One live resource, read whole: its body holds ARNs. */
export interface LiveResource extends Listed {
  readonly body: Body;
  /** The text that the service carries `body.content` as, where it does: what is sent as the same text is the same. */
  readonly contentText?: string;
  /** ISO 8601, where the service tells. */
  readonly modifiedAt?: string;
}

/** Everything live that matters, read at one moment. */
export interface Snapshot {
  readonly target: Target;
  /** All of each kind that was listed. */
  readonly listed: Readonly<Partial<Record<Kind, readonly Listed[]>>>;
  /** Those that were read whole, by id. */
  readonly resources: readonly LiveResource[];
  /** Those that are there, but could not be read: nothing is decided about them. */
  readonly unreadable: readonly { readonly kind: Kind; readonly id: string }[];
  /** What each lookup that is referred to was found to be. */
  readonly lookups: Readonly<Record<Address, Found>>;
}
