import { shownEndpoint } from "../../model/shown-endpoint.js";
import type { Bucket, StoredObject } from "./bucket.js";
import { type BucketFailure, bucketFailure, foreignAnswer } from "./bucket-failure.js";
import { bucketFault } from "./bucket-fault.js";
import type { BucketAccess } from "./bucket-place.js";
import { type BucketCredentials, openS3Client, storeAddress } from "./s3-client.js";
import { conditionOf, type Page, type S3Requests, s3Requests, type VersionMarker } from "./s3-requests.js";
import { settledPut } from "./settled-put.js";

/** A bucket, how it is reached, and what of the world that takes. Times are in milliseconds. */
export interface S3BucketOptions extends BucketCredentials {
  readonly bucket: string;
  readonly access: BucketAccess;
  sleep(ms: number): Promise<void>;
  random(): number;
}

/** Sends requests: once, or until they are answered; and says what their failures mean. */
interface Sender {
  once<Output>(send: (requests: S3Requests) => Promise<Output>): Promise<Output>;
  patiently<Output>(send: (requests: S3Requests) => Promise<Output>): Promise<Output>;
  pause(tries: number): Promise<void>;
  fault(error: unknown, operation: string, key: string): Error;
}

const TRIES = 5;
const FIRST_PAUSE_MS = 100;

/** A bucket of S3, or of a store that speaks its language. The client is loaded with the first request. */
export function s3Bucket(options: S3BucketOptions): Bucket {
  const sender = openSender(options);
  const { patiently } = sender;
  const get: Bucket["get"] = (key, versionId) => {
    const asked = patiently((requests) => requests.get(key, versionId));
    return orElse("missing", undefined, asked).catch(telling("GetObject", key));
  };
  const telling = (operation: string, key: string) => (error: unknown) => {
    throw sender.fault(error, operation, key);
  };
  return {
    url: `s3://${options.bucket}`,
    get,
    put: (key, text, basis) =>
      settledPut({
        send: () => sender.once((requests) => requests.put(key, text, conditionOf(basis))),
        read: () => get(key),
        pause: sender.pause,
        fault: (error) => sender.fault(error, "PutObject", key),
        tries: TRIES,
        text,
        basis,
      }),
    async overwrite(key, text) {
      await patiently((requests) => requests.put(key, text, {})).catch(telling("PutObject", key));
    },
    async refuses(key, text, basis) {
      const sent = patiently((requests) => requests.put(key, text, conditionOf(basis)));
      const answer = await orElse("refused", undefined, sent).catch(telling("PutObject", key));
      return answer === undefined;
    },
    remove: (key, basis) => remove(sender, get, key, basis).catch(telling("DeleteObject", key)),
    list: (prefix) =>
      pages((from?: string) => patiently((requests) => requests.list(prefix, from))).catch(
        telling("ListObjectsV2", prefix),
      ),
    versions(key) {
      const asked = pages((from?: VersionMarker) => patiently((requests) => requests.versions(key, from)));
      return orElse("unsupported", [], asked).catch(telling("ListObjectVersions", key));
    },
  };
}

function openSender(options: S3BucketOptions): Sender {
  const { bucket, profile, env } = options;
  const address = storeAddress(options.access, options);
  let opened: Promise<S3Requests> | undefined;
  const once: Sender["once"] = async (send) => {
    opened ??= openS3Client(address, options).then((client) => s3Requests(client, bucket));
    return send(await opened);
  };
  const pause = (tries: number) => options.sleep(options.random() * FIRST_PAUSE_MS * 2 ** tries);
  return {
    once,
    pause,
    async patiently(send) {
      for (let tries = 1; ; tries++) {
        try {
          return await once(send);
        } catch (error) {
          const failure = bucketFailure(error);
          if ((failure !== "passing" && failure !== "busy") || tries >= TRIES) throw error;
          await pause(tries);
        }
      }
    },
    fault: (error, operation, key) =>
      bucketFault(error, {
        ...{ operation, bucket, place: `s3://${bucket}/${key}`, profile: profile ?? env.AWS_PROFILE },
        ...{ endpoint: shownEndpoint(address.endpoint), region: address.region },
      }),
  };
}

/**
 * Not every store knows conditional deletes: some refuse them, and are then asked without; some take no notice. There
 * it comes down to a check and a delete right after it, and who breaks a lock by force in between may lose theirs.
 */
async function remove(
  { patiently }: Sender,
  get: Bucket["get"],
  key: string,
  basis: StoredObject | undefined,
): Promise<boolean> {
  const isThere = async () => {
    const there = await get(key);
    return there !== undefined && (basis === undefined || there.etag === basis.etag);
  };
  const send = (condition: { IfMatch?: string }) =>
    patiently(async (requests) => {
      if (!(await requests.remove(key, condition)) && (await isThere())) throw foreignAnswer({ httpStatusCode: 200 });
    });
  const plainly = () => orElse("missing", undefined, send({})).then(() => true);
  if (basis === undefined) return plainly();
  if (!(await isThere())) return false;
  try {
    await send({ IfMatch: basis.etag });
    return true;
  } catch (error) {
    const failure = bucketFailure(error);
    if (failure === "unsupported") return plainly();
    // After a lost answer the second try finds that the first one was carried out.
    if (failure === "missing" || failure === "refused") return (await get(key)) === undefined;
    throw error;
  }
}

async function pages<Row, Next>(ask: (from?: Next) => Promise<Page<Row, Next>>): Promise<readonly Row[]> {
  const first = await ask();
  const all = [...first.rows];
  for (let { next } = first; next !== undefined; ) {
    const page = await ask(next);
    all.push(...page.rows);
    next = page.next;
  }
  return all;
}

/** Gives a value in place of one kind of failure. */
async function orElse<Value, Other>(
  failure: BucketFailure,
  other: Other,
  work: Promise<Value>,
): Promise<Value | Other> {
  try {
    return await work;
  } catch (error) {
    if (bucketFailure(error) === failure) return other;
    throw error;
  }
}
