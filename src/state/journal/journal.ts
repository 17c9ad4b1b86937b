import { type FileHandle, open } from "node:fs/promises";
import { Fault } from "../../model/fault.js";
import type { JournalBegin, JournalEnd } from "../../model/journal.js";
import { readWholeLines, removeDurably, writeDurably } from "../disk/durable-file.js";
import { atTheWall } from "../disk/file-fault.js";
import { groupCommit, type Sink } from "../disk/group-commit.js";
import { assertInProject, environmentPath } from "../disk/project-path.js";
import { JOURNAL_FORMAT, type Journal, type JournalEntry, type JournalHeader } from "./journal-entry.js";
import { beginLine, endLine, headerLine, parseJournal } from "./journal-text.js";

/** The journal of one environment: every remote write stands in it before it is sent, and again when it is done. */
export interface JournalFile {
  /** Where it lies: an absolute path, or `s3://bucket/key.journal/`. */
  readonly file: string;
  /** What an earlier run left; undefined where it left nothing. */
  read(): Promise<Journal | undefined>;
  /** Begins a journal, from a state that is written. A journal that still says something is never replaced. */
  start(header: Pick<JournalHeader, "lineage" | "serial" | "planHash">): Promise<void>;
  /** Returns when the line is on the disk: only then may the write be sent. Gives the number to end it by. */
  begin(entry: JournalBegin): Promise<number>;
  /** Returns when the line is on the disk. */
  end(seq: number, result: JournalEnd): Promise<void>;
  /** All entries since the start, with the ends that the disk refused. */
  entries(): readonly JournalEntry[];
  /** Removes the journal for good. Must follow the write of the state that all was folded into. */
  clear(): Promise<void>;
  /** Lets go of the file and leaves it as it is. */
  close(): Promise<void>;
}

/** Where a journal lies: in the folder `state` of a project. */
export interface JournalOptions {
  readonly folder: string;
  readonly environment: string;
}

interface Running {
  readonly handle: FileHandle;
  readonly append: (text: string) => Promise<void>;
  readonly entries: Map<number, JournalEntry>;
  begun: number;
}

/** Opens the journal of an environment; reads and writes nothing yet. */
export function openJournal({ folder, environment }: JournalOptions): JournalFile {
  const file = environmentPath(folder, environment, "journal.ndjson");
  let running: Running | undefined;
  const read = async () => {
    await assertInProject(folder, file);
    return parseJournal((await readWholeLines(file)) ?? "", file, environment);
  };
  const close = async () => {
    await running?.handle.close();
    running = undefined;
  };
  return {
    file,
    read,
    async start({ lineage, serial, planHash }) {
      if (running) throw new Error("the journal was started already");
      if (serial < 1) throw new Error("a journal was to start from a state that was never written");
      assertSaysNothing(file, await read());
      running = await startAt(file, { formatVersion: JOURNAL_FORMAT, environment, lineage, serial, planHash });
    },
    begin: async (entry) => begin(assertStarted(running), entry),
    end: async (seq, result) => end(assertStarted(running), seq, result),
    entries: () => [...(running?.entries.values() ?? [])].sort((left, right) => left.seq - right.seq),
    async clear() {
      await close();
      await removeDurably(file);
    },
    close,
  };
}

async function startAt(file: string, header: JournalHeader): Promise<Running> {
  const first = headerLine(header);
  await writeDurably(file, first);
  const handle = await atTheWall("write", file, () => open(file, "a"));
  return { handle, append: groupCommit(sinkOf(file, handle)), entries: new Map(), begun: 0 };
}

async function begin(running: Running, entry: JournalBegin): Promise<number> {
  running.begun += 1;
  const seq = running.begun;
  await running.append(beginLine(seq, entry));
  running.entries.set(seq, { seq, begin: entry });
  return seq;
}

async function end(running: Running, seq: number, result: JournalEnd): Promise<void> {
  const entry = running.entries.get(seq);
  if (!entry || entry.end) throw new Error(`write ${seq} has no begin that waits for its end`);
  running.entries.set(seq, { ...entry, end: result });
  await running.append(endLine(seq, result));
}

function sinkOf(file: string, handle: FileHandle): Sink {
  let durable: number | undefined;
  let added = 0;
  return {
    async append(text) {
      await atTheWall("write", file, async () => {
        durable ??= (await handle.stat()).size;
        added = Buffer.byteLength(text);
        await handle.appendFile(text);
      });
    },
    async sync() {
      await atTheWall("write", file, () => handle.datasync());
      if (durable !== undefined) durable += added;
    },
    async takeBack() {
      if (durable !== undefined) await handle.truncate(durable);
    },
  };
}

function assertStarted(running: Running | undefined): Running {
  if (!running) throw new Error("the journal was not started");
  return running;
}

/** Refuses to begin a journal over one that still says something. */
export function assertSaysNothing(file: string, journal: Journal | undefined): void {
  if (!journal || journal.entries.length === 0) return;
  const summary = "An earlier run is unfinished";
  const detail = `${file} holds ${journal.entries.length} writes that are not in the state yet.`;
  const help = "run `connectctl state repair`";
  throw new Fault("state", [{ severity: "error", code: "state/journal-left", summary, detail, file, help }]);
}
