import type { StartTaskContactRequest } from "@aws-sdk/client-connect";
import type { ContactEntry } from "../entries/contact-entries.js";
import { fault, invalidRequest } from "../fault.js";
import { find, instanceOf, newEntry, refuseFull, splitId } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { advance } from "../walk/advance.js";
import { newWalk, type Target } from "../walk/walk.js";
import type { Call, Known } from "../world.js";
import { attributesOf, chainOf, LINKED_TASKS, withAttributes } from "./contact-chain.js";
import { checkAttributes, checkReferences, lifetimeOf, scheduleOf } from "./contact-check.js";

type StartTask = Known<StartTaskContactRequest>;

const quotaFault = (message: string) => fault("ServiceQuotaExceededException", message);

/** Starts a task contact; it goes through its flow at once, or at its time. One token starts one task. */
export function startTask(call: Call, input: StartTask): object {
  const instance = instanceOf(call, input.InstanceId);
  const again = input.ClientToken === undefined ? undefined : byToken(instance, input.ClientToken);
  if (again !== undefined) return { ContactId: again.id };
  advance(call.world, instance);
  refuseFull(call, instance, "contacts", quotaFault);
  checkReferences(input.References);
  const links = linksOf(call, instance, input);
  checkAttributes(links.attributes);
  const scheduledAt = scheduleOf(call, input.ScheduledTime);
  const flowId = flowOf(call, instance, input);
  const contact = put(call, instance, input, { ...links, scheduledAt, flowId });
  advance(call.world, instance);
  return { ContactId: contact.id };
}

const byToken = (instance: Instance, token: string): ContactEntry | undefined =>
  instance.tables.contacts.all().find((contact) => contact.clientToken === token);

type Links = Pick<ContactEntry, "attributes" | "previousId" | "initialId" | "relatedId">;

/** Linked tasks share their attributes; a related one begins with a copy. */
function linksOf(call: Call, instance: Instance, input: StartTask): Links {
  const { PreviousContactId, RelatedContactId, Attributes = {} } = input;
  if (PreviousContactId !== undefined && RelatedContactId !== undefined)
    throw invalidRequest("PreviousContactId and RelatedContactId cannot be given together");
  const before = PreviousContactId ?? RelatedContactId;
  if (before === undefined) return { attributes: Attributes };
  const contact = find(call, instance, "contacts", before);
  const attributes = { ...attributesOf(instance, contact), ...Attributes };
  if (PreviousContactId === undefined) return { attributes, relatedId: contact.id };
  if (chainOf(instance, contact).length >= LINKED_TASKS)
    throw quotaFault(`At most ${LINKED_TASKS} tasks can be linked. PreviousContactId: ${contact.id}`);
  return { attributes, previousId: contact.id, initialId: contact.initialId ?? contact.id };
}

function put(
  call: Call,
  instance: Instance,
  input: StartTask,
  more: Links & Pick<ContactEntry, "scheduledAt"> & { readonly flowId: string },
): ContactEntry {
  const entry = newEntry(call, (id) => arnOf(instance.about, "contacts", id), input.Name, undefined);
  const contact = instance.tables.contacts.put({
    ...entry,
    ...more,
    description: input.Description,
    clientToken: input.ClientToken,
    references: input.References,
    segmentAttributes: input.SegmentAttributes,
    lifetime: lifetimeOf(input.SegmentAttributes),
    templateId:
      input.TaskTemplateId === undefined ? undefined : find(call, instance, "taskTemplates", input.TaskTemplateId).id,
    walk: {
      ...newWalk(more.flowId, more.scheduledAt ?? entry.createdAt, entry.id),
      target: quickConnectTarget(call, instance, input.QuickConnectId),
    },
  });
  if (contact.initialId !== undefined) withAttributes(instance, contact, more.attributes);
  return contact;
}

/** The flow of a task: named, or that of the template or quick connect; exactly one of the three is given. */
function flowOf(call: Call, instance: Instance, input: StartTask): string {
  const { ContactFlowId, TaskTemplateId, QuickConnectId } = input;
  const given = [ContactFlowId, TaskTemplateId, QuickConnectId].filter((value) => value !== undefined);
  if (given.length !== 1)
    throw invalidRequest("Exactly one of ContactFlowId, TaskTemplateId and QuickConnectId must be given");
  const id =
    ContactFlowId ?? templateFlow(call, instance, TaskTemplateId) ?? quickConnectFlow(call, instance, QuickConnectId);
  if (id === undefined) throw invalidRequest("There is no contact flow for the task");
  const flow = find(call, instance, "flows", id);
  if (flow.content === undefined) throw invalidRequest(`The contact flow has not been published. Id: ${flow.id}`);
  if (flow.state === "ARCHIVED") throw invalidRequest(`The contact flow is archived. Id: ${flow.id}`);
  return flow.id;
}

function templateFlow(call: Call, instance: Instance, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const template = find(call, instance, "taskTemplates", id);
  if (template.status !== "ACTIVE") throw invalidRequest("The task template is not active");
  return template.flowId;
}

function quickConnectFlow(call: Call, instance: Instance, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const { config } = find(call, instance, "quickConnects", id);
  return (config.UserConfig ?? config.QueueConfig ?? config.FlowConfig)?.ContactFlowId;
}

/** Where a quick connect leads: its flow needs to choose no queue. */
function quickConnectTarget(call: Call, instance: Instance, id: string | undefined): Target | undefined {
  if (id === undefined) return undefined;
  const { QueueConfig, UserConfig } = find(call, instance, "quickConnects", id).config;
  if (QueueConfig?.QueueId !== undefined) return { kind: "queues", id: splitId(QueueConfig.QueueId).id };
  return UserConfig?.UserId === undefined ? undefined : { kind: "users", id: splitId(UserConfig.UserId).id };
}
