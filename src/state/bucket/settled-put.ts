import type { Basis, StoredObject } from "./bucket.js";
import { bucketFailure } from "./bucket-failure.js";

/** One conditional write, and how to send it, look at what came of it, and wait. */
export interface PutAttempt {
  send(): Promise<StoredObject>;
  read(): Promise<StoredObject | undefined>;
  pause(tries: number): Promise<void>;
  fault(error: unknown): Error;
  readonly tries: number;
  readonly text: string;
  readonly basis: Basis;
}

/**
 * Sends a conditional write until it is known what came of it. A lost answer is settled by reading back: our text is
 * there, so it was done; what it was based on is still there, so it may be sent again (whichever copy comes first, the
 * other finds its condition broken); anything else is the work of others. Undefined where the condition does not hold.
 */
export async function settledPut(attempt: PutAttempt): Promise<StoredObject | undefined> {
  let isLost = false;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt.send();
    } catch (error) {
      const failure = bucketFailure(error);
      // S3 says that an object is missing where one was to be replaced.
      const isRefused = failure === "refused" || failure === "missing";
      if (isRefused && !isLost) return undefined;
      if (!isRefused && failure !== "passing" && failure !== "busy") throw attempt.fault(error);
      isLost ||= failure === "passing";
      const there = await attempt.read();
      if (isLost && there?.text === attempt.text) return there;
      if (there?.etag !== attempt.basis?.etag) return undefined;
      if (tries >= attempt.tries) throw attempt.fault(error);
      await attempt.pause(tries);
    }
  }
}
