import type { Body, Identity } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import { type Answer, partOf, textOf, timeOf } from "../client/answer.js";
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
import { descriptionIn, openingTimesIn, openingTimesOut, tagsIn } from "../translate.js";
import { differs, requiredText, textIn } from "./body.js";
import { CLEARED, sendDescription } from "./description.js";
import { tagsPart, updateTags } from "./tags.js";

/** Hours of operation: all but the tags is updated with one operation. */
export const HOURS: Keeper = { read, create, update, remove };

async function read(place: Place, id: string): Promise<LiveResource | undefined> {
  const { caller, target } = place;
  const subject = subjectFor(place, "hours", id);
  const input = { InstanceId: target.instanceId, HoursOfOperationId: id };
  const answer = await orMissing(caller.read("DescribeHoursOfOperation", input, subject));
  if (!answer) return undefined;
  const hours = describedIn(partOf(answer, "HoursOfOperation"), "DescribeHoursOfOperation", subject);
  const arn = textOf(hours, "HoursOfOperationArn") ?? `${target.instanceArn}/operating-hours/${id}`;
  return liveHours({ id, arn }, hours);
}

function liveHours({ id, arn }: { id: string; arn: string }, hours: Answer): LiveResource {
  const name = textOf(hours, "Name") ?? "";
  const timeZone = textOf(hours, "TimeZone") ?? "";
  const modifiedAt = timeOf(hours, "LastModifiedTime");
  const config = openingTimesIn(hours);
  const body = { name, description: descriptionIn(hours), timeZone, config, tags: tagsIn(hours) };
  return { kind: "hours", id, arn, name, body, ...(modifiedAt ? { modifiedAt } : {}) };
}

function create(place: WritePlace, body: Body): Promise<Identity> {
  const name = requiredText(body, "name");
  const description = textIn(body, "description");
  const input = {
    InstanceId: place.target.instanceId,
    Name: name,
    TimeZone: requiredText(body, "timeZone"),
    Config: openingTimesOut(body.config),
    ...(description ? { Description: description } : {}),
    ...tagsPart(body),
  };
  const identify = (answer: Answer) => identityIn(answer, name);
  return sendCreate(place, "CreateHoursOfOperation", input, { subject: subjectOf("hours", name), identify });
}

function identityIn(answer: Answer, name: string): Identity | undefined {
  const [id, arn] = [textOf(answer, "HoursOfOperationId"), textOf(answer, "HoursOfOperationArn")];
  return id && arn ? { id, arn, name } : undefined;
}

async function update(place: WritePlace, identity: Identity, before: Body, after: Body): Promise<Identity> {
  const subject = subjectOf("hours", identity.name);
  const fields = ["name", "description", "timeZone", "config"];
  if (fields.some((field) => differs(before, after, field))) await updateAll(place, identity, { ...before, ...after });
  await updateTags(place, { arn: identity.arn, subject }, { before, after });
  return { ...identity, name: textIn(after, "name") ?? identity.name };
}

function updateAll(place: WritePlace, { id, name }: Identity, body: Body): Promise<void> {
  const input = {
    InstanceId: place.target.instanceId,
    HoursOfOperationId: id,
    Name: requiredText(body, "name"),
    TimeZone: requiredText(body, "timeZone"),
    Config: openingTimesOut(body.config),
  };
  return sendDescription(textIn(body, "description"), CLEARED.hours, (text) => {
    const whole = text === undefined ? input : { ...input, Description: text };
    return send(place, "UpdateHoursOfOperation", whole, subjectOf("hours", name));
  });
}

async function remove(place: WritePlace, id: string): Promise<void> {
  const input = { InstanceId: place.target.instanceId, HoursOfOperationId: id };
  await sendRemove(place, "DeleteHoursOfOperation", input, subjectFor(place, "hours", id));
}
