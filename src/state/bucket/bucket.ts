/** An object as it was read or written. */
export interface StoredObject {
  readonly text: string;
  /** Names the content: two contents of one key never share it. */
  readonly etag: string;
  /** Absent where the bucket keeps no versions. */
  readonly versionId?: string;
}

/** What must hold for a write: the object is still the one with this ETag, or (`undefined`) there is none. */
export type Basis = StoredObject | undefined;

export interface ListedObject {
  readonly key: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/** One earlier or later content of a key, or (without a text to read) the moment of its removal. */
export interface ListedVersion {
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isRemoval: boolean;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/**
 * A bucket of objects that can be written on a condition. Every failure is a `Fault`; what can be tried again was tried
 * again, and a write whose answer was lost is settled by reading back.
 */
export interface Bucket {
  /** `s3://bucket`, for messages. */
  readonly url: string;
  get(key: string, versionId?: string): Promise<StoredObject | undefined>;
  /** Writes if the basis still holds; undefined where it does not, and then nothing was written. */
  put(key: string, text: string, basis: Basis): Promise<StoredObject | undefined>;
  /** Writes whatever is there; for objects that nobody else writes. */
  overwrite(key: string, text: string): Promise<void>;
  /** Whether a write that must not happen on this basis is refused, as it is wherever conditions are kept. */
  refuses(key: string, text: string, basis: Basis): Promise<boolean>;
  /** Removes what is there; with a basis only while it holds, and false where it does not. */
  remove(key: string, basis?: StoredObject): Promise<boolean>;
  list(prefix: string): Promise<readonly ListedObject[]>;
  /** What was ever under a key, the newest first; empty where the bucket keeps no versions. */
  versions(key: string): Promise<readonly ListedVersion[]>;
}
