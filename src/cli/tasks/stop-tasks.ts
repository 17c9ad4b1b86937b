import type { OpenContact } from "../../model/contact.js";
import { Fault } from "../../model/fault.js";
import type { StopView } from "../../report/index.js";
import type { Session } from "../session.js";
import { isoOf } from "./contact-views.js";

/** What came of stopping contacts, in the order asked for, and the failures among them. */
export interface Stopped {
  readonly stops: readonly StopView[];
  readonly faults: readonly Fault[];
}

/** A contact to stop: one that somebody names, or one of the record. */
export interface Wanted {
  readonly id: string | undefined;
  readonly opened: OpenContact | undefined;
}

type Live = Pick<Session, "provider" | "contacts">;

/** Stops all of them, at the service's rate; goes on after a failure. */
export async function stopAll(wanted: readonly Wanted[], live: Live): Promise<Stopped> {
  const results = await Promise.all(wanted.map((one) => stopOne(one, live)));
  return { stops: results.map(({ stop }) => stop), faults: results.flatMap(({ fault }) => fault ?? []) };
}

interface Result {
  readonly stop: StopView;
  readonly fault?: Fault;
}

async function stopOne({ id, opened }: Wanted, live: Live): Promise<Result> {
  const about = { contactId: id ?? null, name: opened?.task.name ?? null };
  try {
    if (id !== undefined) return { stop: await stopKnown(id, opened, live) };
    if (opened) return { stop: await stopUnsure(opened, live) };
    throw new Error("nothing to stop was named");
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { stop: { ...about, outcome: "failed", endedAt: null }, fault };
  }
}

async function stopKnown(id: string, opened: OpenContact | undefined, { provider, contacts }: Live): Promise<StopView> {
  const outcome = await provider.contacts.stop(id);
  const about = { contactId: id, name: opened?.task.name ?? null };
  const contact = outcome === "gone" ? await provider.contacts.describe(id).catch(orUnknown) : undefined;
  if (opened) await contacts.closed(opened.task.clientToken);
  if (outcome === "stopped") return { ...about, outcome, endedAt: null };
  if (!contact) return { ...about, outcome: "unknown", endedAt: null };
  return { contactId: id, name: contact.name ?? about.name, outcome: "ended", endedAt: isoOf(contact.endedAt) };
}

/** Whoever may not look at contacts only learns that there was nothing to stop. */
function orUnknown(error: unknown): undefined {
  if (!(error instanceof Fault) || error.kind !== "permission") throw error;
}

/**
 * Asks for a task again whose answer was lost: the token gives the contact of the first request, or starts the task if
 * none came through. Either way it is stopped at once. What the service refuses cannot be found out, and is forgotten.
 */
async function stopUnsure(opened: OpenContact, live: Live): Promise<StopView> {
  const { task } = opened;
  const id = await live.provider.contacts.start(task).catch(orRefused);
  if (id === undefined) {
    await live.contacts.closed(task.clientToken);
    return { contactId: null, name: task.name, outcome: "released", endedAt: null };
  }
  await live.contacts.started(task.clientToken, id);
  return stopKnown(id, opened, live);
}

function orRefused(error: unknown): undefined {
  const isRefused = error instanceof Fault && (error.kind === "rejected" || error.kind === "not-found");
  if (!isRefused || error.uncertain) throw error;
}
