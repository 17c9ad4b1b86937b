import { stat } from "node:fs/promises";
import { Low } from "lowdb";
import { type EntryPrinter, entryPrinter } from "../entries/entry-printer.js";
import type { Instance, InstanceAbout } from "../instance.js";
import { applyChange, forgetChanges, takeLine } from "./change-line.js";
import { appendToLog, logBeside, readLog, removeLog } from "./change-log.js";
import { durableFile } from "./durable-file.js";
import { groupCommit } from "./group-commit.js";
import { documentOf, instanceFrom, type KeptDocument } from "./instance-document.js";

/** What is on disk of an instance, as far as this process knows: a whole file, and the log of what came after it. */
interface Kept {
  readonly revision: number;
  readonly about: InstanceAbout;
  readonly file: Stamp;
  /** Length of the log in bytes. */
  readonly logged: number;
  /** Whether this process has written to the log. */
  readonly own: boolean;
}

/** Tells one whole file from the next of that name; `size` in bytes, 0 when there is none. */
interface Stamp {
  readonly mark: string;
  readonly size: number;
}

/** An instance as it was read, with what `keeperOf` needs to go on with it. */
export interface ReadInstance {
  readonly instance: Instance;
  readonly kept: Kept;
}

/** Reads the whole file and what the log has after it; again when another process folds the log into the file meanwhile. */
export async function readInstance(path: string): Promise<ReadInstance> {
  const before = await stampOf(path);
  const document = await durableFile(path, entryPrinter()).read();
  if (document === null) throw new Error(`The simulator's file ${path} is gone`);
  const { changes, length } = await readLog(path);
  if ((await stampOf(path)).mark !== before.mark) return readInstance(path);
  const instance = instanceFrom(document);
  for (const change of changes) if (change.revision > instance.revision) applyChange(instance, change);
  forgetChanges(instance);
  const { revision, about } = instance;
  return { instance, kept: { revision, about, file: before, logged: length, own: false } };
}

async function stampOf(path: string): Promise<Stamp> {
  const found = await stat(path).catch((error: { code?: unknown }) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found === undefined) return { mark: "", size: 0 };
  return { mark: `${found.ino} ${found.mtimeMs} ${found.size}`, size: found.size };
}

/** Keeps one instance on disk. */
export interface Keeper {
  /** Comes back when every change made before the call is kept; calls that wait at once share one write. */
  commit(): Promise<void>;
  /** As `commit`, and then what this process has put into the log is in the whole file. */
  fold(): Promise<void>;
}

/** Keeps an instance in the file of that path, where it is `kept` already or not at all. */
export function keeperOf(instance: Instance, path: string, kept?: Kept): Keeper {
  const printed = entryPrinter();
  let last = kept;
  let folding = false;
  const isCommitted = (): boolean => instance.revision === last?.revision;
  const isClean = (): boolean => isCommitted() && !(folding && last?.own);
  const write = async (): Promise<void> => {
    if (isClean()) return;
    const before = last;
    const goesOn = before !== undefined && (await isStill(path, before, folding));
    const isOthers = before !== undefined && !goesOn && isCommitted();
    // Until a write has come to its end nothing is known of what is on disk.
    if (before !== undefined) last = isOthers ? { ...before, own: false } : { ...before, file: UNKNOWN, revision: -1 };
    if (isOthers) return;
    const appended = goesOn && !folding ? await append(instance, path, before, printed) : undefined;
    last = appended ?? (await writeWhole(instance, path, before === undefined, printed));
  };
  const commit = groupCommit(write, isClean);
  const fold = async (): Promise<void> => {
    folding = true;
    await commit().finally(() => {
      folding = false;
    });
  };
  return { commit, fold };
}

const UNKNOWN: Stamp = { mark: "unknown", size: 0 };

/** Whether nobody else has written the file since, nor a write of ours failed half way; `withLog` looks at the log too. */
async function isStill(path: string, { file, logged }: Kept, withLog: boolean): Promise<boolean> {
  if ((await stampOf(path)).mark !== file.mark) return false;
  return !withLog || (await stampOf(logBeside(path))).size === logged;
}

/** A log is folded when it is longer than the file, so that all writes together stay in proportion to what was changed. */
const isLong = ({ file, logged }: Kept): boolean => logged > Math.max(FOLD_BYTES, file.size);

const FOLD_BYTES = 4_000_000;

/** Adds what changed to the log; nothing comes back when the log is too long or somebody else has written to it. */
async function append(
  instance: Instance,
  path: string,
  before: Kept,
  printed: EntryPrinter,
): Promise<Kept | undefined> {
  if (isLong(before)) return undefined;
  const { revision, about } = instance;
  const line = takeLine(instance, before.about, printed);
  if (!(await appendToLog(path, line, before.logged))) return undefined;
  return { ...before, revision, about, logged: before.logged + Buffer.byteLength(line), own: true };
}

/** Writes the whole file and removes the log; before the first write there can only be one of an instance that is gone. */
async function writeWhole(instance: Instance, path: string, isFirst: boolean, printed: EntryPrinter): Promise<Kept> {
  if (isFirst) await removeLog(path);
  const { revision, about } = instance;
  const document = { ...documentOf(instance), revision };
  forgetChanges(instance);
  await new Low<KeptDocument>(durableFile(path, printed), document).write();
  await removeLog(path);
  return { revision, about, file: await stampOf(path), logged: 0, own: false };
}
