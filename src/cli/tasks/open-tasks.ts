import type { Contact, OpenContact } from "../../model/contact.js";
import type { OpenRunView, OpenView } from "../../report/index.js";
import type { Session } from "../session.js";
import { isoOf, type Names, openNames, statusOf } from "./contact-views.js";

/**
 * The contacts of the record as they are now, the oldest first. Those that have ended are told once more and closed.
 * `isOffline`: nobody is asked, and nothing is closed.
 */
export async function openTasks(session: Session, isOffline: boolean, now: number): Promise<readonly OpenView[]> {
  const names = openNames(session);
  const open = await session.contacts.open();
  const views = open.map(async (opened) => {
    const { id } = opened;
    if (id === undefined) return openView(opened, "unsure", undefined, names);
    if (isOffline) return openView(opened, "notAsked", undefined, names);
    const contact = await session.provider.contacts.describe(id);
    return openView(opened, contact ? statusOf(contact, now) : "unknown", contact, names);
  });
  const told = await Promise.all(views);
  for (const { status, clientToken } of told) if (status === "ended") await session.contacts.closed(clientToken);
  return told;
}

/** The runs of test cases of the record; a command that writes stops them before it does anything else. */
export async function openTestRuns({ contacts: record }: Pick<Session, "contacts">): Promise<readonly OpenRunView[]> {
  const runs = await record.openRuns();
  return runs.map(({ task, id, startedAt }) => ({
    runId: id ?? null,
    name: task.name,
    startedAt: new Date(startedAt).toISOString(),
  }));
}

async function openView(
  { task, id, startedAt, isSmoke }: OpenContact,
  status: OpenView["status"],
  contact: Contact | undefined,
  names: Names,
): Promise<OpenView> {
  const { queueId } = contact ?? {};
  return {
    contactId: id ?? null,
    clientToken: task.clientToken,
    name: task.name,
    entry: await names.ofEntry(task.entry),
    isSmoke,
    startedAt: new Date(startedAt).toISOString(),
    status,
    queue: queueId === undefined ? null : await names.of("queue", queueId),
    endedAt: isoOf(contact?.endedAt),
    endReason: contact?.endReason ?? null,
  };
}
