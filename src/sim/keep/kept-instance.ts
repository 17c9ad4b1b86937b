import { stat } from "node:fs/promises";
import { Low } from "lowdb";
import { type EntryPrinter, entryPrinter } from "../entries/entry-printer.js";
import type { Instance, InstanceAbout } from "../instance.js";
import { applyChange, forgetChanges, takeLine } from "./change-line.js";
import { appendToLog, logBeside, readLog, removeLog } from "./change-log.js";
import { ChangedElsewhere } from "./changed-elsewhere.js";
import { durableFile } from "./durable-file.js";
import { groupCommit } from "./group-commit.js";
import { documentOf, instanceFrom, type KeptDocument } from "./instance-document.js";

/** What is on disk of an instance, as far as this process knows: a whole file, and the log of what came after it. */
interface Kept {
  readonly revision: number;
  readonly about: InstanceAbout;
  readonly file: Stamp;
  /** Length of the log in bytes, up to the end of its last whole line. */
  readonly logged: number;
  /** Bytes of a torn line after that, as it was read. */
  readonly torn: number;
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
  const { changes, length, torn } = await readLog(path);
  if ((await stampOf(path)).mark !== before.mark) return readInstance(path);
  const instance = instanceFrom(document);
  for (const change of changes) if (change.revision > instance.revision) applyChange(instance, change);
  forgetChanges(instance);
  const { revision, about } = instance;
  return { instance, kept: { revision, about, file: before, logged: length, torn, own: false } };
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
  /**
   * Comes back when every change made before the call is kept; calls that wait at once share one write.
   *
   * Rejects with `ChangedElsewhere`, and writes nothing, when another process has written since.
   */
  commit(): Promise<void>;
  /** As `commit`, and then what this process has put into the log is in the whole file. */
  fold(): Promise<void>;
  /** Tells whether another process has written since; it cannot tell while this one writes. */
  look(): Promise<ChangedElsewhere | undefined>;
}

/** Keeps an instance in the file of that path, where it is `kept` already or not at all. */
export function keeperOf(instance: Instance, path: string, kept?: Kept): Keeper {
  return new FileKeeper(instance, path, kept);
}

class FileKeeper implements Keeper {
  private readonly printed = entryPrinter();
  private folding = false;
  readonly commit: () => Promise<void>;

  constructor(
    private readonly instance: Instance,
    private readonly path: string,
    private last: Kept | undefined,
  ) {
    this.commit = groupCommit(
      () => this.write(),
      () => this.isClean(),
    );
  }

  async fold(): Promise<void> {
    this.folding = true;
    await this.commit().finally(() => {
      this.folding = false;
    });
  }

  async look(): Promise<ChangedElsewhere | undefined> {
    const before = this.last;
    if (before === undefined || !this.isCommitted() || !(await isChangedElsewhere(this.path, before))) return undefined;
    const isSame = before === this.last && this.isCommitted();
    return isSame ? new ChangedElsewhere(this.instance, this.path) : undefined;
  }

  private isCommitted(): boolean {
    return this.instance.revision === this.last?.revision;
  }

  private isClean(): boolean {
    return this.isCommitted() && !(this.folding && this.last?.own);
  }

  private async write(): Promise<void> {
    const before = this.last;
    if (this.isClean()) return;
    if (before === undefined) this.last = await writeWhole(this.instance, this.path, before, this.printed);
    else await this.writeAfter(before);
  }

  private async writeAfter(before: Kept): Promise<void> {
    if (!this.isCommitted() && (await isChangedElsewhere(this.path, before))) throw this.changedElsewhere();
    const goesOn = await isStill(this.path, before, this.folding);
    if (!goesOn && this.isCommitted()) {
      this.last = { ...before, own: false };
      return;
    }
    // Until a write has come to its end nothing is known of what is on disk.
    this.last = { ...before, file: UNKNOWN, revision: -1 };
    const isShort = goesOn && !this.folding;
    const appended = isShort ? await append(this.instance, this.path, before, this.printed) : undefined;
    // What is on disk is another's: this keeper refuses from now on.
    if (appended === "elsewhere") this.last = before;
    if (appended === "elsewhere") throw this.changedElsewhere();
    this.last = appended ?? (await writeWhole(this.instance, this.path, before, this.printed));
  }

  private changedElsewhere(): ChangedElsewhere {
    return new ChangedElsewhere(this.instance, this.path);
  }
}

const UNKNOWN: Stamp = { mark: "unknown", size: 0 };

/** Whether another process has written since; unknown after a write of ours that failed, and a file that is gone is nobody's. */
async function isChangedElsewhere(path: string, { file, logged, torn }: Kept): Promise<boolean> {
  if (file === UNKNOWN) return false;
  const { mark } = await stampOf(path);
  if (mark !== file.mark) return mark !== "";
  return (await stampOf(logBeside(path))).size > logged + torn;
}

/** Whether nobody else has written the file since, nor a write of ours failed half way; `withLog` looks at the log too. */
async function isStill(path: string, { file, logged }: Kept, withLog: boolean): Promise<boolean> {
  if ((await stampOf(path)).mark !== file.mark) return false;
  return !withLog || (await stampOf(logBeside(path))).size === logged;
}

/** A log is folded when it is longer than the file, so that all writes together stay in proportion to what was changed. */
const isLong = ({ file, logged }: Kept): boolean => logged > Math.max(FOLD_BYTES, file.size);

const FOLD_BYTES = 4_000_000;

/** Adds what changed to the log; nothing comes back when the log is too long or was shortened. */
async function append(
  instance: Instance,
  path: string,
  before: Kept,
  printed: EntryPrinter,
): Promise<Kept | "elsewhere" | undefined> {
  if (isLong(before)) return undefined;
  const { revision, about } = instance;
  const line = takeLine(instance, before.about, printed);
  const done = await appendToLog(path, line, before.logged, before.torn);
  if (done !== "added") return done === "elsewhere" ? done : undefined;
  return { ...before, revision, about, logged: before.logged + Buffer.byteLength(line), torn: 0, own: true };
}

/**
 * Writes the whole file and removes the log; before the first write there can only be one of an instance that is gone.
 *
 * A log that another process has added to meanwhile stays: what it added comes after the revision of the file.
 */
async function writeWhole(
  instance: Instance,
  path: string,
  before: Kept | undefined,
  printed: EntryPrinter,
): Promise<Kept> {
  if (before === undefined) await removeLog(path);
  const { revision, about } = instance;
  const document = { ...documentOf(instance), revision };
  forgetChanges(instance);
  await new Low<KeptDocument>(durableFile(path, printed), document).write();
  const { size } = await stampOf(logBeside(path));
  if (before === undefined || before.file === UNKNOWN || size <= before.logged + before.torn) await removeLog(path);
  return { revision, about, file: await stampOf(path), logged: 0, torn: 0, own: false };
}
