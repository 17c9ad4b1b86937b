import { KINDS } from "../../model/kind.js";
import type { ContactStatus, EntryView, NamedView } from "../view/task-view.js";

/** What is said of each status of a task contact. */
export const STATUS_WORDS: Readonly<Record<ContactStatus | "unsure" | "unknown" | "notAsked", string>> = {
  scheduled: "scheduled",
  running: "in its flow",
  queued: "waits in a queue",
  withAgent: "with an agent",
  ended: "ended",
  unsure: "perhaps started",
  unknown: "not known",
  notAsked: "not asked",
};

/** `flow.main-ivr "Main IVR"`, or the id where nothing else is known. */
export function nameOf({ address, name, id }: EntryView | NamedView): string {
  const quoted = name === null ? [] : [`"${name}"`];
  return address === null && name === null ? id : [...(address === null ? [] : [address]), ...quoted].join(" ");
}

/** For a column: the shortest that a person knows it by; an id alone with its kind, but for flows, which most are. */
export function shortName({ address, name, id, ...more }: EntryView | NamedView): string {
  const kind = "kind" in more && more.kind !== "flow" ? `${KINDS[more.kind].label} ` : "";
  return address ?? name ?? `${kind}${id}`;
}
