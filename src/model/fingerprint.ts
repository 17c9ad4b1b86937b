/** Hashes a text (UTF-8) to 64 lower-case hex digits; given by the outside, since pure rooms load no crypto. */
export interface Sha256 {
  (text: string): string;
  /** Begins the hash of a text that comes in pieces, for texts that are too long to be put together first. */
  readonly begin?: () => Hashing;
}

/** A hash under way: the same as that of all pieces in one text. */
interface Hashing {
  add(piece: string): void;
  end(): string;
}

/** Hashes a text that comes in pieces, none of which may end inside a surrogate pair. */
export function hashPieces(pieces: Iterable<string>, sha256: Sha256): string {
  if (!sha256.begin) return sha256([...pieces].join(""));
  const hashing = sha256.begin();
  for (const piece of pieces) hashing.add(piece);
  return hashing.end();
}

/**
 * A hash of a normalised body. `parts` has one short hash a field, with `content` split into what callers meet
 * (`content`) and what only the console draws (`layout`); `sha256` covers all parts.
 */
export interface Fingerprint {
  readonly sha256: string;
  readonly parts: Readonly<Record<string, string>>;
}
