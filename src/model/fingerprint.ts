/** Hashes a text (UTF-8) to 64 lower-case hex digits; given by the outside, since pure rooms load no crypto. */
export type Sha256 = (text: string) => string;

/**
 * A hash of a normalised body. `parts` has one short hash a field, with `content` split into what callers meet
 * (`content`) and what only the console draws (`layout`); `sha256` covers all parts.
 */
export interface Fingerprint {
  readonly sha256: string;
  readonly parts: Readonly<Record<string, string>>;
}
