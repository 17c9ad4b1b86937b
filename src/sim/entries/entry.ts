export type Tags = Readonly<Record<string, string>>;

/** What every stored thing has. Times are milliseconds since the epoch. Entries are values: a change puts a new one. */
export interface Entry {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly tags: Tags;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly description?: string | undefined;
}

/** The client token of the create, where it had one, and a fingerprint of what it came with. */
export interface Tokened {
  readonly clientToken?: string | undefined;
  readonly tokenInput?: string | undefined;
}
