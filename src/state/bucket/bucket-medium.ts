import { join, resolve } from "node:path";
import { Fault } from "../../model/fault.js";
import { openRescues } from "../document/rescues.js";
import type { StateMedium } from "../document/state-medium.js";
import type { Bucket, StoredObject } from "./bucket.js";
import { bucketHistory } from "./bucket-history.js";
import { journalHeaderKey } from "./bucket-journal.js";

/** Where a state lies in a bucket, and the project folder for what could not be written there. */
export interface BucketMediumOptions {
  readonly bucket: Bucket;
  readonly key: string;
  readonly folder: string;
  readonly environment: string;
  readonly random?: (() => number) | undefined;
}

/** A state as an object. It is only ever replaced as long as it is what was read last. */
export function bucketMedium({ bucket, key, folder, environment, random }: BucketMediumOptions): StateMedium {
  const file = `${bucket.url}/${key}`;
  const rescues = openRescues([join(resolve(folder), `errored.${environment}.state.json`)], random);
  const history = bucketHistory(bucket, key);
  let last: StoredObject | undefined;
  return {
    ...rescues,
    file,
    kept: history.kept,
    readKept: history.readKept,
    async read() {
      last = await bucket.get(key);
      return last?.text;
    },
    async write(text) {
      const written = (await bucket.put(key, text, last)) ?? (await bucket.get(key));
      // What was refused may have been carried out all the same, where something on the way sent it twice.
      if (written?.text !== text) throw movedOn(file);
      last = written;
    },
    async traces() {
      const header = journalHeaderKey(key);
      const [left, traces] = await Promise.all([bucket.get(header), history.traces()]);
      return [...(left === undefined ? [] : [`${bucket.url}/${header}`]), ...(await rescues.traces()), ...traces];
    },
    keep: (serial) => history.keep(last, serial),
    async retire() {
      if (last !== undefined && !(await bucket.remove(key, last))) throw movedOn(file);
    },
  };
}

function movedOn(file: string): Fault {
  const detail = `${file} was written by somebody else in between. Nothing was written.`;
  const help = "plan again, so that the plan is made from the state as it is now";
  const summary = "The state has moved on since it was read";
  return new Fault("state", [{ severity: "error", code: "state/moved-on", summary, detail, file, help }]);
}
