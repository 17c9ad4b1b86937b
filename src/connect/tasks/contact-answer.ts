import type { Contact } from "../../model/contact.js";
import { type Answer, partOf, textOf } from "../client/answer.js";

/** Reads a contact as DescribeContact shows it (API version 2017-08-08). */
export function describedContact(answer: Answer, id: string): Contact {
  const queue = partOf(answer, "QueueInfo");
  const texts = {
    initialId: textOf(answer, "InitialContactId"),
    name: textOf(answer, "Name"),
    description: textOf(answer, "Description"),
    channel: textOf(answer, "Channel"),
    initiationMethod: textOf(answer, "InitiationMethod"),
    endReason: textOf(answer, "DisconnectReason"),
    queueId: textOf(queue, "Id"),
    agentId: textOf(partOf(answer, "AgentInfo"), "Id"),
  };
  const times = {
    initiatedAt: millisecondsOf(answer, "InitiationTimestamp"),
    scheduledAt: millisecondsOf(answer, "ScheduledTimestamp"),
    endedAt: millisecondsOf(answer, "DisconnectTimestamp"),
    enqueuedAt: millisecondsOf(queue, "EnqueueTimestamp"),
  };
  return {
    id: textOf(answer, "Id") ?? id,
    ...present(texts),
    ...present(times),
    attributes: textsIn(answer.Attributes),
  };
}

/** The texts of a map; what is none is left out. */
export function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(entries);
}

function millisecondsOf(answer: Answer | undefined, member: string): number | undefined {
  const value = answer?.[member];
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : undefined;
}

type Present<Parts> = { readonly [Name in keyof Parts]?: Exclude<Parts[Name], undefined> };

function present<Parts extends object>(parts: Parts): Present<Parts> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Present<Parts>;
}
