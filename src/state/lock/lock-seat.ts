import type { LockReading, LockRecord } from "./lock-record.js";

/** A record that only has to be put in the lock's place. */
export interface ReadyLock {
  /** Puts it there if nothing is; exclusive, and whole from its first moment. */
  place(): Promise<boolean>;
  /**
   * Puts it in the place of the lock with this id, if that is still there; at most one of many succeeds. One who died
   * while doing the same, by the judgement of `isDead`, does not stand in the way.
   */
  replace(id: string, isDead?: (holder: LockRecord) => boolean): Promise<boolean>;
  /** Removes what is not needed any more. */
  tidy(): Promise<void>;
}

/** The place of one lock: a file, or an object. */
export interface LockSeat {
  /** Where it is, as messages name it. */
  readonly file: string;
  /** Whether those who ask for it may be on machines that share a name. */
  readonly isRemote: boolean;
  read(): Promise<LockReading>;
  ready(record: LockRecord): Promise<ReadyLock>;
  /** Removes the lock with this id for good, and leaves another's alone. */
  remove(id: string): Promise<void>;
}
