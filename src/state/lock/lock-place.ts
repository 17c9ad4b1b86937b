import { link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder, removeDurably, syncFolder, writeSynced } from "../disk/durable-file.js";
import { atTheWall, errnoOf } from "../disk/file-fault.js";
import { type LockRecord, lockText, readLockFile } from "./lock-record.js";
import type { ReadyLock } from "./lock-seat.js";

/** Writes a record beside the lock's file (absolute path). */
export async function readyLock(file: string, record: LockRecord): Promise<ReadyLock> {
  const ready = besides(file, record.id, "new");
  const text = lockText(record);
  await atTheWall("write", file, async () => {
    await makeFolder(dirname(file));
    try {
      await writeSynced(ready, text);
    } catch (error) {
      await rm(ready, { force: true }).catch(() => undefined);
      throw error;
    }
  });
  return {
    place: () => atTheWall("write", file, () => place(ready, file, text)),
    replace: (id, isDead = () => false) => atTheWall("write", file, () => replace({ ready, text, isDead }, file, id)),
    tidy: () => atTheWall("write", file, () => rm(ready, { force: true })),
  };
}

/** Removes the lock with this id for good, with what an interrupted take-over of it left. */
export async function removeLock(file: string, id: string): Promise<void> {
  const reading = await readLockFile(file);
  // Who held it before may have looked a moment ago, and another taken it since.
  if (reading.type === "held" && reading.record.id === id) await removeDurably(file);
  await removeDurably(besides(file, id, "takeover"));
}

async function place(ready: string, file: string, text: string): Promise<boolean> {
  try {
    await linkOrWrite(ready, file, text);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  }
  await syncFolder(dirname(file));
  return true;
}

const WITHOUT_LINKS = ["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"];

/** Links, so that nobody sees half a lock; where the file system has no links, creates exclusively. */
async function linkOrWrite(ready: string, file: string, text: string): Promise<void> {
  try {
    await link(ready, file);
  } catch (error) {
    if (!WITHOUT_LINKS.includes(errnoOf(error) ?? "")) throw error;
    await (await open(file, "wx")).close();
    await rename(ready, file).catch(async (cause) => {
      await rm(file, { force: true });
      throw cause;
    });
    await writeSynced(ready, text);
  }
}

/** A record in its file, and who may be followed. */
interface Successor {
  readonly ready: string;
  readonly text: string;
  readonly isDead: (holder: LockRecord) => boolean;
}

/**
 * The right to replace a lock belongs to whoever creates a file named for it, so that two who found the same dead
 * holder cannot both follow it. Who was killed in between is followed in the same way: the right is a lock itself.
 */
async function replace(next: Successor, file: string, id: string): Promise<boolean> {
  const right = besides(file, id, "takeover");
  if (!(await place(next.ready, right, next.text)) && !(await inherit(next, right))) return false;
  try {
    const reading = await readLockFile(file);
    if (reading.type !== "held" || reading.record.id !== id) return false;
    await putInPlace(next, file);
    return true;
  } finally {
    await removeDurably(right);
  }
}

/** Takes the right to replace over from one who died with it. */
async function inherit(next: Successor, right: string): Promise<boolean> {
  const reading = await readLockFile(right);
  if (reading.type === "free") return place(next.ready, right, next.text);
  if (reading.type !== "held" || !next.isDead(reading.record)) return false;
  return replace(next, right, reading.record.id);
}

/** Renames a copy: the record may be needed for another place yet. */
async function putInPlace({ ready, text }: Successor, file: string): Promise<void> {
  const copy = ready.replace(/lock$/, "copy.lock");
  await rm(copy, { force: true });
  await writeSynced(copy, text);
  await rename(copy, file);
  await syncFolder(dirname(file));
}

function besides(file: string, id: string, what: string): string {
  return file.replace(/lock$/, `${id}.${what}.lock`);
}
