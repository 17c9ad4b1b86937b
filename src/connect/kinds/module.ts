import { sameContent } from "../../flow/index.js";
import type { Body, Identity } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import { type Answer, flagOf, partOf, textOf } from "../client/answer.js";
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
import { bareArn } from "../reads/arns.js";
import {
  archivedPart,
  descriptionIn,
  documentText,
  parseDocument,
  stateOf,
  tagsIn,
  withDocument,
} from "../translate.js";
import { removeArchivable } from "./archive.js";
import { differs, objectIn, requiredText, textIn } from "./body.js";
import { CLEARED, sendDescription } from "./description.js";
import { readAliases, updateAliases } from "./module-aliases.js";
import { type AliasOwner, createVersion, type Held, settleVersion } from "./module-versions.js";
import { tagsPart, updateTags } from "./tags.js";

/** Flow modules, with their aliases where the caller compares them. */
export const MODULE: Keeper = {
  ...{ read, create, update, remove },
  search: {
    operation: "SearchContactFlowModules",
    member: "ContactFlowModules",
    live: (id, part) => liveModule({ id, arn: bareArn(textOf(part, "Arn") ?? "") }, part),
  },
};

async function read(place: Place, id: string, fields: readonly string[]): Promise<LiveResource | undefined> {
  const found = await describe(place, id);
  if (!found || !fields.includes("aliases")) return found;
  const holding = { current: heldIn(found.body), ofVersion: ofVersion(place, id) };
  const { ids, aliases } = await readAliases(place, { id, subject: subjectOf("module", found.name) }, holding);
  return { ...found, aliases: ids, body: { ...found.body, aliases } };
}

function heldIn({ content = null, settings = null }: Body): Held {
  return { content, settings };
}

function ofVersion(place: Place, id: string): (version: number) => Promise<Held | undefined> {
  return async (version) => {
    const at = (await describe(place, `${id}:${version}`))?.body;
    return at && heldIn(at);
  };
}

async function describe(place: Place, id: string): Promise<LiveResource | undefined> {
  const { caller, target } = place;
  const subject = subjectFor(place, "module", id);
  const input = { InstanceId: target.instanceId, ContactFlowModuleId: id };
  const answer = await orMissing(caller.read("DescribeContactFlowModule", input, subject));
  if (!answer) return undefined;
  const part = describedIn(partOf(answer, "ContactFlowModule"), "DescribeContactFlowModule", subject);
  const arn = bareArn(textOf(part, "Arn") ?? `${target.instanceArn}/flow-module/${id}`);
  return liveModule({ id, arn }, part);
}

function liveModule({ id, arn }: { id: string; arn: string }, part: Answer): LiveResource {
  const name = textOf(part, "Name") ?? "";
  const archived = archivedPart(textOf(part, "State"));
  const settings = textOf(part, "Settings");
  const fields = {
    name,
    description: descriptionIn(part),
    ...(settings === undefined ? {} : { settings: parseDocument(settings) }),
    externalInvocation: flagOf(partOf(part, "ExternalInvocationConfiguration"), "Enabled"),
    ...archived,
    tags: tagsIn(part),
  };
  const contentText = textOf(part, "Content") ?? "";
  return { kind: "module", id, arn, name, ...archived, body: withDocument(fields, contentText), contentText };
}

/** The SDK fills in the client token; it would not help over runs, so a create is still sent once. */
async function create(place: WritePlace, body: Body): Promise<Identity> {
  const name = requiredText(body, "name");
  const subject = subjectOf("module", name);
  const description = textIn(body, "description");
  const input = {
    InstanceId: place.target.instanceId,
    Name: name,
    Content: documentText(body.content ?? {}),
    ...(description ? { Description: description } : {}),
    ...settingsPart(body),
    ...(body.externalInvocation === true ? { ExternalInvocationConfiguration: { Enabled: true } } : {}),
    ...tagsPart(body),
  };
  const identify = (answer: Answer) => identityIn(answer, name);
  const identity = await sendCreate(place, "CreateContactFlowModule", input, { subject, identify });
  place.caller.created(identity.id);
  const versionForCurrent = (module: AliasOwner) => createVersion(place, module);
  return withAliases(place, identity, { before: {}, after: body, contentChanged: true, versionForCurrent });
}

