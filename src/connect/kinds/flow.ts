import type { Body, Identity } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import { type Answer, partOf, textOf, timeOf } from "../client/answer.js";
import { faultFor } from "../faults/faults.js";
import { isCausedBy, orMissing } from "../faults/thrown.js";
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
import { bareArn } from "../reads/arns.js";
import { archivedPart, descriptionIn, documentText, stateOf, statusOf, tagsIn, withDocument } from "../translate.js";
import { removeArchivable } from "./archive.js";
import { differs, requiredText, textIn } from "./body.js";
import { CLEARED, sendDescription } from "./description.js";
import { tagsPart, updateTags } from "./tags.js";

/** Flows. A flow that was never published is only to be had as its draft, `<id>:$SAVED`. */
export const FLOW: Keeper = {
  ...{ read, create, update, remove },
  search: {
    operation: "SearchContactFlows",
    member: "ContactFlows",
    live: (id, flow) => liveFlow({ id, arn: bareArn(textOf(flow, "Arn") ?? ""), published: true }, flow),
  },
};

/** How long a publication may take to be seen, in milliseconds between looks. */
const VERIFY_PAUSES = [500, 1_500];

async function read(place: Place, id: string): Promise<LiveResource | undefined> {
  const draft = place.listed("flow", id)?.published === false;
  try {
    return await describe(place, id, { draft });
  } catch (error) {
    if (draft || !isCausedBy(error, "ContactFlowNotPublishedException")) throw error;
    return describe(place, id, { draft: true });
  }
}

async function describe(
  { caller, target, listed }: Place,
  id: string,
  { draft }: { readonly draft: boolean },
): Promise<LiveResource | undefined> {
  const subject = subjectFor({ caller, target, listed }, "flow", id);
  const input = { InstanceId: target.instanceId, ContactFlowId: draft ? draftOf(id) : id };
  const answer = await orMissing(caller.read("DescribeContactFlow", input, subject));
  if (!answer) return undefined;
  const flow = describedIn(partOf(answer, "ContactFlow"), "DescribeContactFlow", subject);
  const arn = bareArn(textOf(flow, "Arn") ?? `${target.instanceArn}/contact-flow/${id}`);
  return liveFlow({ id, arn, published: !draft }, flow);
}

function liveFlow({ id, arn, published }: { id: string; arn: string; published: boolean }, flow: Answer): LiveResource {
  const name = textOf(flow, "Name") ?? "";
  const type = textOf(flow, "Type") ?? "";
  const archived = archivedPart(textOf(flow, "State"));
  const modifiedAt = timeOf(flow, "LastModifiedTime");
  const description = descriptionIn(flow);
  const content = textOf(flow, "Content") ?? "";
  const body = withDocument({ name, type, description, published, ...archived, tags: tagsIn(flow) }, content);
  const state = { ...archived, published, ...(modifiedAt ? { modifiedAt } : {}) };
  return { kind: "flow", id, arn, name, type, ...state, body, contentText: content };
}

function draftOf(id: string): string {
  return `${id}:$SAVED`;
}

/** The status is always said: the service would publish what says nothing. */
function create(place: WritePlace, body: Body): Promise<Identity> {
  const name = requiredText(body, "name");
  const description = textIn(body, "description");
  const input = {
    InstanceId: place.target.instanceId,
    Name: name,
    Type: requiredText(body, "type") as never,
    Content: documentText(body.content ?? {}),
    Status: statusOf(body.published !== false),
    ...(description ? { Description: description } : {}),
    ...tagsPart(body),
  };
  const identify = (answer: Answer) => identityIn(answer, name);
  return sendCreate(place, "CreateContactFlow", input, { subject: subjectOf("flow", name), identify });
}

function identityIn(answer: Answer, name: string): Identity | undefined {
  const [id, arn] = [textOf(answer, "ContactFlowId"), textOf(answer, "ContactFlowArn")];
  return id && arn ? { id, arn, name } : undefined;
}

