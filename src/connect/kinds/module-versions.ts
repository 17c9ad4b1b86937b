import { sameContent } from "../../flow/index.js";
import { Fault } from "../../model/fault.js";
import { canonicalJson, type Json } from "../../model/json.js";
import { type Answer, numberOf, partsOf, textOf } from "../client/answer.js";
import { type Place, sendCreate, type WritePlace } from "../pace/keeper.js";

/** The module whose versions and aliases are meant. */
export interface AliasOwner {
  readonly id: string;
  readonly subject: string;
}

/** What a version holds fast: content and settings. */
export interface Held {
  readonly content: Json;
  readonly settings: Json;
}

/** What a module is now, and how to learn what one of its versions holds. */
export interface Holding {
  readonly current: Held;
  readonly ofVersion: (version: number) => Promise<Held | undefined>;
}

const PAGE = 1000;

/**
 * Gives a version that holds what the module is now. Where the newest one does, it is taken: an earlier run made it, and
 * was broken off, or never heard of it, before an alias could name it. One that is known to hold something else is not
 * read; where versions may not be listed, one is made.
 */
export async function settleVersion(
  place: WritePlace,
  owner: AliasOwner,
  { current, ofVersion, outdated }: Holding & { readonly outdated: number | undefined },
): Promise<number> {
  const newest = await newestVersion(place, owner).catch(unlessDenied);
  const mayBeCurrent = newest !== undefined && newest !== outdated;
  if (mayBeCurrent && isSame(await ofVersion(newest), current)) return newest;
  return createVersion(place, owner);
}

function unlessDenied(error: unknown): undefined {
  if (error instanceof Fault && error.kind === "permission") return undefined;
  throw error;
}

/** Makes a version of what the module is now. */
export function createVersion(place: WritePlace, { id, subject }: AliasOwner): Promise<number> {
  const input = { InstanceId: place.target.instanceId, ContactFlowModuleId: id };
  const identify = (answer: Answer) => numberOf(answer, "Version");
  return sendCreate(place, "CreateContactFlowModuleVersion", input, { subject, identify });
}

/** Whether two hold the same, but for the layout. */
export function isSame(held: Held | undefined, current: Held): boolean {
  if (!held || !sameContent(held.content, current.content)) return false;
  return canonicalJson(held.settings) === canonicalJson(current.settings);
}

/** The number of the newest version; undefined where there is none yet. */
export async function newestVersion(
  { caller, target }: Place,
  { id, subject }: AliasOwner,
): Promise<number | undefined> {
  let newest: number | undefined;
  let token: string | undefined;
  do {
    const page = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const input = { InstanceId: target.instanceId, ContactFlowModuleId: id, ...page };
    const answer = await caller.read("ListContactFlowModuleVersions", input, subject);
    for (const part of partsOf(answer, "ContactFlowModuleVersionSummaryList")) {
      const version = numberOf(part, "Version");
      if (version !== undefined && version > (newest ?? 0)) newest = version;
    }
    token = textOf(answer, "NextToken");
  } while (token !== undefined);
  return newest;
}
