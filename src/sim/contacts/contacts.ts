import type {
  DescribeContactRequest,
  GetContactAttributesRequest,
  ListContactReferencesRequest,
  Reference,
  StopContactRequest,
  TagContactRequest,
  UntagContactRequest,
  UpdateContactAttributesRequest,
} from "@aws-sdk/client-connect";
import type { ContactEntry } from "../entries/contact-entries.js";
import { fault, invalidRequest } from "../fault.js";
import { find, instanceOf } from "../find.js";
import type { Instance } from "../instance.js";
import { advance } from "../walk/advance.js";
import type { Call, Known, Operation } from "../world.js";
import { attributesOf, withAttributes } from "./contact-chain.js";
import { checkAttributes } from "./contact-check.js";
import { startTask } from "./start-task.js";

/** Task contacts: they are started, go through their flows without people, can be looked at and stopped. */
export const CONTACT_OPERATIONS = {
  StartTaskContact: startTask,
  StopContact: stopContact,
  DescribeContact: describeContact,
  GetContactAttributes: getAttributes,
  UpdateContactAttributes: updateAttributes,
  ListContactReferences: listReferences,
  TagContact: tagContact,
  UntagContact: untagContact,
} satisfies Record<string, Operation>;

/** The instance, with its contacts where they are by now. */
function instanceNow(call: Call, id: string | undefined): Instance {
  const instance = instanceOf(call, id);
  advance(call.world, instance);
  return instance;
}

/** Stopping a contact that is unknown or has ended already answers 410. */
function stopContact(call: Call, input: Known<StopContactRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  const contact = instance.tables.contacts.get(input.ContactId);
  if (contact === undefined || contact.endedAt !== undefined) {
    throw fault("ContactNotFoundException", `The contact was not found or has ended. Id: ${input.ContactId}`);
  }
  const now = call.world.now();
  instance.tables.contacts.put({ ...contact, endedAt: now, endReason: "API", modifiedAt: now, walk: undefined });
  return {};
}

function describeContact(call: Call, input: Known<DescribeContactRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  const contact = find(call, instance, "contacts", input.ContactId);
  return { Contact: { ...shown(contact), ...placed(instance, contact), Attributes: attributesOf(instance, contact) } };
}

const shown = (contact: ContactEntry): object => ({
  Id: contact.id,
  Arn: contact.arn,
  Name: contact.name,
  Description: contact.description,
  Channel: "TASK",
  InitiationMethod: contact.initiation ?? "API",
  InitiationTimestamp: new Date(contact.createdAt),
  LastUpdateTimestamp: new Date(contact.modifiedAt),
  InitialContactId: contact.initialId,
  PreviousContactId: contact.previousId,
  RelatedContactId: contact.relatedId,
  CustomerId: contact.customerId,
  SegmentAttributes: contact.segmentAttributes,
  Tags: Object.keys(contact.tags).length === 0 ? undefined : contact.tags,
});

/** What is said of a contact only when it has come to that. */
function placed(instance: Instance, contact: ContactEntry): object {
  const { endedAt, scheduledAt, queue, endReason = "API" } = contact;
  const template = instance.tables.taskTemplates.get(contact.templateId ?? "");
  return {
    ...(scheduledAt === undefined ? {} : { ScheduledTimestamp: new Date(scheduledAt) }),
    ...(queue === undefined ? {} : { QueueInfo: { Id: queue.id, EnqueueTimestamp: new Date(queue.at) } }),
    ...(endedAt === undefined ? {} : { DisconnectTimestamp: new Date(endedAt), DisconnectReason: endReason }),
    ...(template === undefined ? {} : { TaskTemplateInfo: { Arn: template.arn, Name: template.name } }),
  };
}

function getAttributes(call: Call, input: Known<GetContactAttributesRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  return { Attributes: attributesOf(instance, find(call, instance, "contacts", input.InitialContactId)) };
}

/** Ongoing and completed contacts alike. */
function updateAttributes(call: Call, input: Known<UpdateContactAttributesRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  const contact = find(call, instance, "contacts", input.InitialContactId);
  const attributes = { ...attributesOf(instance, contact), ...input.Attributes };
  checkAttributes(attributes);
  const written = withAttributes(instance, contact, attributes);
  instance.tables.contacts.put({ ...written, modifiedAt: call.world.now() });
  return {};
}

function listReferences(call: Call, input: Known<ListContactReferencesRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  const { references = {} } = find(call, instance, "contacts", input.ContactId);
  const wanted = new Set<string>(input.ReferenceTypes);
  const found = Object.entries(references).filter(([, { Type }]) => wanted.has(Type ?? ""));
  return { ReferenceSummaryList: found.map(([name, reference]) => summaryOf(name, reference)) };
}

/** A summary has one member, named for its type: `URL` is `Url`. */
function summaryOf(Name: string, { Type = "STRING", Value }: Reference): object {
  return { [`${Type.charAt(0)}${Type.slice(1).toLowerCase()}`]: { Name, Value } };
}

const MOST_TAGS = 6;

function tagContact(call: Call, input: Known<TagContactRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  const contact = find(call, instance, "contacts", input.ContactId);
  const tags = { ...contact.tags, ...input.Tags };
  if (Object.keys(tags).length > MOST_TAGS) throw invalidRequest(`A contact has at most ${MOST_TAGS} tags`);
  instance.tables.contacts.put({ ...contact, tags });
  return {};
}

function untagContact(call: Call, input: Known<UntagContactRequest>): object {
  const instance = instanceNow(call, input.InstanceId);
  const contact = find(call, instance, "contacts", input.ContactId);
  const kept = Object.entries(contact.tags).filter(([key]) => !input.TagKeys.includes(key));
  instance.tables.contacts.put({ ...contact, tags: Object.fromEntries(kept) });
  return {};
}
