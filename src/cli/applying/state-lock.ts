import { Fault } from "../../model/fault.js";
import { renderNote } from "../../report/index.js";
import { type EnvironmentRecord, type Lock, unlockCommand } from "../../state/index.js";
import type { Context } from "../line/command.js";
import { sayLastResort } from "./last-resort.js";

/** What a lock is taken for, and how long it is waited for, in milliseconds. */
export interface LockPurpose {
  readonly operation: string;
  readonly timeoutMs?: number;
}

/**
 * Does work that needs the right to write an environment's state, and gives the right back however it ends. A lock that
 * cannot be given back is told of; how the work ended, and its exit code, stay as they are.
 */
export async function underStateLock<Value>(
  record: Pick<EnvironmentRecord, "acquireLock">,
  context: Context,
  purpose: LockPurpose,
  work: (lock: Lock) => Promise<Value>,
): Promise<Value> {
  const lock = await acquire(record, context, purpose);
  try {
    return await work(lock);
  } catch (error) {
    sayLastResort(error, context);
    throw error;
  } finally {
    await release(lock, context);
  }
}

async function release(lock: Lock, { out }: Context): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const left = {
      severity: "warning",
      code: "cli/lock-left",
      summary: "The lock could not be given back",
      detail: "The work was over already, and ended as it says. Until the lock is gone, others take this for running.",
      help: `once the cause is removed, run \`${unlockCommand(lock.record.id, lock.record.environment)}\``,
    } as const;
    out.diagnostics([...error.diagnostics.map((one) => ({ ...one, severity: "warning" as const })), left]);
  }
}

async function acquire(
  record: Pick<EnvironmentRecord, "acquireLock">,
  { world, out, signal }: Context,
  { operation, timeoutMs = 0 }: LockPurpose,
): Promise<Lock> {
  const lock = await record.acquireLock({
    operation,
    who: world.user,
    host: world.host,
    pid: world.pid,
    runUrl: runUrl(world.env),
    processStart: world.processStart,
    machine: world.machine,
    timeoutMs,
    now: world.now,
    sleep: (ms) => world.sleep(ms, signal),
    random: world.random,
    newId: world.newId,
    isAlive: world.isAlive,
    onWait: (holder) =>
      out.note(renderNote(`Waiting for the lock${holder ? ` that ${holder.who} holds` : ""} …`, out.sideLook)),
  });
  if (lock.takenOver) {
    out.note(renderNote(`Took over the lock of a process that is gone (${lock.takenOver.operation}).`, out.sideLook));
  }
  return lock;
}

function runUrl(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, CI_JOB_URL: job } = env;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : job;
}
