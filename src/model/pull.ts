import type { Address } from "./address.js";
import type { Json, JsonObject } from "./json.js";
import type { Kind, ManagedKind } from "./kind.js";

/**
 * What a pull found of one resource. `edited`: only the files changed, so that they stay; `conflict`: both sides changed,
 * so that nothing is done without being told to; `layout`: only what the console draws differs.
 */
export type PullStatus = "new" | "changed" | "layout" | "unchanged" | "edited" | "conflict";

/** One resource that was compared. `fields` are those that differ; of a new one, none. */
export interface PulledResource {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly name: string;
  readonly status: PullStatus;
  readonly fields: readonly string[];
  /** The content file; null where there is none. */
  readonly file: string | null;
}

/** Something of the instance that was named but not pulled. */
export interface PullMention {
  readonly address: Address;
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
}

/** A draft whose content is not what is published. */
export interface PullDraft {
  readonly address: Address;
  readonly name: string;
  /** True where it came into the file. */
  readonly pulled: boolean;
}

/** An ARN, id or text that no address stands for, left as it is in a content. */
export interface PullUnresolved {
  readonly address: Address;
  readonly file: string | null;
  readonly pointer: string;
  readonly block?: string;
  readonly text: string;
  readonly why: string;
}

/** A lookup that a pull wants in the manifest. */
export interface PullLookup {
  readonly address: Address;
  readonly kind: Kind;
  readonly key: string | JsonObject;
}

export type PullSummary = Readonly<
  Record<PullStatus | "offered" | "gone" | "archived" | "lookups" | "unresolved", number>
>;

/** What a pull tells people. Lists are sorted by address. */
export interface PullReport {
  readonly environment: string;
  readonly resources: readonly PulledResource[];
  /** New in the instance, but not asked for. */
  readonly offered: readonly PullMention[];
  /** In the state, but gone from the instance. */
  readonly gone: readonly PullMention[];
  readonly archived: readonly PullMention[];
  /** What every instance is born with, and what the manifest only looks up. */
  readonly leftOut: readonly PullMention[];
  /** Resources that share one name, so that a name does not tell them apart. */
  readonly ambiguous: readonly PullMention[];
  readonly drafts: readonly PullDraft[];
  readonly lookups: readonly PullLookup[];
  readonly unresolved: readonly PullUnresolved[];
  /** Files that are written, relative to the project folder, sorted. */
  readonly files: readonly string[];
  readonly summary: PullSummary;
}

/** Changes of one entry of a manifest; an address without an entry gets one. */
export interface EntryEdit {
  readonly address: Address;
  readonly set: JsonObject;
  readonly unset: readonly string[];
}

/** All changes that a manifest needs; where each stands is up to the files. */
export interface ManifestEdits {
  readonly entries: readonly EntryEdit[];
  readonly lookups: readonly PullLookup[];
  /** Lookups that become managed. */
  readonly removedLookups: readonly Address[];
}

/** A text file of the project as it is to be. */
export interface FileWrite {
  /** Relative to the project folder, with `/`. */
  readonly file: string;
  readonly text: string;
  /** What has to be there now; undefined where nothing may be. */
  readonly before: string | undefined;
}

/** A content as it is written: in a file, or without one in the entry itself. */
export interface WrittenContent {
  readonly value: Json;
  readonly file?: string;
  /** What the file holds; undefined where it is not there. */
  readonly text?: string;
  /** Whether the file is not there or no JSON, so that `value` says nothing. */
  readonly isLost?: boolean;
}

/** What stands in the files for one managed address. */
export interface WrittenResource {
  /** The entry, references and variables in place. */
  readonly fields: JsonObject;
  /** The content as it is written; undefined for kinds without one. */
  readonly content?: WrittenContent;
  readonly settingsFile?: { readonly file: string; readonly text: string };
}
