import type { Task } from "../../model/contact.js";
import { Fault } from "../../model/fault.js";
import type { StartedView } from "../../report/index.js";
import type { Session } from "../session.js";
import { contactArn, isoOf } from "./contact-views.js";
import type { AskedTask } from "./read-task.js";
import { type FoundEntry, taskEntry } from "./task-entry.js";

/** A task that was started. What kept that from being recorded is told with it: the contact is there all the same. */
export interface Started {
  readonly view: StartedView;
  readonly unrecorded: Fault | undefined;
}

/** Starts a task, recorded before and after; `now` in milliseconds since the epoch. */
export async function startTask(
  { task: asked }: AskedTask,
  found: FoundEntry,
  session: Session,
  now: number,
): Promise<Started> {
  const task: Task = { ...asked, entry: taskEntry(found) };
  const { instanceId, instanceArn } = await session.provider.target();
  const id = await startRecorded(task, session);
  const unrecorded = await session.contacts.started(task.clientToken, id).then(() => undefined, asFault);
  const view: StartedView = {
    contactId: id,
    contactArn: contactArn(instanceArn, id),
    environment: session.environment.name,
    instanceId,
    entry: { kind: found.kind, id: found.id, address: found.address ?? null, name: found.name ?? null },
    name: task.name,
    clientToken: task.clientToken,
    startedAt: new Date(now).toISOString(),
    scheduledTime: isoOf(task.scheduledTime),
  };
  return { view, unrecorded };
}

/** A refusal is forgotten, unless the token is that of a task which was started before. */
async function startRecorded(task: Task, { contacts, provider }: Session): Promise<string> {
  const isKnown = (await contacts.open()).some((one) => one.task.clientToken === task.clientToken);
  await contacts.willStart(task, false);
  try {
    return await provider.contacts.start(task);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.uncertain) throw perhapsStarted(error, task.clientToken);
    if (!isKnown) await contacts.closed(task.clientToken);
    throw error;
  }
}

function perhapsStarted({ kind, diagnostics, cause }: Fault, token: string): Fault {
  const more = {
    severity: "error" as const,
    code: "cli/perhaps-started",
    summary: "Whether the task was started is not known",
    detail: "The request was sent and no answer came. The record keeps it, and `connectctl task list` shows it.",
    help: `Run the same command again with \`--client-token ${token}\`, which never starts a second task; or \`connectctl task stop --unknown\``,
  };
  return new Fault(kind, [...diagnostics, more], { cause, uncertain: true });
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
