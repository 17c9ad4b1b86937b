import { isJsonObject } from "../../model/json.js";
import { readText } from "../disk/durable-file.js";

/** Who holds a lock, and what for. */
export interface LockRecord {
  readonly id: string;
  /** Which state it locks; its place says so too, so that a lock without it counts. */
  readonly environment?: string;
  /** What the holder does, for example `apply`. */
  readonly operation: string;
  readonly who: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
  /** The CI run that holds it. */
  readonly runUrl?: string;
  /** When the holding process began, in its own words; tells processes apart that were given the same pid. */
  readonly processStart?: string;
  /** What tells the holder's machine (and container) from others of the same name. */
  readonly machine?: string;
}

/** What lies in a lock's place. What cannot be read may be held, so it counts as held. */
export type LockReading =
  | { readonly type: "free" }
  | { readonly type: "held"; readonly record: LockRecord }
  | { readonly type: "unreadable" };

export async function readLockFile(file: string): Promise<LockReading> {
  return readLockText(await readText(file));
}

export function readLockText(text: string | undefined): LockReading {
  if (text === undefined) return { type: "free" };
  const record = parseRecord(text);
  return record ? { type: "held", record } : { type: "unreadable" };
}

export function lockText(record: LockRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** The whole record in words, for a person who is to judge whether it is still at work. */
export function sayRecord(record: LockRecord): string {
  const run = record.runUrl === undefined ? "" : `, CI run ${record.runUrl}`;
  const { id, operation, environment, who, host, pid, since } = record;
  const on = environment === undefined ? "" : ` on ${environment}`;
  return `Lock ${id}${on}: ${operation} by ${who} on ${host}, process ${pid}, since ${since}${run}.`;
}

/** The command that breaks a lock; it names the environment where that is known, since there may be several. */
export function unlockCommand(id: string, environment: string | undefined): string {
  return environment === undefined ? `connectctl unlock ${id}` : `connectctl unlock ${id} --env ${environment}`;
}

/** An id must fit into a file name. */
export function isLockId(id: unknown): id is string {
  return typeof id === "string" && /^[\w-]+$/.test(id);
}

function parseRecord(text: string): LockRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is LockRecord {
  if (!isJsonObject(value) || !isLockId(value.id) || !Number.isSafeInteger(value.pid)) return false;
  if (value.environment !== undefined && typeof value.environment !== "string") return false;
  const texts = [value.operation, value.who, value.host, value.since];
  return texts.every((text) => typeof text === "string");
}
