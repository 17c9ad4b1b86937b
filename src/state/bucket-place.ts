import { Fault } from "../model/fault.js";

/** How to reach a store that is not, or not only, Amazon S3. */
export interface BucketAccess {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** Whether the bucket stands in the path and not in the host name; true by default with an endpoint. */
  readonly forcePathStyle?: boolean | undefined;
}

/** Where an object lies. */
export interface BucketPlace {
  readonly bucket: string;
  readonly key: string;
}

const PLACE = /^s3:\/\/([^/\s]+)\/(.*[^/\s])$/;

export function isBucketUrl(path: string): boolean {
  return path.startsWith("s3://");
}

/** Reads `s3://bucket/key`. */
export function parseBucketUrl(url: string): BucketPlace {
  const [, bucket, key] = PLACE.exec(url) ?? [];
  if (bucket !== undefined && key !== undefined) return { bucket, key };
  throw new Fault("state", [
    {
      severity: "error",
      code: "state/unsupported-store",
      summary: "This place for a state is not known",
      detail: `\`${url}\` is not of the form \`s3://bucket/key\`.`,
      help: "write the bucket and the key of the state, such as `s3://acme-connectctl/prod.json`",
    },
  ]);
}
