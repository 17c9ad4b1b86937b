import type { Address } from "./address.js";
import type { JsonObject } from "./json.js";
import type { Kind, ManagedKind } from "./kind.js";

/**
 * What a resource contains, field by field. A desired body holds references (`${queue.sales}`), a live body holds
 * ARNs. A field that is absent is not managed: left as it is and never compared.
 *
 * - flow: `name, type, content, published, description?, tags?`
 * - module: `name, content, description?, tags?, settings?, externalInvocation?, aliases?`
 * - hours: `name, timeZone, config [{day, start "HH:MM", end "HH:MM"}], description?, tags?`
 * - queue: `name, hours (ARN), description?, maxContacts?, enabled?, outboundCaller? {name?, number? (ARN), flow? (ARN)}, tags?`
 * - testCase: `name, content (JSON), published, entryPoint? {type, flow? (ARN), from?, to?}, initializationData? (JSON), description?, tags?`
 *
 * `archived` (flow, module) is present in a live body only when it is true. `aliases` maps an alias name to
 * `{version: "current" | number, description?}`; `current` is a version with the same content as the module.
 */
export type Body = JsonObject;

/** Amazon's identifiers of one resource, and what they may be called by. */
export interface Identity {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** Module aliases: alias name to the alias's id in this instance. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** Where in a person's files something was written; lines and columns start at 1. */
export interface Origin {
  readonly file: string;
  readonly pointer: string;
  readonly line?: number;
  readonly column?: number;
}

/** One resource as the manifest asks for it. */
export interface DesiredResource {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly name: string;
  readonly body: Body;
  readonly origin: Origin;
  /** The flow file that `content` came from, relative to the project folder, with `/`. */
  readonly contentFile?: string;
}

/** Something that exists already and is only referred to. */
export interface Lookup {
  readonly address: Address;
  readonly kind: Kind;
  readonly by: LookupKey;
  readonly origin: Origin;
}

export type LookupKey =
  | { readonly name: string }
  | { readonly arn: string }
  | { readonly bot: string; readonly alias: string };

/** The desired graph of one environment, references still in place. Sorted by address. */
export interface Desired {
  readonly resources: readonly DesiredResource[];
  readonly lookups: readonly Lookup[];
  readonly moved: readonly { readonly from: Address; readonly to: Address }[];
  readonly removed: readonly Address[];
}
