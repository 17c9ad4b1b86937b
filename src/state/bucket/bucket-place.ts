import { type BucketPlace, readBucketUrl } from "../../model/bucket-url.js";
import { Fault } from "../../model/fault.js";

/** How to reach a store that is not, or not only, Amazon S3. */
export interface BucketAccess {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** Whether the bucket stands in the path and not in the host name; true by default with an endpoint. */
  readonly forcePathStyle?: boolean | undefined;
}

/** Reads `s3://bucket/key`; a fault where no state can lie there. */
export function parseBucketUrl(url: string): BucketPlace {
  const place = readBucketUrl(url);
  if (!("wrong" in place)) return place;
  throw new Fault("state", [
    {
      severity: "error",
      code: "state/unsupported-store",
      summary: "This place for a state is not known",
      detail: `\`${url}\` ${place.wrong}.`,
      help: "write the bucket and the key of the state, such as `s3://acme-connectctl/prod.json`",
    },
  ]);
}
