import { Fault } from "../../model/fault.js";
import { nearNames } from "../../model/near-name.js";
import { type LockRecord, sayRecord, unlockCommand } from "./lock-record.js";
import type { LockSeat } from "./lock-seat.js";

/** Removes a lock that a person has looked at, and gives its record. Any other lock than the one with this id stays. */
export async function breakLock(seat: LockSeat, environment: string, id: string): Promise<LockRecord> {
  const { file } = seat;
  const reading = await seat.read();
  if (reading.type === "free") throw notLocked(file, environment);
  if (reading.type === "unreadable") throw unreadable(file, environment);
  if (reading.record.id !== id) throw otherLock(file, environment, id, reading.record);
  await seat.remove(id);
  return reading.record;
}

function notLocked(file: string, environment: string): Fault {
  const detail = `${file} does not exist.`;
  return refusal("state/not-locked", `The state of ${environment} is not locked`, detail, file, "go on without it");
}

function unreadable(file: string, environment: string): Fault {
  const help = `make sure that no connectctl works on ${environment}, then delete ${file}`;
  return refusal("state/lock-unreadable", "The lock cannot be read", `${file} is damaged.`, file, help);
}

function otherLock(file: string, environment: string, id: string, record: LockRecord): Fault {
  const near = nearNames(id, [record.id]).length > 0;
  const detail = `\`${id}\` was asked for. ${sayRecord(record)}`;
  const help = near
    ? `write \`${record.id}\``
    : `look at the lock again: it changed hands; to break this one, run \`${unlockCommand(record.id, environment)}\``;
  return refusal("state/lock-id", "The lock has another id", detail, file, help);
}

function refusal(code: string, summary: string, detail: string, file: string, help: string): Fault {
  return new Fault("state", [{ severity: "error", code, summary, detail, file, help }]);
}
