import { open, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type ChangeLine, parseChange } from "./change-line.js";
import { readText, syncFolder } from "./durable-file.js";

/** The log beside the whole file of an instance. */
export const logBeside = (path: string): string => path.replace(/\.json$/, LOG_END);

/** How the names of logs end. */
export const LOG_END = ".changes.ndjson";

/** What a log holds, and its length in bytes up to the end of its last whole line. */
export interface ReadLog {
  readonly changes: readonly ChangeLine[];
  readonly length: number;
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
  const torn = read.indexOf(undefined);
  if (torn >= 0) throw new Error(tornMessage(log, torn + 1, path));
  const length = lines.slice(0, read.length).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  return { changes: read.filter((change) => change !== undefined), length };
}

const tornMessage = (log: string, line: number, path: string): string =>
  `The simulator's file ${log} is torn in line ${line}: restore it, or delete it to go back to what ${basename(path)} holds`;

/**
 * Adds a line to the log beside a file; it is durable when this comes back with true.
 *
 * Nothing is written, and false comes back, when the log has not the length it should have.
 */
export async function appendToLog(path: string, line: string, length: number): Promise<boolean> {
  const log = logBeside(path);
  const file = await open(log, "a");
  try {
    if ((await file.stat()).size !== length) return false;
    await file.appendFile(line);
    await file.sync();
    if (length === 0) await syncFolder(dirname(log));
    return true;
  } finally {
    await file.close();
  }
}

/** Removes the log beside a file, if there is one. */
export const removeLog = (path: string): Promise<void> => rm(logBeside(path), { force: true });
