/** Where an object lies. */
export interface BucketPlace {
  readonly bucket: string;
  readonly key: string;
}

/** Whether a text means a place in a bucket, well written or not. */
export function isBucketUrl(text: string): boolean {
  return text.startsWith("s3://");
}

const FORM = /^s3:\/\/([^/]+)\/(.+)$/su;

/** Names of buckets as they are, older ones with capitals and `_` included. Source: the bucket naming rules of S3. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;

/** S3 takes keys of 1,024 bytes, and those of a state's journal, lock and history begin with the state's own. */
const MOST_BYTES = 900;

/**
 * Reads `s3://bucket/key`; or says why no state can lie there, as a sentence with its subject left out. What stores, proxies
 * and the console take for another key than the one that was written is refused: `.`, `..` and empty parts.
 */
export function readBucketUrl(url: string): BucketPlace | { readonly wrong: string } {
  const [, bucket, key] = FORM.exec(url) ?? [];
  if (bucket === undefined || key === undefined) return { wrong: "is not of the form `s3://bucket/key`" };
  if (!BUCKET.test(bucket)) return { wrong: "does not begin with the name of a bucket (an access point has an alias)" };
  const wrong = problemOfKey(key);
  return wrong === undefined ? { bucket, key } : { wrong };
}

function problemOfKey(key: string): string | undefined {
  if (key.endsWith("/")) return "ends with `/`, so that the key has no last part";
  if (key.split("/").some((part) => part === "" || part === "." || part === "..")) {
    return "has a part that is empty, `.` or `..`";
  }
  if (/[\p{Cc}\p{Cs}]/u.test(key)) return "holds a character that does not show";
  if (key !== key.trim()) return "has a space at an end of its key";
  const bytes = new TextEncoder().encode(key).length;
  if (bytes > MOST_BYTES) return `has a key of ${bytes} bytes, and ${MOST_BYTES} are the most`;
  return undefined;
}
