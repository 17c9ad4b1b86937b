import { constants as bufferLimits, isUtf8 } from "node:buffer";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Fault } from "../../model/fault.js";
import { atTheWall, errnoOf } from "./file-fault.js";

/** How a file is written: its mode, where it is not that of the file before, and chance for the temporary name. */
export interface WriteOptions {
  readonly mode?: number;
  readonly random?: (() => number) | undefined;
}

/** What may be read: an ordinary file alone, or, where a person named the path, also what another program writes into a pipe. */
type Readable = "file" | "anything";

/** The text of a file; undefined only where no such file exists. Never guesses at bytes that are not UTF-8. */
export async function readText(path: string, what: Readable = "file"): Promise<string | undefined> {
  const bytes = await readBytes(path, what);
  return bytes && decodeText(path, bytes);
}

/** The text of a file up to its last line end, whatever bytes follow; undefined only where no such file exists. */
export async function readWholeLines(path: string): Promise<string | undefined> {
  const bytes = await readBytes(path, "file");
  return bytes && decodeText(path, bytes.subarray(0, bytes.lastIndexOf("\n") + 1));
}

async function readBytes(path: string, what: Readable): Promise<Buffer | undefined> {
  return atTheWall("read", path, async () => {
    try {
      return await readOpened(path, what);
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return undefined;
      throw error;
    }
  });
}

/** Does not wait for somebody to write where a pipe stands in a file's place. */
async function readOpened(path: string, what: Readable): Promise<Buffer> {
  const patience = what === "file" ? (constants.O_NONBLOCK ?? 0) : 0;
  const handle = await open(path, constants.O_RDONLY | patience);
  try {
    await assertReadable(path, handle, what);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function assertReadable(file: string, handle: FileHandle, what: Readable): Promise<void> {
  const stats = await handle.stat();
  const isOrdinary = what === "anything" || stats.isFile() || stats.isDirectory();
  if (isOrdinary && stats.size <= bufferLimits.MAX_STRING_LENGTH) return;
  const why = isOrdinary ? `has ${stats.size} bytes` : "is a pipe or a device, and no file";
  const summary = "A file could not be read";
  const help = "bring the file back from version control, or move aside what stands in its place";
  const detail = `${file} ${why}.`;
  throw new Fault("state", [{ severity: "error", code: "state/unreadable", summary, detail, file, help }]);
}

/** The text that bytes hold; those that are not UTF-8 are a fault that names where they lie. */
export function decodeText(file: string, bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const summary = "A file of connectctl is not text";
  const detail = `${file} holds bytes that are not UTF-8, so it was damaged or is another file.`;
  const help = "bring the file back from version control, or move it aside";
  throw new Fault("state", [{ severity: "error", code: "state/corrupt", summary, detail, file, help }]);
}

/**
 * Replaces a file as a whole: after a crash at any moment there is the old text or the new one, never a part. When it
 * returns, the new text is on the disk. Follows symbolic links; never takes the place of a device or a folder.
 */
export async function writeDurably(path: string, text: string | Uint8Array, options: WriteOptions = {}): Promise<void> {
  await atTheWall("write", path, async () => {
    const target = await realPlace(path);
    await makeFolder(dirname(target));
    const before = await modeOf(target);
    const mode = options.mode ?? before;
    const temporary = temporaryName(target, options.random ?? Math.random);
    try {
      await writeSynced(temporary, text, mode);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncFolder(dirname(target));
  });
}

/** Removes a file so that it stays removed after a crash; nothing happens where there is none. */
export async function removeDurably(path: string): Promise<void> {
  await atTheWall("write", path, async () => {
    await rm(path, { force: true });
    await syncFolder(dirname(path)).catch((error) => {
      if (errnoOf(error) !== "ENOENT") throw error;
    });
  });
}

/** Whether there is anything at a path. */
export async function isThere(path: string): Promise<boolean> {
  return atTheWall("read", path, async () => {
    try {
      await stat(path);
      return true;
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return false;
      throw error;
    }
  });
}

/** Creates a file that must not exist yet and brings it to the disk whole. */
export async function writeSynced(path: string, text: string | Uint8Array, mode?: number): Promise<void> {
  const handle = await open(path, "wx", mode ?? 0o666);
  try {
    if (mode !== undefined) await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes names that were added to or removed from a folder durable. Windows does that by itself and offers no call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function makeFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true });
  if (created !== undefined) await syncFolder(dirname(created));
}

/** Where a path leads when links are followed, whether or not there is something yet. */
export async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT" || dirname(path) === path) throw error;
    return join(await realPlace(dirname(path)), basename(path));
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch((error) => {
    if (errnoOf(error) !== "ENOENT") throw error;
  });
  if (found && !found.isFile()) throw notAFile(path);
  return found === undefined ? undefined : found.mode & 0o777;
}

function notAFile(file: string): Fault {
  const summary = "A file could not be written";
  const detail = `${file} is there already and is not a file, but a folder or a device.`;
  const help = "choose the path of a file";
  return new Fault("state", [{ severity: "error", code: "state/unwritable", summary, detail, file, help }]);
}

const TEMPORARY = ".tmp";

function temporaryName(path: string, random: () => number): string {
  return join(dirname(path), `.${basename(path)}.${random().toString(36).slice(2, 12)}${TEMPORARY}`);
}

/** Whether a name is that of a temporary file, left by a write of the file that did not end. */
export function isTemporaryOf(path: string, name: string): boolean {
  return name.startsWith(`.${basename(path)}.`) && name.endsWith(TEMPORARY);
}
