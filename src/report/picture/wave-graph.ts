import type { Address } from "../../model/address.js";

/** One address in a picture of what depends on what. */
export interface WaveNode {
  readonly address: Address;
  readonly title: string;
  /** A class: an action, or nothing. */
  readonly look: string;
  readonly symbol: string;
  /** Whether it waits for something that waits for it. */
  readonly circle: boolean;
  readonly anchor?: string;
}

/** Addresses of one depth. */
export interface WaveColumn {
  readonly title: string;
  readonly nodes: readonly WaveNode[];
}

/** What depends on what, from left to right: an edge goes from what is needed to what needs it. */
export interface WaveGraph {
  readonly columns: readonly WaveColumn[];
  readonly edges: readonly { readonly from: Address; readonly to: Address; readonly circular: boolean }[];
}
