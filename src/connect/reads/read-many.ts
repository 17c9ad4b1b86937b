import { Fault, isStop } from "../../model/fault.js";
import { isSameJson } from "../../model/json.js";
import type { ManagedKind } from "../../model/kind.js";
import type { LiveResource } from "../../model/snapshot.js";
import { type Answer, partsOf, textOf } from "../client/answer.js";
import type { Keeper, KeeperSearch, Place } from "../pace/keeper.js";

/** Largest page of a search (API version 2017-08-08). */
const PAGE = 100;

/** From how many on pages are tried: of so many calls, one that may be in vain is a hundredth. */
const MANY = 100;

/** How many found contents are held against a describe before any is believed. */
const SAMPLE = 5;

/** What has to be read, and what is told about how. */
export interface ManyAsk {
  readonly kind: ManagedKind;
  readonly keeper: Keeper;
  /** Ids whose published content is wanted. */
  readonly ids: readonly string[];
  /** How many of the kind the instance has, wanted or not: they are all in the pages. */
  readonly all: number;
  readonly note: (text: string) => void;
  /** Whether the search of another kind carries contents, so that it is worth a try for few. */
  readonly proven: Promise<boolean>;
  /** Is told whether the search carries contents, as soon as that is known; false where nobody tries. */
  readonly onProof: (carries: boolean) => void;
}

/** What a search gave, by id; what is not in it has to be described. */
export type Found = ReadonlyMap<string, LiveResource>;

const NOTHING: Found = new Map();

/**
 * Reads many resources of a kind with one call for a hundred, where the service's search answers with contents. Nothing
 * documents that it does: a first page is looked at, some of it is held against describes, and whatever is missing or
 * different gives the search up for all. Gives what may be believed, which may be nothing; throws no `Fault` but the
 * one for a command that was told to stop.
 */
export async function readMany(place: Place, ask: ManyAsk): Promise<Found> {
  const { search } = ask.keeper;
  if (!search || !(await isWorthIt(ask))) return NOTHING;
  try {
    return await searched(place, ask, search);
  } catch (error) {
    ask.onProof(false);
    if (!(error instanceof Fault) || isStop(error)) throw error;
    ask.note(`${search.operation} failed (${error.diagnostics[0]?.code ?? error.kind}): each is described`);
    return NOTHING;
  }
}

/** A page shows a hundred of all that there are; it has to spare more calls than it costs. */
async function isWorthIt({ ids, all, proven, onProof }: ManyAsk): Promise<boolean> {
  const spares = 2 * (Math.ceil(all / PAGE) + SAMPLE) < ids.length;
  if (spares && ids.length >= MANY) return true;
  onProof(false);
  return spares && (await proven);
}

async function searched(place: Place, ask: ManyAsk, search: KeeperSearch): Promise<Found> {
  const wanted = new Set(ask.ids);
  const found = new Map<string, LiveResource>();
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const answer = await page(place, search, token);
    const isFirst = found.size === 0;
    for (const part of partsOf(answer, search.member)) keep(part, search, { wanted, found });
    if (isFirst && !(await proves(place, ask, [...found.values()]))) {
      ask.note(`${search.operation} does not answer with what a describe does: each is described`);
      return NOTHING;
    }
    token = textOf(answer, "NextToken");
  } while (token !== undefined && !seen.has(token) && seen.add(token));
  ask.note(`${search.operation} answers with contents: ${found.size} of ${ask.ids.length} need no describe`);
  return found;
}

function page({ caller, target }: Place, { operation }: KeeperSearch, token: string | undefined): Promise<Answer> {
  const next = token === undefined ? {} : { NextToken: token };
  const input = { InstanceId: target.instanceId, MaxResults: PAGE, ...next };
  return caller.read(operation, input, "this instance");
}

interface Keeping {
  readonly wanted: ReadonlySet<string>;
  readonly found: Map<string, LiveResource>;
}

/** A part without one of what every describe has says nothing about it, and is left to a describe. */
function keep(part: Answer, search: KeeperSearch, { wanted, found }: Keeping): void {
  const id = textOf(part, "Id");
  if (id === undefined || !wanted.has(id)) return;
  const whole = NEEDED.every((member) => textOf(part, member) !== undefined) && part.Tags !== undefined;
  if (whole && textOf(part, "Status") !== "SAVED") found.set(id, search.live(id, part));
}

const NEEDED = ["Arn", "Name", "Content", "State"] as const;

async function proves(place: Place, ask: ManyAsk, found: readonly LiveResource[]): Promise<boolean> {
  const carries = await isTrue(place, ask, found);
  ask.onProof(carries);
  return carries;
}

/** Whether some of what was found is what a describe says, to the last field; nothing found is not true. */
async function isTrue(place: Place, { keeper }: ManyAsk, found: readonly LiveResource[]): Promise<boolean> {
  const described = await Promise.all(
    sampleOf(found).map(async (one) => [one, await keeper.read(place, one.id, [])] as const),
  );
  return described.length > 0 && described.every(([one, live]) => live !== undefined && isSame(one, live));
}

/** Those that say least first, since what a search keeps back would be missing there; then some from all over. */
function sampleOf(found: readonly LiveResource[]): readonly LiveResource[] {
  const bare = found.filter(({ body }) => body.description === "" || Object.keys(body.tags ?? {}).length === 0);
  const every = Math.max(1, Math.floor(found.length / SAMPLE));
  const spread = found.filter((_, index) => index % every === 0);
  return [...new Set([...bare.slice(0, 2), ...spread])].slice(0, SAMPLE);
}

function isSame(one: LiveResource, other: LiveResource): boolean {
  const told = one.arn === other.arn && one.type === other.type && one.modifiedAt === other.modifiedAt;
  return told && isSameJson(one.body, other.body);
}
