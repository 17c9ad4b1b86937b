import { findReferences } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import { parseArn } from "../../model/arn.js";
import type { Kind } from "../../model/kind.js";
import type { Desired, Lookup } from "../../model/resource.js";
import type { LoadedInstance } from "../../sim/index.js";

type Entry = Readonly<Record<string, unknown>>;
type Collection = Exclude<keyof LoadedInstance, "alias" | "id" | "region" | "account" | "empty" | "quotas">;

/** Where the simulator keeps what is only looked up, and what a stand-in for it has. */
const COLLECTIONS: Readonly<Record<Kind, readonly [Collection, Entry]>> = {
  flow: ["flows", { type: "CONTACT_FLOW", content: oneBlock("EndFlowExecution") }],
  module: ["modules", { content: oneBlock("EndFlowModuleExecution") }],
  hours: ["hours", { timeZone: "UTC", config: always() }],
  queue: ["queues", {}],
  testCase: ["testCases", { content: {} }],
  prompt: ["prompts", {}],
  quickConnect: ["quickConnects", { config: { QuickConnectType: "QUEUE" } }],
  routingProfile: ["routingProfiles", {}],
  agentStatus: ["agentStatuses", {}],
  securityProfile: ["securityProfiles", {}],
  user: ["users", {}],
  hierarchyGroup: ["hierarchyGroups", {}],
  view: ["views", {}],
  taskTemplate: ["taskTemplates", {}],
  phoneNumber: ["phoneNumbers", {}],
  lambda: ["lambdas", {}],
  lexBot: ["lexBots", {}],
};

function oneBlock(Type: string): object {
  const block = { Identifier: "only looked up", Type, Parameters: {}, Transitions: {} };
  return { Version: "2019-10-30", StartAction: block.Identifier, Actions: [block] };
}

function always(): readonly object[] {
  const midnight = { Hours: 0, Minutes: 0 };
  const days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
  return days.map((Day) => ({ Day, StartTime: midnight, EndTime: midnight }));
}

/**
 * Stand-ins for what the manifest only looks up, so that it can be walked through with nothing but its files.
 *
 * A stand-in has the name and nothing else that is known: hours are always open, a flow or module ends at once. What
 * `has` knows already is left as it is.
 */
export function standIns(
  { lookups, resources }: Desired,
  place: { readonly region: string; readonly account: string },
  has: (collection: string, name: string) => boolean,
): Partial<LoadedInstance> {
  const collections: Record<string, Entry[]> = {};
  const aliases = aliasesOf(resources);
  for (const lookup of lookups) {
    const [collection, base] = COLLECTIONS[lookup.kind];
    const entry = { ...base, ...aliased(aliases.get(lookup.address)), ...named(lookup, place) };
    if (!has(collection, String(entry["name"] ?? "")))
      collections[collection] = [...(collections[collection] ?? []), entry];
  }
  return collections as Partial<LoadedInstance>;
}

/** The names of aliases that contents ask for, by the module. */
function aliasesOf(resources: Desired["resources"]): ReadonlyMap<Address, ReadonlySet<string>> {
  const aliases = new Map<Address, Set<string>>();
  for (const { reference } of resources.flatMap(({ body }) => findReferences(body))) {
    if (reference.alias === undefined) continue;
    aliases.set(reference.address, (aliases.get(reference.address) ?? new Set()).add(reference.alias));
  }
  return aliases;
}

function aliased(names: ReadonlySet<string> | undefined): Entry {
  if (names === undefined) return {};
  const content = JSON.stringify(oneBlock("EndFlowModuleExecution"));
  const aliases = [...names].map((name) => ({ id: `alias-${name}`, name, version: 1, modifiedAt: 0 }));
  return { versions: [{ version: 1, content }], aliases };
}

function named({ by, kind, address }: Lookup, { region, account }: { region: string; account: string }): Entry {
  if ("bot" in by) return { bot: by.bot, alias: by.alias };
  if ("arn" in by) return { name: kind === "lexBot" ? address : by.arn, arn: by.arn, id: idOf(by.arn, kind) };
  if (kind !== "lambda") return { name: by.name };
  const arn = `arn:aws:lambda:${region}:${account}:function:${by.name}`;
  return { name: arn, arn };
}

/** Functions and bots are known by their whole ARNs. */
const idOf = (arn: string, kind: Kind): string =>
  kind === "lambda" || kind === "lexBot" ? arn : (parseArn(arn)?.resource.split("/").at(-1) ?? arn);
