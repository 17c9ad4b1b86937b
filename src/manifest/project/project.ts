import type { Address } from "../../model/address.js";
import type { Environment } from "../../model/environment.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { Kind, ManagedKind } from "../../model/kind.js";
import type { SourceFile } from "../files/source.js";

/** Where something of the manifest is written. */
export interface Written {
  readonly source: SourceFile;
  readonly pointer: string;
}

/** One managed resource as its section holds it: checked for form, references and variables still in place. */
export interface Entry extends Written {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly fields: JsonObject;
}

/** One lookup as its section holds it. */
export interface LookupEntry extends Written {
  readonly address: Address;
  readonly kind: Kind;
  readonly key: string | JsonObject;
}

export interface MoveEntry extends Written {
  readonly from: Address;
  readonly to: Address;
}

export interface RemovedEntry extends Written {
  readonly address: Address;
}

/** One smoke test as its section holds it: checked for form, references and variables still in place. */
export interface SmokeEntry extends Written {
  readonly name: string;
  readonly fields: JsonObject;
}

/** What the sections of all files hold together, sorted by address. */
export interface Sections {
  readonly entries: readonly Entry[];
  readonly lookups: readonly LookupEntry[];
  readonly moved: readonly MoveEntry[];
  readonly removed: readonly RemovedEntry[];
  /** Sorted by name. */
  readonly smoke: readonly SmokeEntry[];
  /** Addresses that are written down but cannot be used for an error that is told; references to them are fine. */
  readonly broken: ReadonlySet<Address>;
}

/** A JSON file that an entry names. */
export interface ContentFile {
  readonly file: string;
  readonly text: string;
  /** Undefined where the text is no JSON, or has a key twice. */
  readonly value: Json | undefined;
  /** Where a pull is to write it anew, and `value` only stands in for it. */
  readonly lost?: "missing" | "broken";
}

/** Everything a person wrote, read once; environments are still to be chosen. */
export interface Project extends Sections {
  /** Absolute. */
  readonly folder: string;
  /** The manifest, relative to the folder. */
  readonly manifest: string;
  readonly environments: Readonly<Record<string, Environment>>;
  /** Environments that are written down but cannot be used for an error that is told. */
  readonly brokenEnvironments: readonly string[];
  /** On everything managed that can have tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** The manifest first, then its fragments. */
  readonly sources: readonly SourceFile[];
  /** Content and settings files by their path as it is written. */
  readonly contents: ReadonlyMap<string, ContentFile>;
  /** Manifest, fragments, content and settings, sorted. */
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  /** Over all files and their names. */
  readonly sha256: string;
}
