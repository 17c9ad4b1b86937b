import type { ContactEntry } from "../entries/contact-entries.js";
import type { Instance } from "../instance.js";

/** UTF-8 bytes of all attributes of a contact, with their keys. */
export const ATTRIBUTE_BYTES = 32768;

/** Tasks that may be linked by `PreviousContactId`, the first one counted. */
export const LINKED_TASKS = 12;

type Attributes = Readonly<Record<string, string>>;

export const bytesOf = (attributes: Attributes): number =>
  Object.entries(attributes).reduce((sum, pair) => sum + Buffer.byteLength(pair.join("")), 0);

/** The contacts that are linked by `PreviousContactId`, this one among them. */
export function chainOf(instance: Instance, contact: ContactEntry): readonly ContactEntry[] {
  const first = contact.initialId ?? contact.id;
  return instance.tables.contacts.all().filter(({ id, initialId }) => (initialId ?? id) === first);
}

/** The attributes of a contact: linked contacts share those of the first one. */
export const attributesOf = (instance: Instance, contact: ContactEntry): Attributes =>
  firstOf(instance, contact).attributes;

/** Writes the attributes of a contact and gives the contact as it is then. */
export function withAttributes(instance: Instance, contact: ContactEntry, attributes: Attributes): ContactEntry {
  const first = firstOf(instance, contact);
  const written = instance.tables.contacts.put({ ...first, attributes });
  return first.id === contact.id ? { ...contact, attributes: written.attributes } : contact;
}

function firstOf(instance: Instance, contact: ContactEntry): ContactEntry {
  const first = contact.initialId === undefined ? undefined : instance.tables.contacts.get(contact.initialId);
  return first ?? contact;
}
