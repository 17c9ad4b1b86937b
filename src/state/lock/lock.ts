import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import { isLockId, type LockReading, type LockRecord, sayRecord, unlockCommand } from "./lock-record.js";
import type { LockSeat, ReadyLock } from "./lock-seat.js";

/** Who asks for a lock, and how long they wait. Times are in milliseconds. */
export interface LockAsk {
  readonly environment: string;
  readonly operation: string;
  readonly who: string;
  readonly host: string;
  readonly pid: number;
  readonly runUrl?: string | undefined;
  /** When this process began, in any words that another process with the same pid would not say. */
  readonly processStart?: string | undefined;
  /** What tells this machine (and container) from others that may have the same name. */
  readonly machine?: string | undefined;
  readonly timeoutMs: number;
  now(): number;
  sleep(ms: number): Promise<void>;
  random?: (() => number) | undefined;
  /** Letters, digits, `_` and `-`; never the same twice. */
  newId(): string;
  /** Whether a process of this host is alive. */
  isAlive(pid: number): boolean;
  /** Told once, before the first wait, who holds the lock; undefined where that cannot be read. */
  onWait?: ((holder: LockRecord | undefined) => void) | undefined;
}

/** The right to write a state. */
export interface Lock {
  readonly record: LockRecord;
  /** The dead holder whose lock was taken over. */
  readonly takenOver?: LockRecord;
  /** Reads the lock again; a fault where it is gone or another's. Must be called before every write. */
  assertHeld(): Promise<void>;
  /** Gives the lock back; leaves it alone where it is another's. */
  release(): Promise<void>;
}

/** Waits for the right to write the state of an environment. Where it does not come in time: a fault, `state/locked`. */
export async function acquireLock(seat: LockSeat, options: LockAsk): Promise<Lock> {
  const record = recordOf(options);
  const ready = await seat.ready(record);
  try {
    return await waitFor(seat, ready, record, options);
  } finally {
    await ready.tidy();
  }
}

async function waitFor(seat: LockSeat, ready: ReadyLock, record: LockRecord, options: LockAsk): Promise<Lock> {
  const deadline = options.now() + options.timeoutMs;
  for (let told = false; ; told = true) {
    if (await ready.place()) return held(seat, record);
    const reading = await seat.read();
    const isGone = (holder: LockRecord) => isDead(holder, seat, options);
    if (reading.type === "held" && isGone(reading.record) && (await ready.replace(reading.record.id, isGone))) {
      return held(seat, record, reading.record);
    }
    const left = deadline - options.now();
    if (left <= 0) throw locked(seat.file, reading, options);
    if (!told) options.onWait?.(reading.type === "held" ? reading.record : undefined);
    await options.sleep(Math.min(left, 250 + 500 * (options.random ?? Math.random)()));
  }
}

function recordOf(options: LockAsk): LockRecord {
  const { environment, operation, who, host, pid, runUrl, processStart, machine } = options;
  const id = options.newId();
  if (!isLockId(id)) throw new Error(`not an id for a lock: ${id}`);
  const since = new Date(options.now()).toISOString();
  const optional = {
    ...(runUrl === undefined ? {} : { runUrl }),
    ...(processStart === undefined ? {} : { processStart }),
    ...(machine === undefined ? {} : { machine }),
  };
  return { id, environment, operation, who, host, pid, since, ...optional };
}

/**
 * Only what surely is: of this host, and either gone or (with our own pid) of an earlier process. A name of a host does
 * for a folder; those who meet in a bucket may share one, as containers of CI do, so the machine must be the same too.
 */
function isDead(holder: LockRecord, { isRemote }: LockSeat, ask: LockAsk): boolean {
  const { host, pid, processStart, machine, isAlive } = ask;
  if (holder.host !== host) return false;
  if (isRemote && (machine === undefined || holder.machine !== machine)) return false;
  if (holder.pid !== pid) return !isAlive(holder.pid);
  return holder.processStart !== undefined && processStart !== undefined && holder.processStart !== processStart;
}

function held(seat: LockSeat, record: LockRecord, takenOver?: LockRecord): Lock {
  const isOurs = (reading: LockReading) => reading.type === "held" && reading.record.id === record.id;
  return {
    record,
    ...(takenOver === undefined ? {} : { takenOver }),
    async assertHeld() {
      const reading = await seat.read();
      if (!isOurs(reading)) throw lost(seat.file, record, reading);
    },
    async release() {
      if (isOurs(await seat.read())) await seat.remove(record.id);
    },
  };
}

function locked(file: string, reading: LockReading, { environment, timeoutMs }: LockAsk): Fault {
  const waited = timeoutMs > 0 ? ` Waited ${timeoutMs / 1000} seconds.` : "";
  const summary = `The state of ${environment} is locked`;
  if (reading.type === "unreadable") {
    const detail = `${file} cannot be read, so somebody may hold it.${waited}`;
    const help = `make sure that no connectctl works on ${environment}, then delete ${file}`;
    return refusal("state/locked", { summary, detail, file, help });
  }
  if (reading.type === "free") {
    const detail = `Others took the lock, again and again, before it could be had.${waited}`;
    return refusal("state/locked", { summary, detail, file, help: "wait longer, with `--lock-timeout`" });
  }
  const help = `wait for it, or, if it is surely not at work any more, run \`${unlockCommand(reading.record.id, environment)}\``;
  return refusal("state/locked", { summary, detail: `${sayRecord(reading.record)}${waited}`, file, help });
}

function lost(file: string, record: LockRecord, reading: LockReading): Fault {
  const now = { free: "it is gone", unreadable: `${file} cannot be read`, held: "somebody else holds it" }[
    reading.type
  ];
  const holder = reading.type === "held" ? ` ${sayRecord(reading.record)}` : "";
  return refusal("state/lock-lost", {
    summary: "The lock is not ours any more",
    detail: `Lock ${record.id} was broken while ${record.operation} was at work: ${now}.${holder}`,
    file,
    help: "find out who broke it, then run the command again: it repairs what was left unfinished",
  });
}

function refusal(code: string, more: Omit<Diagnostic, "severity" | "code">): Fault {
  return new Fault("state", [{ severity: "error", code, ...more }]);
}
