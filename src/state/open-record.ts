import { isBucketUrl } from "../model/bucket-url.js";
import type { ContactRecord } from "../model/contact.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Bucket } from "./bucket/bucket.js";
import { openBucketContacts } from "./bucket/bucket-contact-record.js";
import { openBucketJournal } from "./bucket/bucket-journal.js";
import { bucketMedium } from "./bucket/bucket-medium.js";
import { type BucketAccess, parseBucketUrl } from "./bucket/bucket-place.js";
import { bucketSeat } from "./bucket/bucket-seat.js";
import { type ProvenConditions, proveConditions } from "./bucket/prove-conditions.js";
import { s3Bucket } from "./bucket/s3-bucket.js";
import type { BucketCredentials } from "./bucket/s3-client.js";
import { openContactRecord } from "./contacts/contact-record.js";
import { folderMedium } from "./disk/folder-medium.js";
import type { StateMedium } from "./document/state-medium.js";
import { openStateStore, type StateStore } from "./document/state-store.js";
import { type JournalFile, openJournal } from "./journal/journal.js";
import { breakLock } from "./lock/break-lock.js";
import { folderSeat } from "./lock/folder-seat.js";
import { acquireLock, type Lock, type LockAsk } from "./lock/lock.js";
import type { LockReading, LockRecord } from "./lock/lock-record.js";
import type { LockSeat } from "./lock/lock-seat.js";

/** Which record is meant, whose credentials lead to it, and what only the outside can give. Times in milliseconds. */
export interface RecordOptions extends BucketCredentials {
  /** The project folder. */
  readonly folder: string;
  readonly environment: string;
  /** Where the state lies: a path below the project folder, or `s3://bucket/key`. */
  readonly path: string;
  readonly access?: BucketAccess | undefined;
  readonly sha256: Sha256;
  now(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
  /** Letters, digits and `-`; never the same twice. */
  newId(): string;
}

/** The record of one environment: its state, its journal, its lock and its open contacts, all in one place. */
export interface EnvironmentRecord {
  readonly store: StateStore;
  readonly journal: JournalFile;
  /** The task contacts that were started; needs no lock. */
  readonly contacts: ContactRecord;
  /** Where the lock lies, as messages name it. */
  readonly lockFile: string;
  /** Whether other machines meet it. */
  readonly isRemote: boolean;
  /** Waits for the right to write. Where it does not come in time: a fault, `state/locked`. */
  acquireLock(ask: Omit<LockAsk, "environment">): Promise<Lock>;
  /** Removes a lock that a person has looked at, and gives its record. Any other lock stays. */
  breakLock(id: string): Promise<LockRecord>;
  readLock(): Promise<LockReading>;
  /** Tries the store with an object of its own, which it removes; absent for a folder. */
  readonly proveConditions?: () => Promise<ProvenConditions>;
}

/** Opens the record of an environment, wherever it lies; asks and reads nothing yet. */
export function openRecord(options: RecordOptions): EnvironmentRecord {
  return isBucketUrl(options.path) ? inBucket(options) : inFolder(options);
}

function inFolder(options: RecordOptions): EnvironmentRecord {
  const { folder, environment } = options;
  const place = { folder, environment };
  return recordOf(options, {
    medium: folderMedium(options),
    journal: openJournal(place),
    seat: folderSeat(place),
    contacts: openContactRecord(options),
  });
}

function inBucket(options: RecordOptions): EnvironmentRecord {
  const { folder, environment, path, access = {}, random, newId } = options;
  const { bucket: name, key } = parseBucketUrl(path);
  const bucket: Bucket = s3Bucket({ ...options, bucket: name, access });
  const parts: RecordParts = {
    medium: bucketMedium({ bucket, key, folder, environment, random }),
    journal: openBucketJournal({ bucket, key, environment, newId }),
    seat: bucketSeat(bucket, `${key}.lock`),
    contacts: openBucketContacts({ ...options, bucket, key }),
  };
  return {
    ...recordOf(options, parts),
    isRemote: true,
    proveConditions: () => proveConditions(bucket, `${key}.doctor-${newId()}`),
  };
}

interface RecordParts extends Pick<EnvironmentRecord, "journal" | "contacts"> {
  readonly medium: StateMedium;
  readonly seat: LockSeat;
}

function recordOf(
  { environment, sha256, newId }: RecordOptions,
  { medium, journal, seat, contacts }: RecordParts,
): EnvironmentRecord {
  return {
    store: openStateStore(medium, { sha256, newLineage: newId }),
    journal,
    contacts,
    lockFile: seat.file,
    isRemote: false,
    acquireLock: (ask) => acquireLock(seat, { ...ask, environment }),
    breakLock: (id) => breakLock(seat, environment, id),
    readLock: () => seat.read(),
  };
}
