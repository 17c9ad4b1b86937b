import type { Contact, Contacts, Stop, Task, TaskEntry } from "../../model/contact.js";
import type { Target } from "../../model/environment.js";
import { Fault } from "../../model/fault.js";
import { partOf, textOf } from "../client/answer.js";
import { faultFor } from "../faults/faults.js";
import { explainStart } from "../faults/start-faults.js";
import { isCausedBy, orMissing } from "../faults/thrown.js";
import type { Inputs } from "../pace/operations.js";
import type { PatientCaller } from "../pace/patience.js";
import { describedContact, textsIn } from "./contact-answer.js";

/** What starting, looking at and stopping contacts needs. */
export interface ContactParts {
  readonly caller: PatientCaller;
  /** Goes on although the command was told to stop: what was started must be stopped. */
  readonly persistent: PatientCaller;
  readonly target: () => Promise<Target>;
}

/** Opens the task contacts of an instance; asks nothing yet. */
export function openContacts(parts: ContactParts): Contacts {
  const { caller, persistent, target } = parts;
  return {
    start: async (task) => {
      const id = await start(caller, await target(), task);
      caller.created(id);
      persistent.created(id);
      return id;
    },
    describe: async (id) => describe(caller, await target(), id),
    attributes: async (id) => attributes(caller, await target(), id),
    stop: async (id) => stop(persistent, await target(), id),
  };
}

/** The client token makes a repeated start give the contact of the first one, so that a lost answer is asked for again. */
async function start(caller: PatientCaller, { instanceId }: Target, task: Task): Promise<string> {
  const subject = subjectOf(task.entry);
  const answer = await caller
    .write("StartTaskContact", startInput(instanceId, task), subject)
    .catch((error: unknown) => {
      throw explainStart(error, task, subject);
    });
  const id = textOf(answer, "ContactId");
  if (id !== undefined) return id;
  const summary = `The answer to StartTaskContact for ${subject} has no contact id in it`;
  throw faultFor(
    "service",
    { code: "connect/unreadable-answer", summary, help: "Look for the task in the console" },
    { uncertain: true },
  );
}

/** Names of tasks are about people: messages tell what leads them instead. */
function subjectOf(entry: TaskEntry): string {
  if ("flowId" in entry) return `a task through the flow \`${entry.flowId}\``;
  if ("taskTemplateId" in entry) return `a task of the template \`${entry.taskTemplateId}\``;
  return `a task by the quick connect \`${entry.quickConnectId}\``;
}

function startInput(InstanceId: string, task: Task): Inputs["StartTaskContact"] {
  const { entry, scheduledTime } = task;
  return {
    InstanceId,
    ...entryPart(entry),
    Name: task.name,
    ClientToken: task.clientToken,
    ...(task.description === undefined ? {} : { Description: task.description }),
    ...(Object.keys(task.attributes).length === 0 ? {} : { Attributes: { ...task.attributes } }),
    ...referencesPart(task.references),
    ...(scheduledTime === undefined ? {} : { ScheduledTime: new Date(scheduledTime) }),
    ...(task.previousContactId === undefined ? {} : { PreviousContactId: task.previousContactId }),
    ...(task.relatedContactId === undefined ? {} : { RelatedContactId: task.relatedContactId }),
  };
}

function entryPart(entry: TaskEntry) {
  if ("flowId" in entry) return { ContactFlowId: entry.flowId };
  if ("taskTemplateId" in entry) return { TaskTemplateId: entry.taskTemplateId };
  return { QuickConnectId: entry.quickConnectId };
}

function referencesPart(references: Task["references"]): Pick<Inputs["StartTaskContact"], "References"> {
  const entries = Object.entries(references).map(([name, { type, value }]) => [name, { Type: type, Value: value }]);
  return entries.length === 0 ? {} : { References: Object.fromEntries(entries) };
}

async function describe(caller: PatientCaller, { instanceId }: Target, id: string): Promise<Contact | undefined> {
  const input = { InstanceId: instanceId, ContactId: id };
  const answer = await orMissing(caller.read("DescribeContact", input, `the contact \`${id}\``));
  const contact = partOf(answer, "Contact");
  return contact && describedContact(contact, id);
}

async function attributes(caller: PatientCaller, { instanceId }: Target, id: string) {
  const input = { InstanceId: instanceId, InitialContactId: id };
  const answer = await caller.read("GetContactAttributes", input, `the attributes of the contact \`${id}\``);
  return textsIn(answer.Attributes);
}

/** What StopContact answers where a contact has ended: 410 or 400, which is not documented. So the contact is asked. */
const PERHAPS_GONE = ["ContactNotFoundException", "ResourceNotFoundException", "InvalidRequestException"];

async function stop(caller: PatientCaller, target: Target, id: string): Promise<Stop> {
  const input = { InstanceId: target.instanceId, ContactId: id };
  try {
    await caller.write("StopContact", input, `the contact \`${id}\``);
    return "stopped";
  } catch (error) {
    const over = isCausedBy(error, ...PERHAPS_GONE) ? await overAfter(caller, target, { id, error }) : undefined;
    if (over === undefined) throw error;
    return over;
  }
}

/** Why a contact ended that was stopped by StopContact. */
const STOPPED_BY_API = "API";

/**
 * What became of a contact that a stop was refused for; undefined where it goes on. One that a request before stopped,
 * whose answer was lost, was stopped. Whoever may not look at contacts takes the service's 410 for what it says.
 */
async function overAfter(
  caller: PatientCaller,
  target: Target,
  { id, error }: { readonly id: string; readonly error: unknown },
): Promise<Stop | undefined> {
  try {
    const contact = await describe(caller, target, id);
    if (contact?.endedAt === undefined) return contact === undefined ? "gone" : undefined;
    const isOurs = error instanceof Fault && error.uncertain && contact.endReason === STOPPED_BY_API;
    return isOurs ? "stopped" : "gone";
  } catch (second) {
    if (!(second instanceof Fault) || second.kind !== "permission") throw second;
    return isCausedBy(error, "ContactNotFoundException") ? "gone" : undefined;
  }
}
