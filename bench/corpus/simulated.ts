import { randomUUID } from "node:crypto";
import { placeholderContent } from "../../src/flow/index.js";
import type { Kind } from "../../src/model/kind.js";
import {
  type InstanceIdentity,
  type LoadedInstance,
  openSimulator,
  type Simulator,
  type SimulatorDocument,
} from "../../src/sim/index.js";
import { aliasNames, keyOfThing, type Thing } from "./thing.js";

/** Where contents are brought: another place than any that they come from. */
export const TARGET = { alias: "corpus-target", region: "eu-central-1", account: "210987654321" } as const;

/** What a thing is in the target. */
export interface TargetIdentity {
  readonly id: string;
  readonly arn: string;
  /** Ids of a module's aliases by their names. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** The target with all things in it, as a document and as a simulator that already runs. */
export interface Simulated {
  readonly simulator: Simulator;
  readonly instance: InstanceIdentity;
  readonly document: SimulatorDocument;
  /** By the thing's key. */
  readonly identities: ReadonlyMap<string, TargetIdentity>;
}

/** Contents are judged here beside what the target holds, as many as there are. */
const QUOTAS = { flows: 10_000, modules: 10_000 };

/** What an instance is to have. */
export interface Wanted {
  readonly things: readonly Thing[];
  /** Ids of users that keep them, for the sake of their queues. */
  readonly agents: readonly string[];
  /** Leaves out what a new instance comes with. */
  readonly isEmpty: boolean;
}

/** Makes an instance that has every thing under its name. */
export async function simulate({ things, agents, isEmpty }: Wanted): Promise<Simulated> {
  const simulator = await openSimulator({ quotas: QUOTAS });
  await simulator.ensureInstance({ ...TARGET, empty: isEmpty });
  await simulator.load(documentOf(things, agents));
  const [instance] = simulator.instances();
  if (!instance) throw new Error("the simulator has no instance");
  const document = simulator.dump();
  const found = things.map((thing) => [keyOfThing(thing), identityIn(document, thing)] as const);
  return { simulator, instance, document, identities: new Map(found) };
}

type Entry = Readonly<Record<string, unknown>>;

/** A document of the target with all things in it. */
export function documentOf(things: readonly Asked[], agents: readonly string[]): unknown {
  const users = agents.map((id) => ({ id, name: `agent ${id}` }));
  const collections: Record<string, (Entry | string)[]> = { hours: [{ name: "Always open" }], users };
  for (const thing of things) {
    const { collection, entry } = ROWS[thing.kind];
    collections[collection] = [...(collections[collection] ?? []), entry(thing)];
  }
  const { alias, region } = TARGET;
  return { instances: [{ alias, region, ...collections }] };
}

/** What an entry is made of; the id is given where it has to be a certain one. */
export interface Asked extends Pick<Thing, "kind" | "name" | "qualifiers"> {
  readonly wantedId?: string;
}

interface Row {
  readonly collection: Exclude<keyof LoadedInstance, "alias" | "id" | "region" | "account" | "empty">;
  readonly entry: (thing: Asked) => Entry | string;
}

const named = (collection: Row["collection"], more: Entry = {}): Row => ({
  collection,
  entry: ({ name, wantedId }) => ({ name, ...(wantedId === undefined ? {} : { id: wantedId }), ...more }),
});

/** How a thing of each kind stands in a document of the simulator. */
const ROWS: Readonly<Record<Kind, Row>> = {
  flow: named("flows", { type: "CONTACT_FLOW", content: placeholderContent({ kind: "flow" }) }),
  module: { collection: "modules", entry: moduleEntry },
  hours: named("hours"),
  queue: named("queues"),
  testCase: named("testCases", { content: {} }),
  prompt: named("prompts"),
  quickConnect: named("quickConnects", { config: { QuickConnectType: "PHONE_NUMBER" } }),
  routingProfile: named("routingProfiles"),
  agentStatus: named("agentStatuses"),
  securityProfile: named("securityProfiles"),
  user: named("users"),
  hierarchyGroup: named("hierarchyGroups"),
  view: named("views"),
  taskTemplate: named("taskTemplates"),
  phoneNumber: named("phoneNumbers"),
  lambda: { collection: "lambdas", entry: ({ name }) => lambdaArn(name) },
  lexBot: { collection: "lexBots", entry: ({ name }) => botNames(name) },
};

/** A module with the versions and aliases that are asked for. */
function moduleEntry(thing: Asked): Entry {
  const content = JSON.stringify(placeholderContent({ kind: "module" }));
  const numbers = thing.qualifiers.filter((qualifier) => /^\d+$/.test(qualifier)).map(Number);
  const versions = [...new Set([1, ...numbers])].map((version) => ({ version, content }));
  const aliases = Object.values(aliasNames(thing)).map((name) => ({
    id: randomUUID(),
    name,
    version: 1,
    modifiedAt: 0,
  }));
  return {
    ...(thing.wantedId === undefined ? {} : { id: thing.wantedId }),
    name: thing.name,
    content,
    versions,
    aliases,
  };
}

function lambdaArn(name: string): string {
  return `arn:aws:lambda:${TARGET.region}:${TARGET.account}:function:${name}`;
}

/** Takes `Bot/alias` apart. */
export function botNames(name: string): { readonly bot: string; readonly alias: string } {
  const slash = name.lastIndexOf("/");
  return slash > 0 ? { bot: name.slice(0, slash), alias: name.slice(slash + 1) } : { bot: name, alias: "live" };
}

function identityIn({ instances }: SimulatorDocument, thing: Thing): TargetIdentity {
  const entries = (instances[0]?.[ROWS[thing.kind].collection] ?? []) as readonly Entry[];
  const bot = botNames(thing.name);
  const found = entries.find((entry) => {
    if (thing.kind === "lambda") return entry.arn === lambdaArn(thing.name);
    return thing.kind === "lexBot" ? entry.name === bot.bot && entry.alias === bot.alias : entry.name === thing.name;
  });
  if (!found) throw new Error(`the simulator has no ${thing.kind} named ${thing.name}`);
  const aliases = (found.aliases ?? []) as readonly { readonly id: string; readonly name: string }[];
  const byName = Object.fromEntries(aliases.map(({ id, name }) => [name, id]));
  return { id: String(found.id), arn: String(found.arn), aliases: byName };
}
