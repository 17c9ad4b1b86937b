import type { Bucket } from "./bucket.js";
import { conditionsIgnored } from "./bucket-seat.js";

/** What a store does with conditions. */
export interface ProvenConditions {
  /** The object that it was tried with, which is gone again. */
  readonly file: string;
  /** Conditions that it took no notice of; none where it is good. */
  readonly ignored: readonly string[];
  /** Whether a write whose condition held was carried out. */
  readonly isWritable: boolean;
}

/** Writes an object, tries to write over it against conditions, replaces it rightly, and removes it. */
export async function proveConditions(bucket: Bucket, key: string): Promise<ProvenConditions> {
  const file = `${bucket.url}/${key}`;
  const first = '{"connectctl":"doctor"}\n';
  try {
    const created = await bucket.put(key, first, undefined);
    const ignored = await conditionsIgnored(bucket, key, first);
    const replaced = created && (await bucket.put(key, '{"connectctl":"doctor","turn":2}\n', created));
    return { file, ignored, isWritable: replaced !== undefined };
  } finally {
    await bucket.remove(key).catch(() => undefined);
  }
}
