import { Fault } from "../../model/fault.js";
import type { State } from "../../model/state.js";
import { type EnvironmentRecord, type LockRecord, unlockCommand } from "../../state/index.js";
import { EXIT } from "../exit-code.js";
import { examine, type Finding, failing, ok, warn } from "./checkup.js";

/** Looks at the state, the journal, the lock, and (with one write of its own) the store. */
export async function examineRecord(
  record: EnvironmentRecord,
  instanceArn: string | undefined,
): Promise<readonly Finding[]> {
  let state: State | undefined;
  const stateFindings = await examine("state", async () => {
    state = await record.store.read();
    return [stateFinding(record.store.file, state, instanceArn), ...(await rescuedFindings(record))];
  });
  const journal = await examine("journal", async () => [await journalFinding(record, state)]);
  const lock = await examine("lock", async () => [await lockFinding(record)]);
  const store = record.proveConditions ? await examine("store", async () => [await storeFinding(record)]) : [];
  return [...stateFindings, ...journal, ...lock, ...store];
}

function stateFinding(file: string, state: State | undefined, instanceArn: string | undefined): Finding {
  if (!state) return ok("state", `${file}: nothing is recorded yet`);
  const { serial, resources, lineage } = state;
  if (instanceArn === undefined || state.instanceArn === instanceArn) {
    return ok("state", `${file}: serial ${serial}, ${resources.length} resources, lineage ${lineage}`);
  }
  return {
    name: "state",
    verdict: "fail",
    code: "cli/other-instance",
    exitCode: EXIT.precondition,
    says: `${file} was made for ${state.instanceArn}; the environment leads to ${instanceArn}`,
    help: "correct `instance` or `state` of the environment",
  };
}

async function rescuedFindings({ store }: EnvironmentRecord): Promise<readonly Finding[]> {
  const help = "run `connectctl apply`: it removes the file once the state knows all that it holds";
  const files = await store.rescued();
  return files.map((file) => warn("state", `${file} holds a state that could not be written to its place`, help));
}

async function journalFinding({ journal }: EnvironmentRecord, state: State | undefined): Promise<Finding> {
  const left = await journal.read();
  if (!left || left.entries.length === 0) return ok("journal", "no unfinished work");
  if (state && left.header.lineage !== state.lineage) {
    const detail = `${journal.file} is of lineage ${left.header.lineage}, the state of ${state.lineage}`;
    return failing("journal", otherLineage(detail));
  }
  const open = left.entries.filter(({ end }) => end === undefined).length;
  const says = `${left.entries.length} writes of an earlier run are not in the state yet, ${open} of them unfinished`;
  return warn("journal", says, "run `connectctl plan` to see them resolved, and `connectctl apply` to record it");
}

function otherLineage(detail: string): Fault {
  const summary = "The journal of unfinished work belongs to another state";
  const help = "put the state back that it belongs to, or move the journal away once you know what it did";
  return new Fault("state", [{ severity: "error", code: "state/other-lineage", summary, detail, help }]);
}

async function lockFinding(record: EnvironmentRecord): Promise<Finding> {
  const reading = await record.readLock();
  if (reading.type === "free") return ok("lock", "free");
  if (reading.type === "held") return heldFinding(reading.record);
  return warn("lock", `${record.lockFile} cannot be read`, "make sure that nobody is at work, then delete it");
}

function heldFinding({ id, environment, operation, who, host, pid, since }: LockRecord): Finding {
  const says = `held: ${operation} by ${who} on ${host}, process ${pid}, since ${since}`;
  const command = unlockCommand(id, environment);
  return warn("lock", says, `wait for it, or, if it is surely not at work any more, run \`${command}\``);
}

async function storeFinding({ proveConditions }: EnvironmentRecord): Promise<Finding> {
  const { file, ignored, isWritable } = (await proveConditions?.()) ?? { file: "", ignored: [], isWritable: true };
  const tried = `tried with ${file}, which was written and removed`;
  if (ignored.length === 0 && isWritable) return ok("store", `If-None-Match and If-Match are kept (${tried})`);
  const problem =
    ignored.length > 0 ? `takes no notice of ${ignored.join(" and ")}` : "refuses a write whose condition holds";
  const help = "keep the state in Amazon S3 or another store with conditional writes";
  const exitCode = EXIT.state;
  return {
    name: "store",
    verdict: "fail",
    code: "state/store-without-conditions",
    exitCode,
    says: `${problem} (${tried})`,
    help,
  };
}
