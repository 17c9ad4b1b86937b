import { Fault } from "../../model/fault.js";
import type { JournalBegin, JournalEnd } from "../../model/journal.js";
import { assertSaysNothing, type JournalFile } from "../journal/journal.js";
import { JOURNAL_FORMAT, type Journal, type JournalEntry } from "../journal/journal-entry.js";
import { beginLine, endLine, headerLine, headerOf, parseEntryObject, parseObject } from "../journal/journal-text.js";
import type { Bucket, StoredObject } from "./bucket.js";

/** Where a journal lies in a bucket, and ids for its runs. */
export interface BucketJournalOptions {
  readonly bucket: Bucket;
  /** Of the state. */
  readonly key: string;
  readonly environment: string;
  newId(): string;
}

interface Running {
  readonly run: string;
  readonly entries: Map<number, JournalEntry>;
  begun: number;
}

const MOST_AT_ONCE = 32;

const folderOf = (key: string) => `${key}.journal/`;

/** The object that says that there is a journal, and of which run. */
export function journalHeaderKey(key: string): string {
  return `${folderOf(key)}run.json`;
}

/**
 * The journal of one environment as objects: one that names the run, and one for each begin and each end below the name
 * of the run. What a run that is gone sends late thus never mixes with the journal of another.
 */
export function openBucketJournal(options: BucketJournalOptions): JournalFile {
  const { bucket, key, environment, newId } = options;
  const file = `${bucket.url}/${folderOf(key)}`;
  let running: Running | undefined;
  const started = () => {
    if (!running) throw new Error("the journal was not started");
    return running;
  };
  const readAll = () => readJournal(options);
  return {
    file,
    read: async () => (await readAll())?.journal,
    async start({ lineage, serial, planHash }) {
      if (running) throw new Error("the journal was started already");
      if (serial < 1) throw new Error("a journal was to start from a state that was never written");
      const left = await readAll();
      assertSaysNothing(file, left?.journal);
      const run = newId();
      const header = { formatVersion: JOURNAL_FORMAT, environment, lineage, serial, planHash, run };
      await write(bucket, journalHeaderKey(key), headerLine(header), left?.header);
      running = { run, entries: new Map(), begun: 0 };
    },
    async begin(begin: JournalBegin) {
      const now = started();
      now.begun += 1;
      const seq = now.begun;
      await write(bucket, `${entryKey(key, now.run, seq)}-begin.json`, beginLine(seq, begin), undefined);
      now.entries.set(seq, { seq, begin });
      return seq;
    },
    async end(seq: number, end: JournalEnd) {
      const now = started();
      const entry = now.entries.get(seq);
      if (!entry || entry.end) throw new Error(`write ${seq} has no begin that waits for its end`);
      now.entries.set(seq, { ...entry, end });
      const text = endLine(seq, end, entry.begin);
      await write(bucket, `${entryKey(key, now.run, seq)}-end.json`, text, undefined);
    },
    entries: () => [...(running?.entries.values() ?? [])].sort((left, right) => left.seq - right.seq),
    /** The header goes first: from then on there is no journal, whatever is left of its entries. */
    async clear() {
      running = undefined;
      await bucket.remove(journalHeaderKey(key));
      const left = await bucket.list(folderOf(key));
      await eachOf(left, (object) => bucket.remove(object.key));
    },
    async close() {
      running = undefined;
    },
  };
}

const entryKey = (key: string, run: string, seq: number) => `${folderOf(key)}${run}/${String(seq).padStart(6, "0")}`;

/** Two runs that both took themselves for the holder of the lock would meet here. */
async function write(bucket: Bucket, key: string, text: string, basis: StoredObject | undefined): Promise<void> {
  if ((await bucket.put(key, text, basis)) !== undefined) return;
  const file = `${bucket.url}/${key}`;
  const summary = "Somebody else writes the same journal";
  const detail = `${file} was there already, so another run is at work on this state.`;
  const help = "find out who broke the lock, then run the command again: it repairs what was left unfinished";
  throw new Fault("state", [{ severity: "error", code: "state/lock-lost", summary, detail, file, help }]);
}

async function readJournal(
  options: BucketJournalOptions,
): Promise<{ readonly header: StoredObject; readonly journal: Journal } | undefined> {
  const { bucket, key, environment } = options;
  const object = await bucket.get(journalHeaderKey(key));
  if (object === undefined) return undefined;
  const place = `${bucket.url}/${journalHeaderKey(key)}`;
  const value = parseObject(object.text, 1, place);
  const header = headerOf(value, place, environment);
  const run = typeof value.run === "string" ? value.run : "";
  const prefix = `${folderOf(key)}${run}/`;
  const keys = (await bucket.list(prefix)).map((listed) => listed.key);
  const ended = new Set(
    keys.filter((name) => name.endsWith("-end.json")).map((name) => name.replace("-end.", "-begin.")),
  );
  const telling = keys.filter((name) => !ended.has(name));
  const texts = await eachOf(telling, async (name) => [name, (await bucket.get(name))?.text] as const);
  const isGone = texts.some(([, text]) => text === undefined);
  // Its run has come to its end meanwhile, and cleared it: whatever is there by now is looked at afresh.
  if (isGone && (await bucket.get(journalHeaderKey(key)))?.etag !== object.etag) return readJournal(options);
  const entries = texts.map(([name, text]) => parseEntryObject(text ?? "", `${bucket.url}/${name}`));
  return { header: object, journal: { header, entries: entries.toSorted((left, right) => left.seq - right.seq) } };
}

async function eachOf<Item, Value>(items: readonly Item[], work: (item: Item) => Promise<Value>): Promise<Value[]> {
  const results: Value[] = [];
  for (let from = 0; from < items.length; from += MOST_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + MOST_AT_ONCE).map(work))));
  }
  return results;
}
