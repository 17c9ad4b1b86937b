import { Fault } from "../../model/fault.js";
import { lockText, readLockText } from "../lock/lock-record.js";
import type { LockSeat } from "../lock/lock-seat.js";
import type { Bucket, StoredObject } from "./bucket.js";

/**
 * A lock as an object. Whoever gets it has seen the store refuse two writes that must not happen and carry out one whose
 * condition holds: a store that does otherwise would give one lock to two, or never take the state, and is found out here.
 */
export function bucketSeat(bucket: Bucket, key: string): LockSeat {
  const file = `${bucket.url}/${key}`;
  return {
    file,
    isRemote: true,
    read: async () => readLockText((await bucket.get(key))?.text),
    async ready(record) {
      const text = lockText(record);
      return {
        async place() {
          return isKept(
            bucket,
            key,
            (await bucket.put(key, text, undefined)) ?? (await placedAfterAll(bucket, key, text)),
          );
        },
        async replace(id) {
          const there = await bucket.get(key);
          const reading = readLockText(there?.text);
          if (reading.type !== "held" || reading.record.id !== id) return false;
          return isKept(bucket, key, await bucket.put(key, text, there));
        },
        tidy: async () => undefined,
      };
    },
    async remove(id) {
      const there = await bucket.get(key);
      const reading = readLockText(there?.text);
      if (there && reading.type === "held" && reading.record.id === id) await bucket.remove(key, there);
    },
  };
}

/**
 * What was refused may have been carried out all the same, where something on the way sent it twice: the id is ours alone,
 * so a lock that says what ours says was placed by us.
 */
async function placedAfterAll(bucket: Bucket, key: string, text: string): Promise<StoredObject | undefined> {
  const there = await bucket.get(key);
  return there?.text === text ? there : undefined;
}

/** No object of ours has this ETag. */
const NO_ETAG = '"00000000000000000000000000000000"';

/** Which conditions a store takes no notice of; tries to write the object's own text over it. */
export async function conditionsIgnored(bucket: Bucket, key: string, text: string): Promise<readonly string[]> {
  const absent = await bucket.refuses(key, text, undefined);
  const unchanged = await bucket.refuses(key, text, { text: "", etag: NO_ETAG });
  return [...(absent ? [] : ["If-None-Match"]), ...(unchanged ? [] : ["If-Match"])];
}

/** Whether the lock was placed, and on a store that is good for one; otherwise nothing is left behind. */
async function isKept(bucket: Bucket, key: string, placed: StoredObject | undefined): Promise<boolean> {
  if (placed === undefined) return false;
  try {
    const ignored = await conditionsIgnored(bucket, key, placed.text);
    const replaced = await bucket.put(key, placed.text, placed);
    if (ignored.length > 0 || replaced === undefined) throw withoutConditions(bucket.url, ignored);
    return true;
  } catch (error) {
    await bucket.remove(key, placed).catch(() => undefined);
    throw error;
  }
}

/** Says that a store cannot hold a state that several machines write: it ignores these conditions, or refuses what holds. */
function withoutConditions(url: string, ignored: readonly string[]): Fault {
  return new Fault("state", [
    {
      severity: "error",
      code: "state/store-without-conditions",
      summary: "The store does not keep to conditions",
      detail:
        ignored.length > 0
          ? `${url} carried out a write whose ${ignored.join(" and ")} did not hold, so two machines could work on one state.`
          : `${url} refused a write whose If-Match held, so a state could never be written there.`,
      file: url,
      help: "keep the state in Amazon S3 or in a store with conditional writes, or in the project folder",
    },
  ]);
}
