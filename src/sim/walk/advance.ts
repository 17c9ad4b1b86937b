import type { ContactEntry } from "../entries/contact-entries.js";
import type { Instance } from "../instance.js";
import type { World } from "../world.js";
import { goOn } from "./go-on.js";

/** Days that a task may live when it says nothing else: the service's default, seven, in milliseconds. */
export const LIFETIME = 7 * 24 * 60 * 60 * 1000;

/**
 * Brings the contacts of an instance to the world's time: waits that are over go on, scheduled tasks begin, tasks that
 * lived too long expire, each at its own moment and in the order of these moments.
 *
 * There are no timers: it is called before contacts are looked at.
 */
export function advance(world: World, instance: Instance): void {
  const now = world.now();
  for (;;) {
    const first = earliest(instance, now);
    if (first === undefined) return;
    const { contact, at, expires } = first;
    if (expires) instance.tables.contacts.put(expired(contact, at));
    else if (contact.walk !== undefined) goOn({ world, instance, at, contact, walk: contact.walk });
  }
}

interface Due {
  readonly contact: ContactEntry;
  readonly at: number;
  readonly expires: boolean;
}

function earliest(instance: Instance, now: number): Due | undefined {
  let first: Due | undefined;
  for (const contact of instance.tables.contacts.all()) {
    const due = dueOf(contact);
    if (due !== undefined && due.at <= now && (first === undefined || due.at < first.at)) first = due;
  }
  return first;
}

function dueOf(contact: ContactEntry): Due | undefined {
  if (contact.endedAt !== undefined || contact.flowId === undefined) return undefined;
  const end = expiryOf(contact);
  const due = contact.walk?.due;
  return due !== undefined && due < end ? { contact, at: due, expires: false } : { contact, at: end, expires: true };
}

/** Its life begins when it does. */
const expiryOf = ({ createdAt, scheduledAt, lifetime = LIFETIME }: ContactEntry): number =>
  (scheduledAt ?? createdAt) + lifetime;

const expired = (contact: ContactEntry, at: number): ContactEntry => ({
  ...contact,
  endedAt: at,
  endReason: "EXPIRED",
  modifiedAt: at,
  walk: undefined,
});
