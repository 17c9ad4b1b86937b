import type { Address } from "../model/address.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { isManagedKind, type Kind, type ManagedKind } from "../model/kind.js";
import type { Desired, DesiredResource } from "../model/resource.js";
import type { Listed } from "../model/snapshot.js";
import type { State, StateResource } from "../model/state.js";

/** One address as the manifest, the state and the instance know it. */
export interface Match {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly desired?: DesiredResource;
  readonly record?: StateResource;
  /** The id under which it lives, as far as state or name tell; it may be gone. */
  readonly id?: string;
  /** True where only the name says that it is ours to take. */
  readonly byName: boolean;
  /** The address it has in the state, where the manifest moved it. */
  readonly movedFrom?: Address;
}

type ListedByKind = Readonly<Partial<Record<Kind, readonly Listed[]>>>;

/**
 * Pairs what the manifest asks with what the state recorded and the instance lists: by the recorded id first, by exact
 * name where no state knows it. Sorted by address.
 */
export function matchResources(
  desired: Desired,
  state: State | undefined,
  listed: ListedByKind,
): { readonly matches: readonly Match[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const { records, movedFrom } = movedRecords(desired, state, diagnostics);
  const owners = new Map([...records.values()].map((record) => [record.id, record.address]));
  const matches: Match[] = desired.resources.map((resource) => {
    const record = records.get(resource.address);
    const moved = movedFrom.get(resource.address);
    const base = { address: resource.address, kind: resource.kind, desired: resource };
    if (record) return { ...base, record, id: record.id, byName: false, ...(moved ? { movedFrom: moved } : {}) };
    const id = idByName(resource, listed[resource.kind] ?? [], owners, diagnostics);
    return id === undefined ? { ...base, byName: false } : { ...base, id, byName: true };
  });
  for (const record of records.values()) {
    if (matches.some(({ address }) => address === record.address) || !isManagedKind(record.kind)) continue;
    matches.push({ address: record.address, kind: record.kind, record, id: record.id, byName: false });
  }
  matches.sort((a, b) => (a.address < b.address ? -1 : 1));
  return { matches, diagnostics };
}

/** The state's records under the addresses they have after the manifest's moves. */
function movedRecords(desired: Desired, state: State | undefined, diagnostics: Diagnostic[]) {
  const records = new Map((state?.resources ?? []).map((record) => [record.address, record]));
  const movedFrom = new Map<Address, Address>();
  for (const { from, to } of desired.moved) {
    const record = records.get(from);
    if (!record) continue;
    if (records.has(to)) {
      diagnostics.push(bothInState(from, to));
      continue;
    }
    records.delete(from);
    records.set(to, { ...record, address: to });
    movedFrom.set(to, movedFrom.get(from) ?? from);
  }
  return { records, movedFrom };
}

function bothInState(from: Address, to: Address): Diagnostic {
  return {
    severity: "error",
    code: "plan/moved-onto-another",
    summary: "A move leads to an address that the state already has",
    detail: `The manifest moves \`${from}\` to \`${to}\`, and the state holds both.`,
    address: to,
    help: `remove the entry from \`moved\`, or drop one of them with \`connectctl state rm ${from}\``,
  };
}

function idByName(
  resource: DesiredResource,
  listed: readonly Listed[],
  owners: ReadonlyMap<string, Address>,
  diagnostics: Diagnostic[],
): string | undefined {
  const named = listed.filter(({ name }) => name === resource.name);
  const free = named.filter(({ id }) => !owners.has(id));
  if (free.length > 1) diagnostics.push(ambiguousName(resource, free));
  if (free.length > 0) return free[0]?.id;
  return undefined;
}

function ambiguousName(resource: DesiredResource, candidates: readonly Listed[]): Diagnostic {
  return {
    severity: "error",
    code: "plan/ambiguous-name",
    summary: "Several resources of the instance have this name",
    detail: `\`${resource.name}\` is the name of ${candidates.map(({ id }) => id).join(", ")}; none is in the state.`,
    address: resource.address,
    help: "rename all but one of them in the console",
  };
}

/** What has to be read whole before a plan can be made, each once. */
export function readsFor(matches: readonly Match[]): readonly {
  readonly address: Address;
  readonly kind: ManagedKind;
  readonly id: string;
  readonly fields: readonly string[];
}[] {
  return matches.flatMap(({ address, kind, id, desired, record }) => {
    if (id === undefined) return [];
    const fields = new Set([...Object.keys(desired?.body ?? {}), ...Object.keys(record?.parts ?? {})]);
    return [{ address, kind, id, fields: [...fields] }];
  });
}
