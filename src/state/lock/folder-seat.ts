import { assertInProject, environmentPath } from "../disk/project-path.js";
import { readyLock, removeLock } from "./lock-place.js";
import { readLockFile } from "./lock-record.js";
import type { LockSeat } from "./lock-seat.js";

/** Where a lock lies: in the folder `state` of a project. */
export interface LockPlace {
  readonly folder: string;
  readonly environment: string;
}

export function folderSeat({ folder, environment }: LockPlace): LockSeat {
  const file = environmentPath(folder, environment, "lock");
  return {
    file,
    isRemote: false,
    read: () => readLockFile(file),
    async ready(record) {
      await assertInProject(folder, file);
      return readyLock(file, record);
    },
    remove: (id) => removeLock(file, id),
  };
}
