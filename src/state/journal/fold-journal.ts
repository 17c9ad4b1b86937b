import type { Address } from "../../model/address.js";
import type { JournalBegin, JournalEnd } from "../../model/journal.js";
import type { State, StateResource } from "../../model/state.js";
import { sortResources } from "../document/state-text.js";
import type { JournalEntry } from "./journal-entry.js";

type Resources = Map<Address, StateResource>;

/**
 * Brings what a journal says into a state: what was moved, set and removed. Writes that failed or did not end change
 * nothing. Folding the same entries twice gives the same state, so that a crash between the write of the state and the
 * end of the journal does no harm.
 */
export function foldJournal(state: State, entries: readonly JournalEntry[]): State {
  const done = entries.filter(({ end }) => end && end.failed === undefined);
  const resources: Resources = new Map(move(state.resources, done).map((resource) => [resource.address, resource]));
  for (const { begin, end } of done) {
    if (end?.removed) remove(resources, begin);
    else if (end) set(resources, begin, end);
  }
  return { ...state, resources: sortResources([...resources.values()]) };
}

/** Gives new addresses, all at once, to what still stands at its old one; those that refer to it follow. */
function move(resources: readonly StateResource[], done: readonly JournalEntry[]): readonly StateResource[] {
  const names = new Map<Address, Address>();
  const known = new Map(resources.map((resource) => [resource.address, resource]));
  for (const { begin } of done) {
    const there = begin.movedFrom === undefined ? undefined : known.get(begin.movedFrom);
    const arrived = there !== undefined && known.get(begin.address)?.id === there.id;
    if (there && !arrived && there.id === (begin.id ?? there.id)) names.set(there.address, begin.address);
  }
  const taken = new Set(names.values());
  const renamed = (address: Address) => names.get(address) ?? address;
  return resources
    .filter(({ address }) => names.has(address) || !taken.has(address))
    .map((resource) => ({
      ...resource,
      address: renamed(resource.address),
      dependsOn: resource.dependsOn.map(renamed),
    }));
}

/** Removes the resource itself, or, where an earlier one that it replaced was deleted, the mention of that. */
function remove(resources: Resources, { address, id }: JournalBegin): void {
  const there = resources.get(address);
  if (!there) return;
  if (id === undefined || id === there.id) resources.delete(address);
  else resources.set(address, withSuperseded(there, there.superseded?.filter((old) => old !== id) ?? []));
}

/** Sets what is told and keeps the rest; without an id and an ARN there is nothing to record yet. */
function set(resources: Resources, begin: JournalBegin, end: JournalEnd): void {
  const there = resources.get(begin.address);
  const id = end.id ?? begin.id ?? there?.id;
  const arn = end.arn ?? (there?.id === id ? there?.arn : undefined);
  if (id === undefined || arn === undefined) return;
  const fresh = { sha256: "", parts: {}, dependsOn: [] };
  const before = there?.id === id ? there : { ...withoutVerbatim(there ?? {}), ...fresh };
  const isSilent = Object.keys(end).length === 0;
  const name = end.name ?? (isSilent && there?.id === id ? there.name : begin.name);
  const kept = end.sha256 === undefined ? before : withoutVerbatim(before);
  const resource = { ...kept, ...told(end), address: begin.address, kind: begin.kind, name, id, arn };
  const superseded = end.superseded ?? supersededBy(begin, id, there);
  resources.set(begin.address, withSuperseded(resource, superseded));
}

/** What was applied to the letter goes with its fingerprint. */
function withoutVerbatim<Fields extends Partial<StateResource>>({ verbatim: _, ...rest }: Fields) {
  return rest;
}

function told({ sha256, parts, verbatim, dependsOn }: JournalEnd): Partial<StateResource> {
  return {
    ...(sha256 === undefined ? {} : { sha256, parts: parts ?? {} }),
    ...(parts === undefined ? {} : { parts }),
    ...(verbatim === undefined ? {} : { verbatim }),
    ...(dependsOn === undefined ? {} : { dependsOn }),
  };
}

function supersededBy({ action }: JournalBegin, id: string, there: StateResource | undefined): readonly string[] {
  const before = there?.superseded ?? [];
  const replaced = action === "replace" && there !== undefined && there.id !== id && !before.includes(there.id);
  return replaced ? [...before, there.id] : before;
}

function withSuperseded(resource: StateResource, superseded: readonly string[]): StateResource {
  const { superseded: _, ...rest } = resource;
  return superseded.length > 0 ? { ...rest, superseded } : rest;
}