async function update(place: WritePlace, identity: Identity, before: Body, after: Body): Promise<Identity> {
  const flow = { id: identity.id, arn: identity.arn, subject: subjectOf("flow", identity.name) };
  if (before.published === true && after.published === false) throw cannotUnpublish(flow.subject);
  const revived = before.archived === true && after.archived === false;
  if (revived) await updateMetadata(place, flow, before, after);
  await updateContent(place, flow, before, after);
  if (!revived) await updateMetadata(place, flow, before, after);
  await updateTags(place, flow, { before, after });
  return { ...identity, name: textIn(after, "name") ?? identity.name };
}

interface Flow {
  readonly id: string;
  readonly arn: string;
  readonly subject: string;
}

/** There is no publish operation: content that is sent to the plain id is published. */
async function updateContent(place: WritePlace, { id, subject }: Flow, before: Body, after: Body): Promise<void> {
  const publishes = before.published === false && after.published === true;
  if (!publishes && !differs(before, after, "content")) return;
  const draft = (after.published ?? before.published) === false;
  const input = {
    InstanceId: place.target.instanceId,
    ContactFlowId: draft ? draftOf(id) : id,
    Content: documentText(after.content ?? before.content ?? {}),
  };
  await send(place, "UpdateContactFlowContent", input, subject);
  if (publishes) await verifyPublished(place, id, subject);
}

async function verifyPublished(place: WritePlace, id: string, subject: string): Promise<void> {
  for (const pause of VERIFY_PAUSES) {
    if (await isPlainReadable(place, id, subject)) return;
    await place.caller.pause(pause);
  }
  if (await isPlainReadable(place, id, subject)) return;
  throw faultFor("rejected", {
    code: "connect/not-published",
    summary: `Writing the content has not published ${subject}`,
    detail: "The content was accepted, but the service still has the flow as a draft only.",
    help: "Publish it once in the console, then plan again",
  });
}

/** Only what is published can be read by its plain id. */
async function isPlainReadable({ caller, target }: Place, id: string, subject: string): Promise<boolean> {
  try {
    await caller.read("DescribeContactFlow", { InstanceId: target.instanceId, ContactFlowId: id }, subject);
    return true;
  } catch (error) {
    if (isCausedBy(error, "ContactFlowNotPublishedException")) return false;
    throw error;
  }
}

function updateMetadata(place: WritePlace, { id, subject }: Flow, before: Body, after: Body): Promise<void> {
  const changed = {
    ...(differs(before, after, "name") ? { Name: requiredText(after, "name") } : {}),
    ...(differs({ archived: false, ...before }, after, "archived")
      ? { ContactFlowState: stateOf(after.archived === true) }
      : {}),
  };
  const description = differs(before, after, "description") ? textIn(after, "description") : undefined;
  if (Object.keys(changed).length === 0 && description === undefined) return Promise.resolve();
  const input = { InstanceId: place.target.instanceId, ContactFlowId: id, ...changed };
  return sendDescription(description, CLEARED.flow, (text) =>
    send(place, "UpdateContactFlowMetadata", text === undefined ? input : { ...input, Description: text }, subject),
  );
}

function remove(place: WritePlace, id: string): Promise<void> {
  const subject = subjectFor(place, "flow", id);
  const input = { InstanceId: place.target.instanceId, ContactFlowId: id };
  return removeArchivable({
    subject,
    remove: () => sendRemove(place, "DeleteContactFlow", input, subject),
    archive: () => send(place, "UpdateContactFlowMetadata", { ...input, ContactFlowState: stateOf(true) }, subject),
  });
}

function cannotUnpublish(subject: string): Error {
  return faultFor("rejected", {
    code: "connect/cannot-unpublish",
    summary: "A published flow cannot become a draft again",
    detail: `The manifest asks for a draft, and ${subject} is published; the service has no way back.`,
    help: "Take `published: false` out of the manifest, or give the flow another name to make a new one",
  });
}
