import type { RateLimit } from "../../model/environment.js";
import { Bucket, type Clock } from "./bucket.js";

/**
 * The buckets of every account, Region and operation. Environments that share one set share the rate of an account too,
 * as the service has it.
 */
export interface BucketSet {
  /** The one bucket of a scope (account and Region) and operation; the strictest limit asked for so far counts. */
  bucket(scope: string, operation: string, limit: RateLimit | undefined): Bucket;
}

export function openBuckets(world: Clock): BucketSet {
  const buckets = new Map<string, Bucket>();
  return {
    bucket(scope, operation, limit) {
      const key = `${scope}\n${operation}\n${limit === undefined}`;
      const bucket = buckets.get(key) ?? new Bucket(world, limit);
      buckets.set(key, bucket);
      if (limit) bucket.narrow(limit);
      return bucket;
    },
  };
}
