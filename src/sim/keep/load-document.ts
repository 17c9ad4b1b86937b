import { defaultContent } from "../content/default-content.js";
import type { CollectionName, Collections } from "../entries/entries.js";
import type { Entry } from "../entries/entry.js";
import { COLLECTION_NAMES, emptyInstance, type Instance, type InstanceAbout, instanceArnOf } from "../instance.js";
import { DEFAULT_ACCOUNT, DEFAULT_REGION } from "../instances.js";
import type { Quotas } from "../quotas.js";
import type { World } from "../world.js";
import { completeEntry } from "./load-entries.js";

/** What `dump` writes and `load` takes. In what is loaded everything but the alias may be missing. */
export interface SimulatorDocument {
  readonly instances: readonly LoadedInstance[];
}

/**
 * One instance of a document.
 *
 * `empty: true` leaves out what a new instance comes with. Collections are lists of entries, which may be as short as
 * `{ name }` for most kinds; flows need a `type`, `content` may be an object; Lambda functions may be bare ARNs.
 */
export type LoadedInstance = {
  readonly alias: string;
  readonly id?: string;
  readonly region?: string;
  readonly account?: string;
  readonly empty?: boolean;
  /** Quotas of its own, by collection; the others are the service's defaults. */
  readonly quotas?: Quotas;
} & {
  readonly [Name in CollectionName]?: readonly (string | (Partial<Collections[Name]> & Record<string, unknown>))[];
};

/** Puts the instances of a document into the world; an instance whose alias and region are there is added to. Throws with every mistake found. */
export function loadDocument(world: World, document: unknown): void {
  const mistakes: string[] = [];
  const list = (document as Partial<SimulatorDocument> | null)?.instances;
  if (!Array.isArray(list)) throw new Error("A simulator document is an object with a list `instances`");
  for (const [index, loaded] of list.entries()) loadInstance(world, loaded, `instances[${index}]`, mistakes);
  if (mistakes.length > 0) throw new Error(`The simulator document cannot be loaded:\n${mistakes.join("\n")}`);
}

function loadInstance(world: World, loaded: unknown, path: string, mistakes: string[]): void {
  const source = loaded as LoadedInstance | null;
  if (typeof source !== "object" || source === null || typeof source.alias !== "string") {
    mistakes.push(`${path}: an instance is an object with an \`alias\``);
    return;
  }
  const known = new Set<string>([...COLLECTION_NAMES, ...ABOUT]);
  const stray = Object.keys(source).filter((key) => !known.has(key));
  for (const key of stray) mistakes.push(`${path}.${key}: not a member of an instance`);
  const instance = targetOf(world, source);
  if (source.quotas) raiseQuotas(instance, source.quotas);
  for (const name of LOAD_ORDER)
    loadCollection(world, instance, name, source[name], { path: `${path}.${name}`, mistakes });
}

function raiseQuotas(instance: Instance, quotas: Quotas): void {
  instance.about = { ...instance.about, quotas: { ...instance.about.quotas, ...quotas } };
  instance.revision += 1;
}

const ABOUT = [
  "alias",
  "id",
  "arn",
  "region",
  "account",
  "createdAt",
  "inboundCalls",
  "outboundCalls",
  "tags",
  "hierarchyLevels",
  "quotas",
  "empty",
];

/** What others refer to by name comes first. */
const LOAD_ORDER: readonly CollectionName[] = [
  "hours",
  "queues",
  ...COLLECTION_NAMES.filter((name) => name !== "hours" && name !== "queues"),
];

function targetOf(world: World, source: LoadedInstance): Instance {
  const region = source.region ?? DEFAULT_REGION;
  const same = [...world.instances.values()].find(
    ({ about }) =>
      about.id === source.id || (source.id === undefined && about.alias === source.alias && about.region === region),
  );
  return same ?? makeInstance(world, { ...source, region });
}

/** Makes an instance and puts it into the world, with what a new one holds unless it is to be empty. */
export function makeInstance(
  world: World,
  source: Partial<InstanceAbout> & { alias: string; empty?: boolean },
): Instance {
  const id = source.id ?? world.newId();
  const region = source.region ?? DEFAULT_REGION;
  const account = source.account ?? DEFAULT_ACCOUNT;
  const instance = emptyInstance({
    id,
    arn: instanceArnOf(region, account, id),
    alias: source.alias,
    region,
    account,
    createdAt: source.createdAt ?? world.now(),
    inboundCalls: source.inboundCalls ?? true,
    outboundCalls: source.outboundCalls ?? true,
    tags: source.tags ?? {},
    hierarchyLevels: source.hierarchyLevels ?? [],
    ...(source.quotas ? { quotas: source.quotas } : {}),
  });
  world.instances.set(id, instance);
  if (!source.empty) defaultContent(world, instance);
  return instance;
}

interface Place {
  readonly path: string;
  readonly mistakes: string[];
}

function loadCollection(world: World, instance: Instance, name: CollectionName, list: unknown, place: Place): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) {
    place.mistakes.push(`${place.path}: not a list`);
    return;
  }
  const table = instance.tables[name] as { put(entry: Entry): unknown };
  for (const [index, raw] of list.entries()) {
    const entry = completeEntry(world, instance, name, raw);
    if (typeof entry === "string") place.mistakes.push(`${place.path}[${index}]: ${entry}`);
    else table.put(entry);
  }
}
