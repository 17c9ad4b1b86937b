import { attributesOf, chainOf, LINKED_TASKS } from "../contacts/contact-chain.js";
import { arnOf } from "../instance.js";
import type { BlockAct } from "./block-act.js";
import { filled, referencesIn } from "./contact-blocks.js";
import { findThing, lost } from "./find-thing.js";
import { type Block, objectOf } from "./flow-document.js";
import { textFor } from "./resolve-path.js";
import { newWalk } from "./walk.js";
import { failed, next, type Outcome, type Walker } from "./walker.js";

/** The block that makes another task. It goes its own way once this one has come to rest. */
export const TASK_BLOCKS: Readonly<Record<string, BlockAct>> = { CreateTask: createTask };

/** Tasks that make tasks that make tasks: an end to it. */
const GENERATIONS = 8;

function createTask(walker: Walker, { parameters }: Block): Outcome {
  const { world, instance, contact } = walker;
  const value = textFor(walker, parameters["ContactFlowId"]) ?? "";
  const flow = findThing(walker, "flows", value);
  if (flow?.content === undefined) return failed(lost("published flow", value));
  const generation = (contact.generation ?? 0) + 1;
  if (generation > GENERATIONS || chainOf(instance, contact).length >= LINKED_TASKS)
    return { ...failed("too many tasks make each other"), assumed: `no more than ${GENERATIONS} tasks in a row` };
  const name = textFor(walker, parameters["Name"]) ?? "";
  const due = dueOf(walker, parameters);
  const id = world.newId();
  instance.tables.contacts.put({
    id,
    arn: arnOf(instance.about, "contacts", id),
    name,
    description: textFor(walker, parameters["Description"]),
    tags: {},
    createdAt: walker.at,
    modifiedAt: walker.at,
    flowId: flow.id,
    attributes: { ...attributesOf(instance, contact), ...filled(walker, objectOf(parameters["Attributes"])) },
    references: referencesIn(walker, parameters["References"]),
    relatedId: contact.id,
    initiation: "FLOW",
    generation,
    ...(due > walker.at ? { scheduledAt: due } : {}),
    walk: newWalk(flow.id, due, id),
  });
  return next(
    `task ${JSON.stringify(name)} for ${flow.arn}`,
    ...(due > walker.at ? [`in ${(due - walker.at) / 1000} seconds`] : []),
  );
}

/** When the task is to begin: after its delay, or at its time, in seconds since the epoch or as text; else now. */
function dueOf(walker: Walker, { DelaySeconds, ScheduledTime }: Block["parameters"]): number {
  const delay = Number(textFor(walker, DelaySeconds) ?? 0) * 1000;
  const time = textFor(walker, ScheduledTime) ?? "";
  const due = time === "" ? walker.at + delay : /^\d+$/.test(time) ? Number(time) * 1000 : Date.parse(time);
  return Number.isFinite(due) ? due : walker.at;
}
