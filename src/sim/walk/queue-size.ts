import type { ContactEntry } from "../entries/contact-entries.js";
import type { Instance } from "../instance.js";

/** The contacts that wait in a queue. */
export const waitingIn = (instance: Instance, queueId: string): readonly ContactEntry[] =>
  instance.tables.contacts.all().filter(({ queue, endedAt }) => endedAt === undefined && queue?.id === queueId);

/** How many contacts wait in a queue. */
export const queueSize = (instance: Instance, queueId: string): number => waitingIn(instance, queueId).length;
