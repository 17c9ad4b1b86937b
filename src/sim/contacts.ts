import type {
  DescribeContactRequest,
  GetContactAttributesRequest,
  StartTaskContactRequest,
  StopContactRequest,
  UpdateContactAttributesRequest,
} from "@aws-sdk/client-connect";
import type { ContactEntry } from "./entries.js";
import { fault, invalidParameter, invalidRequest } from "./fault.js";
import { find, instanceOf, newEntry, refuseFull } from "./find.js";
import { arnOf, type Instance } from "./instance.js";
import type { Call, Known, Operation } from "./world.js";

/** Task contacts: they can be started, looked at and stopped; no flow runs. */
export const CONTACT_OPERATIONS = {
  StartTaskContact: startTask,
  StopContact: stopContact,
  DescribeContact: describeContact,
  GetContactAttributes: getAttributes,
  UpdateContactAttributes: updateAttributes,
} satisfies Record<string, Operation>;

const ATTRIBUTE_BYTES = 32768;
const SIX_DAYS = 6 * 24 * 60 * 60 * 1000;

function startTask(call: Call, input: Known<StartTaskContactRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const again = input.ClientToken === undefined ? undefined : byToken(instance, input.ClientToken);
  if (again !== undefined) return { ContactId: again.id };
  refuseFull(call, instance, "contacts", (message) => fault("ServiceQuotaExceededException", message));
  checkAttributes(input.Attributes ?? {});
  const scheduledAt = scheduleOf(call, input.ScheduledTime);
  const flowId = flowOf(call, instance, input);
  const entry = instance.tables.contacts.put({
    ...newEntry(call, (id) => arnOf(instance.about, "contacts", id), input.Name, undefined),
    description: input.Description,
    flowId,
    attributes: input.Attributes ?? {},
    scheduledAt,
    relatedId: input.RelatedContactId,
    previousId: input.PreviousContactId,
    clientToken: input.ClientToken,
  });
  return { ContactId: entry.id };
}

const byToken = (instance: Instance, token: string): ContactEntry | undefined =>
  instance.tables.contacts.all().find((contact) => contact.clientToken === token);

function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  const bad = Object.keys(attributes).find((key) => !/^[a-zA-Z0-9_-]+$/.test(key));
  if (bad !== undefined) throw invalidRequest(`Attribute key is not valid: ${bad}`);
  const bytes = Object.entries(attributes).reduce((sum, pair) => sum + Buffer.byteLength(pair.join("")), 0);
  if (bytes > ATTRIBUTE_BYTES) throw invalidRequest("Attributes have more than 32768 bytes");
}

function scheduleOf(call: Call, time: Date | undefined): number | undefined {
  if (time === undefined) return undefined;
  const wait = time.getTime() - call.world.now();
  if (wait < 0 || wait > SIX_DAYS)
    throw invalidParameter("ScheduledTime must be in the future, at most 6 days from now");
  return time.getTime();
}

/** The flow of a task: named, or that of the template or quick connect; exactly one of the three is given. */
function flowOf(call: Call, instance: Instance, input: Known<StartTaskContactRequest>): string {
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

function findContact(call: Call, instance: Instance, id: string): ContactEntry {
  return find(call, instance, "contacts", id);
}

/** Stopping a contact that is unknown or has ended already answers 410. */
function stopContact(call: Call, input: Known<StopContactRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const contact = instance.tables.contacts.get(input.ContactId);
  if (contact === undefined || contact.endedAt !== undefined) {
    throw fault("ContactNotFoundException", `The contact was not found or has ended. Id: ${input.ContactId}`);
  }
  const now = call.world.now();
  instance.tables.contacts.put({ ...contact, endedAt: now, modifiedAt: now });
  return {};
}

function describeContact(call: Call, input: Known<DescribeContactRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const contact = findContact(call, instance, input.ContactId);
  const ended =
    contact.endedAt === undefined ? {} : { DisconnectTimestamp: new Date(contact.endedAt), DisconnectReason: "API" };
  const scheduled = contact.scheduledAt === undefined ? {} : { ScheduledTimestamp: new Date(contact.scheduledAt) };
  return { Contact: { ...shown(contact), ...scheduled, ...ended } };
}

const shown = (contact: ContactEntry): object => ({
  Id: contact.id,
  Arn: contact.arn,
  Name: contact.name,
  Description: contact.description,
  Channel: "TASK",
  InitiationMethod: "API",
  InitiationTimestamp: new Date(contact.createdAt),
  LastUpdateTimestamp: new Date(contact.modifiedAt),
  PreviousContactId: contact.previousId,
  RelatedContactId: contact.relatedId,
  Attributes: contact.attributes,
});

function getAttributes(call: Call, input: Known<GetContactAttributesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { Attributes: findContact(call, instance, input.InitialContactId).attributes };
}

function updateAttributes(call: Call, input: Known<UpdateContactAttributesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const contact = findContact(call, instance, input.InitialContactId);
  const attributes = { ...contact.attributes, ...input.Attributes };
  checkAttributes(attributes);
  instance.tables.contacts.put({ ...contact, attributes, modifiedAt: call.world.now() });
  return {};
}
