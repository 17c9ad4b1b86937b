import type { Json, JsonObject } from "../../model/json.js";
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
import type { Inputs } from "../pace/operations.js";
import { arnFor, idIn } from "../reads/arns.js";
import { descriptionIn, documentText, isPublished, parseDocument, statusOf, tagsIn } from "../translate.js";
import { differs, objectIn, requiredText, textIn } from "./body.js";
import { CLEARED, sendDescription } from "./description.js";
import { tagsPart, updateTags } from "./tags.js";

/**
 * Test cases. Whether the service has a saved and a published version of one side by side is not documented: it is read
 * with the status that its list gives, and every update says the status that it is to have.
 */
export const TEST_CASE: Keeper = { read, create, update, remove };

async function read(place: Place, id: string): Promise<LiveResource | undefined> {
  const published = place.listed("testCase", id)?.published;
  const found = await describe(place, id, published ?? true);
  return found ?? (await describe(place, id, !(published ?? true)));
}

async function describe(place: Place, id: string, published: boolean): Promise<LiveResource | undefined> {
  const { caller, target } = place;
  const subject = subjectFor(place, "testCase", id);
  const input = { InstanceId: target.instanceId, TestCaseId: id, Status: statusOf(published) };
  const answer = await orMissing(caller.read("DescribeTestCase", input, subject));
  if (!answer) return undefined;
  const test = describedIn(partOf(answer, "TestCase"), "DescribeTestCase", subject);
  const arn = textOf(test, "Arn") ?? arnFor(target, "testCase", id);
  const name = textOf(test, "Name") ?? "";
  const modifiedAt = timeOf(test, "LastModifiedTime");
  const body = bodyOf(place, name, test, published);
  const times = modifiedAt ? { modifiedAt } : {};
  return { kind: "testCase", id, arn, name, published: body.published === true, body, ...times };
}

function bodyOf({ target }: Place, name: string, test: Answer, published: boolean): Body {
  const status = textOf(test, "Status");
  const data = textOf(test, "InitializationData");
  const entryPoint = entryPointIn(target, partOf(test, "EntryPoint"));
  return {
    name,
    description: descriptionIn(test),
    content: parseDocument(textOf(test, "Content") ?? ""),
    published: status === undefined ? published : isPublished(status),
    ...(entryPoint ? { entryPoint } : {}),
    ...(data === undefined ? {} : { initializationData: parseDocument(data) }),
    tags: tagsIn(test),
  };
}

function entryPointIn(target: Place["target"], point: Answer | undefined): JsonObject | undefined {
  const type = textOf(point, "Type");
  if (type === undefined) return undefined;
  const call = partOf(point, "VoiceCallEntryPointParameters");
  const flow = textOf(partOf(point, "ChatEntryPointParameters"), "FlowId") ?? textOf(call, "FlowId");
  const [from, to] = [textOf(call, "SourcePhoneNumber"), textOf(call, "DestinationPhoneNumber")];
  return {
    type,
    ...(flow === undefined ? {} : { flow: arnFor(target, "flow", flow) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** The id, time and Region that only a copy of another Region's test case has are never sent. */
function create(place: WritePlace, body: Body): Promise<Identity> {
  const name = requiredText(body, "name");
  const description = textIn(body, "description");
  const input = {
    InstanceId: place.target.instanceId,
    Name: name,
    Content: documentText(body.content ?? {}),
    Status: statusOf(body.published !== false),
    ...entryPart(objectIn(body, "entryPoint")),
    ...dataPart(body.initializationData),
    ...(description ? { Description: description } : {}),
    ...tagsPart(body),
  };
  const identify = (answer: Answer) => identityIn(place, answer, name);
  return sendCreate(place, "CreateTestCase", input, { subject: subjectOf("testCase", name), identify });
}

function identityIn({ target }: Place, answer: Answer, name: string): Identity | undefined {
  const id = textOf(answer, "TestCaseId");
  return id === undefined
    ? undefined
    : { id, arn: textOf(answer, "TestCaseArn") ?? arnFor(target, "testCase", id), name };
}

type EntryPart = Pick<Inputs["CreateTestCase"], "EntryPoint">;

function entryPart(point: JsonObject | undefined): EntryPart {
  if (!point) return {};
  const [flow, from, to] = [textIn(point, "flow"), textIn(point, "from"), textIn(point, "to")];
  const entered = flow === undefined ? {} : { FlowId: idIn(flow) };
  if (point.type === "CHAT") return { EntryPoint: { Type: "CHAT", ChatEntryPointParameters: entered } };
  const call = {
    ...entered,
    ...(from === undefined ? {} : { SourcePhoneNumber: from }),
    ...(to === undefined ? {} : { DestinationPhoneNumber: to }),
  };
  return { EntryPoint: { Type: point.type as "VOICE_CALL", VoiceCallEntryPointParameters: call } };
}

function dataPart(data: Json | undefined): Pick<Inputs["CreateTestCase"], "InitializationData"> {
  return data === undefined ? {} : { InitializationData: documentText(data) };
}

async function update(place: WritePlace, identity: Identity, before: Body, after: Body): Promise<Identity> {
  const subject = subjectOf("testCase", identity.name);
  await updateItself(place, identity, before, after);
  await updateTags(place, { arn: identity.arn, subject }, { before, after });
  return { ...identity, name: textIn(after, "name") ?? identity.name };
}

/** One call for all of it. What becomes published is sent whole, so that the service checks what will run. */
function updateItself(place: WritePlace, { id, name }: Identity, before: Body, after: Body): Promise<void> {
  const publishes = differs(before, after, "published") && after.published === true;
  const isWritten = (field: string) => publishes || differs(before, after, field);
  const content = after.content ?? before.content;
  const changed = {
    ...(differs(before, after, "name") ? { Name: requiredText(after, "name") } : {}),
    ...(isWritten("content") && content !== undefined ? { Content: documentText(content) } : {}),
    ...(isWritten("entryPoint") ? entryPart(objectIn(after, "entryPoint") ?? objectIn(before, "entryPoint")) : {}),
    ...(isWritten("initializationData") ? dataPart(after.initializationData ?? before.initializationData) : {}),
  };
  const description = differs(before, after, "description") ? textIn(after, "description") : undefined;
  const isSame = Object.keys(changed).length === 0 && description === undefined;
  if (isSame && !differs(before, after, "published")) return Promise.resolve();
  const status = statusOf((after.published ?? before.published) !== false);
  const input = { InstanceId: place.target.instanceId, TestCaseId: id, Status: status, ...changed };
  return sendDescription(description, CLEARED.testCase, (text) => {
    const whole = text === undefined ? input : { ...input, Description: text };
    return send(place, "UpdateTestCase", whole, subjectOf("testCase", name));
  });
}

async function remove(place: WritePlace, id: string): Promise<void> {
  const input = { InstanceId: place.target.instanceId, TestCaseId: id };
  await sendRemove(place, "DeleteTestCase", input, subjectFor(place, "testCase", id));
}
