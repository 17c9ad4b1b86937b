import { randomUUID } from "node:crypto";
import type { CallHook, InjectedFault } from "./fault-injection.js";
import type { Instance } from "./instance.js";
import { openDisk } from "./keep/disk.js";
import { documentOf } from "./keep/instance-document.js";
import { loadDocument, makeInstance, type SimulatorDocument } from "./keep/load-document.js";
import { refuseStale } from "./keep/refuse-stale.js";
import type { Quotas } from "./quotas.js";
import { serviceRateLimit, UNLIMITED } from "./rate-limit.js";
import type { TaskTrace } from "./walk/trace.js";
import { type TraceRequest, traceTask } from "./walk/trace-task.js";
import { type Dispatch, dispatcherOf } from "./wire/dispatch.js";
import { handlerOf, type SimulatorHandler } from "./wire/http-handler.js";
import type { Strictness, World } from "./world.js";

export interface SimulatorOptions {
  /** Where instances are kept, a file and the log of its latest changes for each; in memory alone when absent. */
  readonly folder?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly newId?: () => string;
  /** `service` answers with the real rate limits; `off` is the default. */
  readonly limits?: "off" | "service";
  /** Replaces single quotas; the others are the service's defaults. */
  readonly quotas?: Quotas;
  readonly strictness?: Partial<Strictness>;
  readonly onCall?: CallHook;
}

export interface InstanceIdentity {
  readonly id: string;
  readonly arn: string;
  readonly alias: string;
  readonly region: string;
  readonly account: string;
}

export interface WantedInstance {
  readonly alias: string;
  readonly region?: string;
  readonly account?: string;
  readonly id?: string;
  /** Leaves out what a new instance comes with. */
  readonly empty?: boolean;
}

/** An embedded Amazon Connect. */
export interface Simulator {
  /** Give it to an SDK client as its `requestHandler`. */
  readonly handler: SimulatorHandler;
  /** Answers a request that is already taken apart; what serving over HTTP uses. */
  readonly dispatch: Dispatch;
  /** Finds the instance by id, or by alias and region, or makes it. */
  ensureInstance(wanted: WantedInstance): Promise<InstanceIdentity>;
  instances(): readonly InstanceIdentity[];
  /** Everything as one document that `load` takes; of one instance when an alias is given. */
  dump(alias?: string): SimulatorDocument;
  /** Adds the instances and entries of a document; rejects with every mistake found, and then nothing is added. */
  load(document: unknown): Promise<void>;
  /** Forgets every instance, every count and the files. */
  reset(): Promise<void>;
  /** The way a task would take through a flow of an instance; nothing is changed. Throws for mistakes in Lambda results. */
  traceTask(instanceId: string, request: TraceRequest): TaskTrace;
  /** Takes in what other processes have written to its folder since; instances that they have made are not among it. */
  refresh(): Promise<void>;
  /** How often each operation was called since the start or the last reset; those of Lex have `lex.` before their names. */
  calls(): Readonly<Record<string, number>>;
  /** Adds a hook; the function it returns takes it away. */
  onCall(hook: CallHook): () => void;
  /** Comes back when everything is kept. */
  close(): Promise<void>;
}

/** The service's default quotas, per instance. */
const SERVICE_QUOTAS: Quotas = {
  flows: 100,
  modules: 200,
  queues: 100,
  hours: 100,
  prompts: 500,
  quickConnects: 100,
  routingProfiles: 500,
  securityProfiles: 100,
  users: 500,
  hierarchyGroups: 500,
  phoneNumbers: 5,
  taskTemplates: 50,
  agentStatuses: 50,
  lambdas: 50,
  lexBots: 100,
  lexV1Bots: 70,
  contacts: 2500,
};

const MILD: Strictness = {
  archiveBeforeDelete: false,
  refuseEmptyDescription: false,
  searchCarriesContent: true,
  checkAssociations: false,
  staleListMs: 0,
  notFoundAfterCreate: 0,
};

/** Opens the simulator with what its folder holds; rejects when a file there is torn. */
export async function openSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = worldOf(options);
  const disk = options.folder === undefined ? undefined : await openDisk(options.folder);
  for (const instance of (await disk?.load()) ?? []) world.instances.set(instance.about.id, instance);
  const flush = async (): Promise<void> => {
    await disk?.flush(world.instances.values()).catch((error: unknown) => refuseStale(world.instances, disk, error));
  };
  const hooks = new Set<CallHook>(options.onCall === undefined ? [] : [options.onCall]);
  const calls = new Map<string, number>();
  const limit = options.limits === "service" ? serviceRateLimit(world.now) : UNLIMITED;
  const dispatch = dispatcherOf({ world, limit, flush, hook: countingHook(calls, hooks) });
  return {
    handler: handlerOf(dispatch),
    dispatch,
    ensureInstance: async (wanted) => {
      const instance = existing(world, wanted) ?? makeInstance(world, wanted);
      await flush();
      return identityOf(instance);
    },
    instances: () => [...world.instances.values()].map(identityOf),
    dump: (alias) => dump(world, alias),
    load: async (document) => {
      loadWhole(world, document);
      await flush();
    },
    reset: async () => {
      world.instances.clear();
      world.hiddenReads.clear();
      calls.clear();
      await disk?.clear();
    },
    traceTask: (id, request) => {
      const instance = world.instances.get(id);
      if (instance === undefined) throw new Error(`There is no simulated instance ${id}`);
      return traceTask(world, instance, request);
    },
    refresh: async () => disk?.refresh(world.instances),
    calls: () => Object.fromEntries(calls),
    onCall: (hook) => {
      hooks.add(hook);
      return () => void hooks.delete(hook);
    },
    close: async () => disk?.fold(world.instances.values()),
  };
}

const worldOf = (options: SimulatorOptions): World => ({
  instances: new Map(),
  quotas: { ...SERVICE_QUOTAS, ...options.quotas },
  strictness: { ...MILD, ...options.strictness },
  hiddenReads: new Map(),
  now: options.now ?? Date.now,
  newId: options.newId ?? randomUUID,
});

function countingHook(calls: Map<string, number>, hooks: ReadonlySet<CallHook>): CallHook {
  return async (operation, input) => {
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    let played: InjectedFault | undefined;
    for (const hook of hooks) played ??= (await hook(operation, input)) ?? undefined;
    return played;
  };
}

function existing(world: World, wanted: WantedInstance): Instance | undefined {
  const all = [...world.instances.values()];
  if (wanted.id !== undefined) return world.instances.get(wanted.id);
  return all.find(({ about }) => about.alias === wanted.alias && (wanted.region ?? about.region) === about.region);
}

const identityOf = ({ about }: Instance): InstanceIdentity => ({
  id: about.id,
  arn: about.arn,
  alias: about.alias,
  region: about.region,
  account: about.account,
});

function dump(world: World, alias: string | undefined): SimulatorDocument {
  const wanted = [...world.instances.values()].filter(({ about }) => alias === undefined || about.alias === alias);
  const instances = wanted.map((instance) => ({ ...documentOf(instance), empty: true }));
  return JSON.parse(JSON.stringify({ instances })) as SimulatorDocument;
}

/** Loads into a copy first, so that a document with a mistake changes nothing. */
function loadWhole(world: World, document: unknown): void {
  loadDocument({ ...world, instances: new Map(), newId: randomUUID }, document);
  loadDocument(world, document);
}
