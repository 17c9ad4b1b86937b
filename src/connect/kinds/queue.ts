import type { JsonObject } from "../../model/json.js";
import type { Body, Identity } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import { type Answer, numberOf, partOf, textOf, timeOf } from "../client/answer.js";
import { orMissing } from "../faults/thrown.js";
import {
  describedIn,
  type Keeper,
  type Place,
  send,
  sendCreate,
  sendRemove,
  subjectFor,
  subjectOf,
  type WritePlace,
} from "../pace/keeper.js";
import { arnFor, idIn, phoneNumberIdOf } from "../reads/arns.js";
import { descriptionIn, enabledStatusOf, isEnabled, tagsIn } from "../translate.js";
import { differs, objectIn, requiredText, textIn } from "./body.js";
import { CLEARED, sendDescription } from "./description.js";
import { tagsPart, updateTags } from "./tags.js";

/** Standard queues. Each group of fields has an update operation of its own, and only an update sets the status. */
export const QUEUE: Keeper = { read, create, update, remove };

async function read(place: Place, id: string): Promise<LiveResource | undefined> {
  const { caller, target } = place;
  const subject = subjectFor(place, "queue", id);
  const answer = await orMissing(caller.read("DescribeQueue", { InstanceId: target.instanceId, QueueId: id }, subject));
  if (!answer) return undefined;
  const queue = describedIn(partOf(answer, "Queue"), "DescribeQueue", subject);
  const arn = textOf(queue, "QueueArn") ?? arnFor(target, "queue", id);
  const name = textOf(queue, "Name") ?? "";
  const modifiedAt = timeOf(queue, "LastModifiedTime");
  return { kind: "queue", id, arn, name, body: bodyOf(place, name, queue), ...(modifiedAt ? { modifiedAt } : {}) };
}

function bodyOf({ target }: Place, name: string, queue: Answer): Body {
  const hours = textOf(queue, "HoursOfOperationId");
  const maxContacts = numberOf(queue, "MaxContacts");
  return {
    name,
    description: descriptionIn(queue),
    ...(hours === undefined ? {} : { hours: arnFor(target, "hours", hours) }),
    ...(maxContacts === undefined ? {} : { maxContacts }),
    enabled: isEnabled(textOf(queue, "Status")),
    outboundCaller: callerIn(target, partOf(queue, "OutboundCallerConfig")),
    tags: tagsIn(queue),
  };
}

function callerIn(target: Place["target"], config: Answer | undefined): JsonObject {
  const name = textOf(config, "OutboundCallerIdName");
  const number = textOf(config, "OutboundCallerIdNumberId");
  const flow = textOf(config, "OutboundFlowId");
  return {
    ...(name === undefined ? {} : { name }),
    ...(number === undefined ? {} : { number: arnFor(target, "phoneNumber", number) }),
    ...(flow === undefined ? {} : { flow: arnFor(target, "flow", flow) }),
  };
}

async function create(place: WritePlace, body: Body): Promise<Identity> {
  const name = requiredText(body, "name");
  const subject = subjectOf("queue", name);
  const description = textIn(body, "description");
  const input = {
    InstanceId: place.target.instanceId,
    Name: name,
    HoursOfOperationId: idIn(requiredText(body, "hours")),
    ...(description ? { Description: description } : {}),
    ...(typeof body.maxContacts === "number" ? { MaxContacts: body.maxContacts } : {}),
    ...callerPart(place, objectIn(body, "outboundCaller")),
    ...tagsPart(body),
  };
  const identify = (answer: Answer) => identityIn(answer, name);
  const identity = await sendCreate(place, "CreateQueue", input, { subject, identify });
  place.caller.created(identity.id);
  if (body.enabled === false) await updateStatus(place, identity, false);
  return identity;
}

function identityIn(answer: Answer, name: string): Identity | undefined {
  const [id, arn] = [textOf(answer, "QueueId"), textOf(answer, "QueueArn")];
  return id && arn ? { id, arn, name } : undefined;
}

function callerPart({ target }: Place, caller: JsonObject | undefined): { OutboundCallerConfig?: CallerConfig } {
  const name = textIn(caller ?? {}, "name");
  const number = textIn(caller ?? {}, "number");
  const flow = textIn(caller ?? {}, "flow");
  const config = {
    ...(name ? { OutboundCallerIdName: name } : {}),
    ...(number ? { OutboundCallerIdNumberId: phoneNumberIdOf(target, number) } : {}),
    ...(flow ? { OutboundFlowId: idIn(flow) } : {}),
  };
  return Object.keys(config).length === 0 ? {} : { OutboundCallerConfig: config };
}

interface CallerConfig {
  readonly OutboundCallerIdName?: string;
  readonly OutboundCallerIdNumberId?: string;
  readonly OutboundFlowId?: string;
}

async function update(place: WritePlace, identity: Identity, before: Body, after: Body): Promise<Identity> {
  const queue = { InstanceId: place.target.instanceId, QueueId: identity.id };
  const subject = subjectOf("queue", identity.name);
  await updateName(place, identity, before, after);
  if (differs(before, after, "hours")) {
    const input = { ...queue, HoursOfOperationId: idIn(requiredText(after, "hours")) };
    await send(place, "UpdateQueueHoursOfOperation", input, subject);
  }
  if (differs(before, after, "maxContacts")) {
    await send(place, "UpdateQueueMaxContacts", { ...queue, MaxContacts: Number(after.maxContacts) }, subject);
  }
  await updateCaller(place, identity, before, after);
  if (differs(before, after, "enabled")) await updateStatus(place, identity, after.enabled === true);
  await updateTags(place, { arn: identity.arn, subject }, { before, after });
  return { ...identity, name: textIn(after, "name") ?? identity.name };
}

async function updateName(place: WritePlace, { id, name }: Identity, before: Body, after: Body): Promise<void> {
  const newName = differs(before, after, "name") ? { Name: requiredText(after, "name") } : {};
  const description = differs(before, after, "description") ? textIn(after, "description") : undefined;
  if (Object.keys(newName).length === 0 && description === undefined) return;
  const input = { InstanceId: place.target.instanceId, QueueId: id, ...newName };
  await sendDescription(description, CLEARED.queue, (text) => {
    const whole = text === undefined ? input : { ...input, Description: text };
    return send(place, "UpdateQueueName", whole, subjectOf("queue", name));
  });
}

/** The whole of it is sent, as the plan has shown it: parts that the manifest leaves out are gone afterwards. */
async function updateCaller(place: WritePlace, { id, name }: Identity, before: Body, after: Body): Promise<void> {
  if (!differs(before, after, "outboundCaller")) return;
  const config = callerPart(place, objectIn(after, "outboundCaller")).OutboundCallerConfig ?? {};
  const input = { InstanceId: place.target.instanceId, QueueId: id, OutboundCallerConfig: config };
  await send(place, "UpdateQueueOutboundCallerConfig", input, subjectOf("queue", name));
}

async function updateStatus(place: WritePlace, { id, name }: Identity, enabled: boolean): Promise<void> {
  const input = { InstanceId: place.target.instanceId, QueueId: id, Status: enabledStatusOf(enabled) };
  await send(place, "UpdateQueueStatus", input, subjectOf("queue", name));
}

async function remove(place: WritePlace, id: string): Promise<void> {
  const input = { InstanceId: place.target.instanceId, QueueId: id };
  await sendRemove(place, "DeleteQueue", input, subjectFor(place, "queue", id));
}
