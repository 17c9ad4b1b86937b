import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { compareText } from "../../model/json.js";
import { isManagedKind, type Kind, type ManagedKind } from "../../model/kind.js";
import type { Desired, DesiredResource } from "../../model/resource.js";
import type { Listed } from "../../model/snapshot.js";
import type { State, StateResource } from "../../model/state.js";

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
 * name where no state knows it, or where what the state knows is gone and another stands in its name. Sorted by address.
 */
export function matchResources(
  desired: Desired,
  state: State | undefined,
  listed: ListedByKind,
): { readonly matches: readonly Match[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const { records, movedFrom } = movedRecords(desired, state, diagnostics);
  const lists = indexLists(listed);
  const owned = new Set([...records.values()].flatMap(({ id, superseded }) => [id, ...(superseded ?? [])]));
  const wanted = new Set(desired.resources.map(({ address }) => address));
  const matches: Match[] = [...desired.resources].sort(byAddress).map((resource) => {
    const [record, moved] = [records.get(resource.address), movedFrom.get(resource.address)];
    const base = {
      ...{ address: resource.address, kind: resource.kind, desired: resource },
      ...(record ? { record } : {}),
      ...(moved ? { movedFrom: moved } : {}),
    };
    if (record && !isGone(record, lists)) return { ...base, id: record.id, byName: false };
    const id = idByName(resource, lists, owned, diagnostics);
    if (id !== undefined) return { ...base, id, byName: true };
    return { ...base, ...(record ? { id: record.id } : {}), byName: false };
  });
  for (const record of records.values()) {
    if (wanted.has(record.address) || !isManagedKind(record.kind)) continue;
    matches.push({ address: record.address, kind: record.kind, record, id: record.id, byName: false });
  }
  return { matches: matches.sort(byAddress), diagnostics };
}

function byAddress(left: { readonly address: Address }, right: { readonly address: Address }): number {
  return compareText(left.address, right.address);
}

/** What was listed of each kind, to be found by id and by name. */
type Lists = ReadonlyMap<string, { readonly ids: ReadonlySet<string>; readonly named: ReadonlyMap<string, string[]> }>;

function indexLists(listed: ListedByKind): Lists {
  return new Map(
    Object.entries(listed).map(([kind, list]) => {
      const named = new Map<string, string[]>();
      for (const { name, id } of list) {
        const ids = named.get(name);
        if (ids) ids.push(id);
        else named.set(name, [id]);
      }
      return [kind, { ids: new Set(list.map(({ id }) => id)), named }];
    }),
  );
}

/** Whether its kind was listed, and it was not in the list. */
function isGone({ kind, id }: StateResource, lists: Lists): boolean {
  const list = lists.get(kind);
  return list !== undefined && !list.ids.has(id);
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

/** The one that has the name and that no state knows; of several the first by id, and that is told. */
function idByName(
  resource: DesiredResource,
  lists: Lists,
  owned: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): string | undefined {
  const free = (lists.get(resource.kind)?.named.get(resource.name) ?? []).filter((id) => !owned.has(id));
  if (free.length > 1) diagnostics.push(ambiguousName(resource, free.sort()));
  return free.sort()[0];
}

function ambiguousName(resource: DesiredResource, ids: readonly string[]): Diagnostic {
  return {
    severity: "error",
    code: "plan/ambiguous-name",
    summary: "Several resources of the instance have this name",
    detail: `\`${resource.name}\` is the name of ${ids.join(", ")}; none is in the state.`,
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