function identityIn(answer: Answer, name: string): Identity | undefined {
  const [id, arn] = [textOf(answer, "Id"), textOf(answer, "Arn")];
  return id && arn ? { id, arn, name } : undefined;
}

function settingsPart(body: Body): { Settings?: string } {
  return body.settings === undefined || body.settings === null ? {} : { Settings: documentText(body.settings) };
}

async function update(place: WritePlace, identity: Identity, before: Body, after: Body): Promise<Identity> {
  const subject = subjectOf("module", identity.name);
  const revived = before.archived === true && after.archived === false;
  if (revived) await updateMetadata(place, identity, before, after);
  await updateContent(place, identity, before, after);
  if (!revived) await updateMetadata(place, identity, before, after);
  await updateTags(place, { arn: identity.arn, subject }, { before, after });
  const named = { ...identity, name: textIn(after, "name") ?? identity.name };
  const holding = { current: heldIn({ ...before, ...after }), ofVersion: ofVersion(place, identity.id) };
  const versionForCurrent = (module: AliasOwner, outdated: number | undefined) =>
    settleVersion(place, module, { ...holding, outdated });
  return withAliases(place, named, {
    ...{ before, after, versionForCurrent },
    contentChanged: !behavesAsBefore(before, after),
  });
}

async function updateContent(place: WritePlace, { id, name }: Identity, before: Body, after: Body): Promise<void> {
  const changed = {
    ...(differs(before, after, "content") ? { Content: documentText(after.content ?? {}) } : {}),
    ...(differs(before, after, "settings") ? settingsPart(after) : {}),
  };
  if (Object.keys(changed).length === 0) return;
  const input = { InstanceId: place.target.instanceId, ContactFlowModuleId: id, ...changed };
  await send(place, "UpdateContactFlowModuleContent", input, subjectOf("module", name));
}

/** Whether callers meet something else than before: only then do aliases need a new version. */
function behavesAsBefore(before: Body, after: Body): boolean {
  const content = after.content === undefined || sameContent(before.content ?? null, after.content);
  return content && !differs(before, after, "settings");
}

function updateMetadata(place: WritePlace, { id, name }: Identity, before: Body, after: Body): Promise<void> {
  const changed = {
    ...(differs(before, after, "name") ? { Name: requiredText(after, "name") } : {}),
    ...(differs({ archived: false, ...before }, after, "archived") ? { State: stateOf(after.archived === true) } : {}),
  };
  const description = differs(before, after, "description") ? textIn(after, "description") : undefined;
  if (Object.keys(changed).length === 0 && description === undefined) return Promise.resolve();
  const input = { InstanceId: place.target.instanceId, ContactFlowModuleId: id, ...changed };
  return sendDescription(description, CLEARED.module, (text) => {
    const whole = text === undefined ? input : { ...input, Description: text };
    return send(place, "UpdateContactFlowModuleMetadata", whole, subjectOf("module", name));
  });
}

/** What a module was and is to be, and how its content is held fast for an alias. */
interface Renewal {
  readonly before: Body;
  readonly after: Body;
  readonly contentChanged: boolean;
  readonly versionForCurrent: (module: AliasOwner, outdated: number | undefined) => Promise<number>;
}

async function withAliases(
  place: WritePlace,
  identity: Identity,
  { before, after, contentChanged, versionForCurrent }: Renewal,
): Promise<Identity> {
  const wanted = objectIn(after, "aliases");
  if (wanted === undefined) return identity;
  const module = { id: identity.id, subject: subjectOf("module", identity.name) };
  const aliases = await updateAliases(place, module, {
    before: objectIn(before, "aliases") ?? {},
    ...{ wanted, contentChanged },
    versionForCurrent: (outdated) => versionForCurrent(module, outdated),
  });
  return { ...identity, aliases };
}

function remove(place: WritePlace, id: string): Promise<void> {
  const subject = subjectFor(place, "module", id);
  const input = { InstanceId: place.target.instanceId, ContactFlowModuleId: id };
  return removeArchivable({
    subject,
    remove: () => sendRemove(place, "DeleteContactFlowModule", input, subject),
    archive: () => send(place, "UpdateContactFlowModuleMetadata", { ...input, State: stateOf(true) }, subject),
  });
}
