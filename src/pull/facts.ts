import type { Address } from "../model/address.js";
import type { Target } from "../model/environment.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Kind } from "../model/kind.js";
import type { Found } from "../model/lookup.js";
import type { WrittenResource } from "../model/pull.js";
import type { Body, Desired } from "../model/resource.js";
import type { Listed, LiveResource } from "../model/snapshot.js";
import type { State } from "../model/state.js";
import type { Choice, PullOptions } from "./choose.js";

/** A bot and its alias by the names that people gave them; or why they are not known. */
export type BotNames = { readonly bot: string; readonly alias: string } | { readonly why: string };

/** Whether an instance was asked, or files that somebody exported from one. */
export type PullSourceKind = "instance" | "files";

/** Everything a pull is computed from. The same facts always give the same result. */
export interface PullFacts {
  readonly environment: string;
  readonly target: Target;
  /** What was read. */
  readonly source: PullSourceKind;
  readonly choice: Choice;
  /** All of each kind that contents refer to, and of the managed kinds. */
  readonly listed: Readonly<Partial<Record<Kind, readonly Listed[]>>>;
  /** What was chosen, read whole; modules whose aliases are referred to with their aliases. */
  readonly live: readonly LiveResource[];
  /** Content of drafts that is newer than what is published, by flow id. */
  readonly drafts: ReadonlyMap<string, LiveResource>;
  /** The desired graph as the manifest has it for this environment. */
  readonly desired: Desired;
  /** Desired bodies in which nothing but references to addresses is left to fill in. */
  readonly prepared: ReadonlyMap<Address, Body>;
  readonly written: ReadonlyMap<Address, WrittenResource>;
  /** What the manifest's lookups were found to be. */
  readonly found: Readonly<Record<Address, Found>>;
  /** Names of the bot aliases in contents, by ARN. */
  readonly bots: ReadonlyMap<string, BotNames>;
  /** Tags on everything, with this environment's variables filled in. */
  readonly tags: Readonly<Record<string, string>>;
  /** Addresses that have a name of their own in this environment. */
  readonly ownNames: ReadonlySet<Address>;
  /** Text files in the folders of contents, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly state: State | undefined;
  readonly options: PullOptions;
  readonly sha256: Sha256;
}
