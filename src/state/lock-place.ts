import { link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder, removeDurably, syncFolder, writeSynced } from "./durable-file.js";
import { atTheWall, errnoOf } from "./file-fault.js";
import { type LockRecord, lockText, readLockFile } from "./lock-record.js";

/** A record that is ready on the disk and only has to be put in the lock's place. */
export interface ReadyLock {
  /** Puts it there if nothing is; exclusive, and whole from its first moment. */
  place(): Promise<boolean>;
  /** Puts it in the place of the lock with this id, if that is still there; at most one of many succeeds. */
  replace(id: string): Promise<boolean>;
  /** Removes what is not needed any more. */
  tidy(): Promise<void>;
}

/** Writes a record beside the lock's file (absolute path). */
export async function readyLock(file: string, record: LockRecord): Promise<ReadyLock> {
  const ready = besides(file, record.id, "new");
  const text = lockText(record);
  await atTheWall("write", file, async () => {
    await makeFolder(dirname(file));
    await writeSynced(ready, text);
  });
  return {
    place: () => atTheWall("write", file, () => place(ready, file, text)),
    replace: (id) => atTheWall("write", file, () => replace(ready, file, text, id)),
    tidy: () => atTheWall("write", file, () => rm(ready, { force: true })),
  };
}

/** Removes the lock with this id for good, with what an interrupted take-over of it left. */
export async function removeLock(file: string, id: string): Promise<void> {
  await removeDurably(file);
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

/**
 * The right to replace a lock belongs to whoever creates a file named for it, so that two who found the same dead
 * holder cannot both follow it. If that one is killed in between, a person has to decide.
 */
async function replace(ready: string, file: string, text: string, id: string): Promise<boolean> {
  const right = besides(file, id, "takeover");
  if (!(await place(ready, right, text))) return false;
  try {
    const reading = await readLockFile(file);
    if (reading.type !== "held" || reading.record.id !== id) return false;
    await rename(ready, file);
    await syncFolder(dirname(file));
    return true;
  } finally {
    await removeDurably(right);
  }
}

function besides(file: string, id: string, what: string): string {
  return file.replace(/lock$/, `${id}.${what}.lock`);
}
