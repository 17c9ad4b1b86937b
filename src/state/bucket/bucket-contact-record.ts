import type { ContactRecord } from "../../model/contact.js";
import type { Sha256 } from "../../model/fingerprint.js";
import {
  contactsIn,
  type OpenEntry,
  openContactText,
  parseOpenContact,
  runsIn,
} from "../contacts/contact-record-text.js";
import type { Bucket } from "./bucket.js";

/** Where a record lies in a bucket, the time, and what makes keys of tokens. */
export interface BucketContactOptions {
  readonly bucket: Bucket;
  /** Of the state. */
  readonly key: string;
  readonly sha256: Sha256;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The contacts of one environment as objects beside its state: one for each that is open, named by its token's hash. */
export function openBucketContacts({ bucket, key, sha256, now }: BucketContactOptions): ContactRecord {
  const prefix = `${key}.contacts/`;
  const keyOf = (token: string) => `${prefix}${sha256(token).slice(0, 40)}.json`;
  const read = async (name: string) => {
    const object = await bucket.get(name);
    return object && parseOpenContact(object.text, `${bucket.url}/${name}`);
  };
  const write = (contact: OpenEntry) => bucket.overwrite(keyOf(contact.task.clientToken), openContactText(contact));
  const readAll = async () => {
    const found = await Promise.all((await bucket.list(prefix)).map((object) => read(object.key)));
    return found.filter((one) => one !== undefined).toSorted((left, right) => left.startedAt - right.startedAt);
  };
  return {
    willStart: (task, isSmoke) => write({ task, isSmoke, startedAt: now() } as OpenEntry),
    async started(token, id) {
      const contact = await read(keyOf(token));
      if (contact) await write({ ...contact, id });
    },
    async closed(token) {
      await bucket.remove(keyOf(token));
    },
    open: async () => contactsIn(await readAll()),
    openRuns: async () => runsIn(await readAll()),
  };
}
