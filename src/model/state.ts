import type { Address } from "./address.js";
import type { Kind } from "./kind.js";
import type { Identity } from "./resource.js";

/** What we recorded of one resource when it was last applied. Fields we do not know are kept. */
export interface StateResource {
  readonly address: Address;
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  /** Fingerprint of what was applied, and its parts. */
  readonly sha256: string;
  readonly parts: Readonly<Record<string, string>>;
  /** Says what was applied to the letter, for `sha256` (`verbatimPrint`); absent where nobody wrote it down. */
  readonly verbatim?: string;
  readonly dependsOn: readonly Address[];
  /** Ids of what this resource replaced and that is not deleted yet. */
  readonly superseded?: readonly string[];
}

/** Our record of an environment: logical name to id. Resources are sorted by address. */
export interface State {
  readonly formatVersion: string;
  /** Identity of this record; a state of another lineage is another history. */
  readonly lineage: string;
  /** Grows by one with each write that changed the content. */
  readonly serial: number;
  readonly instanceArn: string;
  readonly resources: readonly StateResource[];
  /** What lookups were found to be, so that a plan can be made without a read. */
  readonly lookups?: Readonly<Record<Address, Identity>>;
}

export const STATE_FORMAT = "1.0";

export function findInState(state: State | undefined, address: Address): StateResource | undefined {
  return state?.resources.find((resource) => resource.address === address);
}
