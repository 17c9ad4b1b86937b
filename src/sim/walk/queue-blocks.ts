import type { QueueEntry } from "../entries/entries.js";
import type { BlockAct } from "./block-act.js";
import { findThing, lost } from "./find-thing.js";
import type { Block } from "./flow-document.js";
import { queueSize } from "./queue-size.js";
import { textFor } from "./resolve-path.js";
import type { Target } from "./walk.js";
import { arnIn, failed, next, type Outcome, type Walker } from "./walker.js";

/** Blocks that choose a queue and put the contact into it. */
export const QUEUE_BLOCKS: Readonly<Record<string, BlockAct>> = {
  UpdateContactTargetQueue: (walker, block) => {
    const target = namedTarget(walker, block);
    if (typeof target === "string") return failed(target);
    if (target === undefined) return failed("it names no queue");
    walker.walk = { ...walker.walk, target };
    return next(arnIn(walker, target.kind, target.id));
  },
  TransferContactToQueue: (walker) => enqueue(walker, walker.walk.target),
  DequeueContactAndTransferToQueue: (walker, block) => {
    const target = namedTarget(walker, block) ?? walker.walk.target;
    return typeof target === "string" ? failed(target) : enqueue(walker, target);
  },
};

/** The queue or agent that a block names; a text where there is no such thing, undefined where it names none. */
export function namedTarget(walker: Walker, { parameters }: Block): Target | string | undefined {
  for (const [key, kind, noun] of NAMES) {
    if (parameters[key] === undefined) continue;
    const value = textFor(walker, parameters[key]);
    const found = value === undefined ? undefined : findThing(walker, kind, value);
    if (found === undefined) return lost(noun, value ?? String(parameters[key]));
    return { kind, id: found.id };
  }
  return undefined;
}

const NAMES = [
  ["QueueId", "queues", "queue"],
  ["AgentId", "users", "agent"],
] as const;

function enqueue(walker: Walker, target: Target | undefined): Outcome {
  if (target === undefined) return failed("no queue was set before");
  const refused =
    target.kind === "queues" ? refusalOf(walker, walker.instance.tables.queues.get(target.id)) : undefined;
  if (refused !== undefined) return refused;
  const queue = arnIn(walker, target.kind, target.id);
  walker.contact = { ...walker.contact, queue: { id: target.id, at: walker.at } };
  const hook = walker.contact.hooks?.["CustomerQueue"];
  const flow = hook === undefined ? "the customer queue flow of the instance" : hook;
  return {
    go: "stop",
    notes: [queue, `${flow} is not run: nobody waits in it`],
    end: { type: "queued", reason: "", queue },
  };
}

function refusalOf(walker: Walker, queue: QueueEntry | undefined): Outcome | undefined {
  if (queue === undefined) return failed("the queue is gone");
  if (queue.status === "DISABLED")
    return { ...failed(`${queue.arn} is disabled`), assumed: "a disabled queue takes the error branch" };
  const size = queueSize(walker.instance, queue.id);
  if (queue.maxContacts === undefined || size < queue.maxContacts) return undefined;
  return failed(`${queue.arn} holds ${size} of ${queue.maxContacts}`, "QueueAtCapacity");
}
