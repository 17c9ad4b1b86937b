import type { EnvironmentRecord, Lock } from "../state/index.js";
import type { Context } from "./command.js";

/** The right to write an environment's state, for as long as a command works. */
export async function acquireForState(
  record: Pick<EnvironmentRecord, "acquireLock">,
  { world, out, signal }: Context,
  operation: string,
  timeoutMs = 0,
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
    onWait: (holder) => out.note(`Waiting for the lock${holder ? ` that ${holder.who} holds` : ""} …`),
  });
  if (lock.takenOver) out.note(`Took over the lock of a process that is gone (${lock.takenOver.operation}).`);
  return lock;
}

function runUrl(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, CI_JOB_URL: job } = env;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : job;
}
