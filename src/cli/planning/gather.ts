import { addressesIn } from "../../flow/index.js";
import { type Address, kindOf } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault, isStop } from "../../model/fault.js";
import { isManagedKind, type Kind, type ManagedKind } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import type { Provider } from "../../model/provider.js";
import type { Desired } from "../../model/resource.js";
import type { Listed, LiveResource, Snapshot } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import { matchResources, readsFor } from "../../plan/index.js";

/** What was read, and what could not be. */
export interface Gathered {
  readonly snapshot: Snapshot;
  readonly warnings: readonly Diagnostic[];
}

export interface GatherOptions {
  /** Kinds to list besides those in use. */
  readonly alsoList?: readonly Kind[];
  readonly onProgress?: (done: number, total: number) => unknown;
}

/**
 * Reads the live side: one list for each kind in use, one read for each managed resource, one look for each lookup that
 * is referred to; all at the same time, as far as the service's rate allows.
 */
export async function gather(
  provider: Provider,
  desired: Desired,
  state: State | undefined,
  options: GatherOptions = {},
): Promise<Gathered> {
  const target = await provider.target();
  const kinds = kindsInUse(desired, state);
  const [lists, lookups] = await Promise.all([
    listAll(provider, new Set([...kinds, ...(options.alsoList ?? [])])),
    findAll(provider, desired),
  ]);
  const { matches } = matchResources(desired, state, lists);
  const { resources, unreadable, warnings } = await readAll(provider, readsFor(matches), lists, options.onProgress);
  return { snapshot: { target, listed: lists, resources, unreadable, lookups }, warnings };
}

/** What a plan can do with when nothing is read. */
export async function withoutReading(state: State): Promise<Gathered> {
  const [, , , region = "", accountId = ""] = state.instanceArn.split(":");
  const instanceId = state.instanceArn.slice(state.instanceArn.lastIndexOf("/") + 1);
  const target = { instanceArn: state.instanceArn, instanceId, region, accountId };
  return { snapshot: { target, listed: {}, resources: [], unreadable: [], lookups: {} }, warnings: [] };
}

function kindsInUse(desired: Desired, state: State | undefined): ReadonlySet<Kind> {
  const recorded = (state?.resources ?? []).map(({ kind }) => kind);
  return new Set([...desired.resources.map(({ kind }) => kind), ...recorded]);
}

async function listAll(
  provider: Provider,
  kinds: ReadonlySet<Kind>,
): Promise<Partial<Record<Kind, readonly Listed[]>>> {
  const lists = await Promise.all([...kinds].map(async (kind) => [kind, await provider.list(kind)] as const));
  return Object.fromEntries(lists);
}

/** Looks up what is referred to; kinds that only some references need are not listed for others. */
async function findAll(provider: Provider, desired: Desired): Promise<Record<Address, Found>> {
  if (desired.lookups.length === 0) return {};
  const used = new Set(desired.resources.flatMap(({ body }) => addressesIn(Object.values(body))));
  const wanted = desired.lookups.filter(({ address }) => used.has(address));
  const found = await Promise.all(
    wanted.map(async ({ address, kind, by }) => [address, await provider.find(kind, by)] as const),
  );
  return Object.fromEntries(found);
}

interface Read {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly id: string;
  readonly fields: readonly string[];
}

type Lists = Partial<Record<Kind, readonly Listed[]>>;

async function readAll(
  provider: Provider,
  reads: readonly Read[],
  lists: Lists,
  onProgress: GatherOptions["onProgress"],
) {
  const shown = new Set(Object.values(lists).flatMap((list) => list.map(({ kind, id }) => `${kind} ${id}`)));
  const resources: LiveResource[] = [];
  const unreadable: { kind: Kind; id: string }[] = [];
  const warnings: Diagnostic[] = [];
  let done = 0;
  provider.expect?.(reads);
  await Promise.all(
    reads.map(async ({ address, kind, id, fields }) => {
      try {
        const resource = await provider.read(kind, id, fields);
        if (resource) resources.push(resource);
        else if (shown.has(`${kind} ${id}`)) {
          unreadable.push({ kind, id });
          warnings.push(listedButMissing(address, id));
        }
      } catch (error) {
        if (!(error instanceof Fault) || error.kind !== "service" || isStop(error)) throw error;
        unreadable.push({ kind, id });
        warnings.push(...error.diagnostics.map((diagnostic) => unreadableWarning(diagnostic, address)));
      }
      onProgress?.(++done, reads.length);
    }),
  );
  const byId = (a: { kind: Kind; id: string }, b: { kind: Kind; id: string }) =>
    `${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1;
  const byAddress = (a: Diagnostic, b: Diagnostic) => ((a.address ?? "") < (b.address ?? "") ? -1 : 1);
  return {
    resources: resources.sort(byId),
    unreadable: unreadable.sort(byId),
    warnings: warnings.sort(byAddress),
  };
}

/** A read that misses what a list still shows is no proof that it is gone: creating it again could double it. */
function listedButMissing(address: Address, id: string): Diagnostic {
  return {
    severity: "warning",
    code: "cli/listed-but-missing",
    summary: "The instance lists it, and a read does not find it",
    detail: `${id} is in the list of the instance, and reading it answers that there is no such thing; one of them lags.`,
    address,
    help: "it is left out of this plan; plan again in a minute",
  };
}

function unreadableWarning(diagnostic: Diagnostic, address: Address): Diagnostic {
  return {
    ...diagnostic,
    severity: "warning",
    address,
    help: "it is left out of this plan; plan again later, or look at it in the console",
  };
}

/** Live resources by the address under which a state or a manifest knows them. */
export function liveByAddress(
  snapshot: Snapshot,
  changes: readonly { readonly address: Address; readonly id: string | null }[],
): ReadonlyMap<Address, LiveResource> {
  const byId = new Map(snapshot.resources.map((resource) => [`${resource.kind} ${resource.id}`, resource]));
  return new Map(
    changes.flatMap(({ address, id }) => {
      const live = byId.get(`${kindOf(address)} ${id}`);
      return live && isManagedKind(live.kind) ? [[address, live]] : [];
    }),
  );
}
