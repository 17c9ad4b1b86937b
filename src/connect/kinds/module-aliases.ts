import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { type Answer, numberOf, partsOf, textOf } from "../client/answer.js";
import { type Place, send, sendCreate, sendRemove, type WritePlace } from "../pace/keeper.js";
import { descriptionIn } from "../translate.js";
import { type AliasOwner, type Holding, isSame } from "./module-versions.js";

/** What an alias is to stand for, once it is known which version that is. */
interface AliasChange {
  readonly before: JsonObject;
  readonly wanted: JsonObject;
  readonly contentChanged: boolean;
  /** Gives a version that holds what the module is now: one that is there, or a new one; not the outdated one. */
  readonly versionForCurrent: (outdated: number | undefined) => Promise<number>;
}

interface Alias {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly description: string;
}

const PAGE = 1000;

/** The aliases of a module with their ids. A version that holds what the module is now is called `current`. */
export async function readAliases(
  place: Place,
  owner: AliasOwner,
  { current, ofVersion }: Holding,
): Promise<{ readonly ids: Record<string, string>; readonly aliases: JsonObject }> {
  const found = await listAliases(place, owner);
  const versions = [...new Set(found.map(({ version }) => version))];
  const held = await Promise.all(versions.map(async (version) => isSame(await ofVersion(version), current)));
  const isCurrent = new Map(versions.map((version, index) => [version, held[index] === true]));
  const aliases = found.map(({ name, version, description }) => [
    name,
    { version: isCurrent.get(version) ? "current" : version, ...(description === "" ? {} : { description }) },
  ]);
  return { ids: idsOf(found), aliases: Object.fromEntries(aliases) };
}

/** The ids of a module's aliases by name. */
export async function readAliasIds(place: Place, owner: AliasOwner): Promise<Record<string, string>> {
  return idsOf(await listAliases(place, owner));
}

/** Brings the aliases to those wanted, with a new version where one is needed; gives their ids by name. */
export async function updateAliases(
  place: WritePlace,
  owner: AliasOwner,
  change: AliasChange,
): Promise<Record<string, string>> {
  const { before, wanted } = change;
  const found =
    Object.keys(before).length === 0 && Object.keys(wanted).length === 0 ? [] : await listAliases(place, owner);
  const current = await currentVersion(found, change);
  const ids: Record<string, string> = {};
  for (const [name, alias] of Object.entries(wanted)) {
    const version = versionOf(alias, current);
    const old = found.find((candidate) => candidate.name === name);
    ids[name] = await settleAlias(place, owner, { name, version, description: descriptionOf(alias) }, old);
  }
  for (const { id, name } of found) if (!Object.hasOwn(wanted, name)) await removeAlias(place, owner, id);
  return ids;
}

/** The version that `current` stands for: one that an alias has already, or a new one. */
async function currentVersion(
  found: readonly Alias[],
  { before, wanted, contentChanged, versionForCurrent }: AliasChange,
): Promise<number | undefined> {
  if (!Object.values(wanted).some(isCurrentAlias)) return undefined;
  const known = found.find(({ name }) => isCurrentAlias(before[name]));
  return known && !contentChanged ? known.version : versionForCurrent(known?.version);
}

async function settleAlias(
  place: WritePlace,
  owner: AliasOwner,
  wanted: Omit<Alias, "id" | "description"> & { readonly description: string | undefined },
  old: Alias | undefined,
): Promise<string> {
  const ids = { InstanceId: place.target.instanceId, ContactFlowModuleId: owner.id };
  const { name, version, description } = wanted;
  if (!old) {
    const input = {
      ...ids,
      AliasName: name,
      ContactFlowModuleVersion: version,
      ...(description ? { Description: description } : {}),
    };
    const identify = (answer: Answer) => textOf(answer, "Id");
    return sendCreate(place, "CreateContactFlowModuleAlias", input, { subject: owner.subject, identify });
  }
  const newText = description !== undefined && description !== old.description ? { Description: description } : {};
  const changed = { ...(version === old.version ? {} : { ContactFlowModuleVersion: version }), ...newText };
  if (Object.keys(changed).length > 0) {
    await send(place, "UpdateContactFlowModuleAlias", { ...ids, AliasId: old.id, ...changed }, owner.subject);
  }
  return old.id;
}

function removeAlias(place: WritePlace, owner: AliasOwner, id: string): Promise<void> {
  const input = { InstanceId: place.target.instanceId, ContactFlowModuleId: owner.id, AliasId: id };
  return sendRemove(place, "DeleteContactFlowModuleAlias", input, owner.subject);
}

/** By name: the service's order is nobody's, and would come into files. */
async function listAliases({ caller, target }: Place, { id, subject }: AliasOwner): Promise<readonly Alias[]> {
  const aliases: Alias[] = [];
  let token: string | undefined;
  do {
    const page = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const input = { InstanceId: target.instanceId, ContactFlowModuleId: id, ...page };
    const answer = await caller.read("ListContactFlowModuleAliases", input, subject);
    aliases.push(...partsOf(answer, "ContactFlowModuleAliasSummaryList").flatMap(aliasIn));
    token = textOf(answer, "NextToken");
  } while (token !== undefined);
  return aliases.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function aliasIn(part: Answer): readonly Alias[] {
  const [id, name, version] = [textOf(part, "AliasId"), textOf(part, "AliasName"), numberOf(part, "Version")];
  if (id === undefined || name === undefined || version === undefined) return [];
  return [{ id, name, version, description: descriptionIn(part, "AliasDescription") }];
}

function idsOf(aliases: readonly Alias[]): Record<string, string> {
  return Object.fromEntries(aliases.map(({ name, id }) => [name, id]));
}

function isCurrentAlias(alias: Json | undefined): boolean {
  return isJsonObject(alias) && (alias.version === undefined || alias.version === "current");
}

function versionOf(alias: Json, current: number | undefined): number {
  const version = isJsonObject(alias) ? alias.version : undefined;
  if (typeof version === "number") return version;
  if (current === undefined) throw new Error("an alias without a version");
  return current;
}

function descriptionOf(alias: Json): string | undefined {
  return isJsonObject(alias) && typeof alias.description === "string" ? alias.description : undefined;
}
