import type { Contact, OpenContact, TaskEntry } from "../../model/contact.js";
import { Fault } from "../../model/fault.js";
import type { Kind } from "../../model/kind.js";
import type { ContactStatus, ContactView, EntryView, NamedView } from "../../report/index.js";
import type { Session } from "../session.js";
import { entryOf } from "./task-entry.js";

/** What ids are called: by the state, and by the instance's lists where those may be read. */
export interface Names {
  of(kind: Kind, id: string): Promise<NamedView>;
  /** What leads a task; only the state is asked. */
  ofEntry(entry: TaskEntry): Promise<EntryView>;
}

/** A state or a list that cannot be read leaves ids as they are: contacts can be looked at without them. */
export function openNames({ store, provider }: Pick<Session, "store" | "provider">): Names {
  const state = store.read().catch(orNothing);
  const recorded = async (kind: Kind, id: string): Promise<NamedView | undefined> => {
    const { resources = [], lookups = {} } = (await state) ?? {};
    const resource = resources.find((one) => one.kind === kind && one.id === id);
    if (resource) return { id, address: resource.address, name: resource.name };
    const found = Object.entries(lookups).find(([address, one]) => address.startsWith(`${kind}.`) && one.id === id);
    return found && { id, address: found[0], name: found[1].name };
  };
  return {
    async of(kind, id) {
      const known = await recorded(kind, id);
      if (known) return known;
      const listed = (await provider.list(kind).catch(orNothing)) ?? [];
      return { id, address: null, name: listed.find((one) => one.id === id)?.name ?? null };
    },
    async ofEntry(entry) {
      const { kind, id } = entryOf(entry);
      const { address, name } = (await recorded(kind, id)) ?? { address: null, name: null };
      return { kind, id, address, name };
    },
  };
}

function orNothing(error: unknown): undefined {
  if (!(error instanceof Fault)) throw error;
}

export function statusOf(contact: Contact, now: number): ContactStatus {
  if (contact.endedAt !== undefined) return "ended";
  if (contact.agentId !== undefined) return "withAgent";
  if (contact.queueId !== undefined) return "queued";
  return (contact.scheduledAt ?? now) > now ? "scheduled" : "running";
}

/** Where a contact is, in which environment, and what led it if that is known. */
interface ContactPlace {
  readonly environment: string;
  readonly instanceArn: string;
  readonly opened: OpenContact | undefined;
  readonly now: number;
}

export async function contactView(contact: Contact, place: ContactPlace, names: Names): Promise<ContactView> {
  const { environment, instanceArn, opened, now } = place;
  const { queueId, agentId } = contact;
  return {
    contactId: contact.id,
    contactArn: contactArn(instanceArn, contact.id),
    environment,
    status: statusOf(contact, now),
    name: contact.name ?? null,
    description: contact.description ?? null,
    channel: contact.channel ?? null,
    initiationMethod: contact.initiationMethod ?? null,
    entry: opened ? await names.ofEntry(opened.task.entry) : null,
    initiatedAt: isoOf(contact.initiatedAt),
    scheduledAt: isoOf(contact.scheduledAt),
    enqueuedAt: isoOf(contact.enqueuedAt),
    endedAt: isoOf(contact.endedAt),
    endReason: contact.endReason ?? null,
    queue: queueId === undefined ? null : await names.of("queue", queueId),
    agent: agentId === undefined ? null : await names.of("user", agentId),
    attributes: contact.attributes,
  };
}

export function contactArn(instanceArn: string, id: string): string {
  return `${instanceArn}/contact/${id}`;
}

/** Milliseconds since the epoch in ISO 8601. */
export function isoOf(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
