import { open, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type ChangeLine, parseChange } from "./change-line.js";
import { readText, syncFolder } from "./durable-file.js";

/** The log beside the whole file of an instance. */
export const logBeside = (path: string): string => path.replace(/\.json$/, LOG_END);

/** How the names of logs end. */
export const LOG_END = ".changes.ndjson";

/** What a log holds, its length in bytes up to the end of its last whole line, and the bytes of a torn line after that. */
export interface ReadLog {
  readonly changes: readonly ChangeLine[];
  readonly length: number;
  readonly torn: number;
}

/**
 * Reads the log beside a file; one that is missing is empty.
 *
 * A torn last line was never answered for (a crash came first) and is left out. A line torn further up is an error that
 * names the log and says what to do.
 */
export async function readLog(path: string): Promise<ReadLog> {
  const log = logBeside(path);
  const text = (await readText(log)) ?? "";
  const lines = text.split("\n").slice(0, -1);
  const read = lines.map(parseChange);
  if (read.at(-1) === undefined) read.pop();
  const broken = read.indexOf(undefined);
  if (broken >= 0) throw new Error(tornMessage(log, broken + 1, path));
  const length = lines.slice(0, read.length).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const changes = read.filter((change) => change !== undefined);
  return { changes, length, torn: Buffer.byteLength(text) - length };
}

const tornMessage = (log: string, line: number, path: string): string =>
  `The simulator's file ${log} is torn in line ${line}: restore it, or delete it to go back to what ${basename(path)} holds`;

/** What came of adding a line: it is in the log, the log is not as long as it should be, or another process has added one. */
export type Appended = "added" | "shorter" | "elsewhere";

/**
 * Adds a line to the log beside a file that has `length` bytes, and `torn` more of a line that was never finished.
 *
 * The line is durable when it was `added`. When another process adds one at the same time, what it reads back is that of the
 * one whose line came first, and the other is told.
 */
export async function appendToLog(path: string, line: string, length: number, torn = 0): Promise<Appended> {
  const log = logBeside(path);
  const file = await open(log, "a");
  try {
    const { size } = await file.stat();
    if (size !== length) return size > length + torn ? "elsewhere" : "shorter";
    await file.appendFile(line);
    await file.sync();
    if (length === 0) await syncFolder(dirname(log));
    return (await file.stat()).size === length + Buffer.byteLength(line) ? "added" : "elsewhere";
  } finally {
    await file.close();
  }
}

/** Removes the log beside a file, if there is one. */
export const removeLog = (path: string): Promise<void> => rm(logBeside(path), { force: true });
