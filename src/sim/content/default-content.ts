import type { CollectionName } from "../entries/entries.js";
import type { Entry } from "../entries/entry.js";
import { arnOf, type Instance, partitionOf } from "../instance.js";
import type { World } from "../world.js";
import { DEFAULT_FLOWS, type DefaultArns } from "./default-flows.js";

/** Fills a new instance with what a real one holds on its first day. */
export function defaultContent(world: World, instance: Instance): void {
  const make = makerOf(world, instance);
  const prompts = PROMPTS.map((name) => instance.tables.prompts.put(make("prompts", name)));
  const hours = instance.tables.hours.put({ ...make("hours", "Basic Hours"), ...BASIC_HOURS });
  const queue = instance.tables.queues.put({
    ...make("queues", "BasicQueue"),
    description: "A simple, basic voice queue.",
    type: "STANDARD",
    status: "ENABLED",
    hoursId: hours.id,
    quickConnectIds: [],
  });
  putPeople(instance, make, queue.id);
  putViews(world, instance);
  putFlows(instance, make, {
    queue: queue.arn,
    beep: prompts.find((prompt) => prompt.name === "Beep.wav")?.arn ?? "",
    hold: prompts.find((prompt) => prompt.name.startsWith("Music_"))?.arn ?? "",
  });
}

type Make = (collection: CollectionName, name: string) => Entry;

function makerOf(world: World, instance: Instance): Make {
  const now = instance.about.createdAt;
  return (collection, name) => {
    const id = world.newId();
    return { id, arn: arnOf(instance.about, collection, id), name, tags: {}, createdAt: now, modifiedAt: now };
  };
}

const PROMPTS = [
  "Beep.wav",
  "CustomerHold.wav",
  "CustomerQueue.wav",
  "Music_Jazz_MyTimetoFly_Inst.wav",
  "Music_Pop_ThisAndThatIsLife_Inst.wav",
  "Music_Rock_EverywhereTheSunShines_Inst.wav",
];

const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;

const BASIC_HOURS = {
  description: "Basic Hours",
  timeZone: "America/New_York",
  config: WEEK.map((Day) => ({ Day, StartTime: { Hours: 0, Minutes: 0 }, EndTime: { Hours: 0, Minutes: 0 } })),
  parents: [],
  overrides: [],
};

function putPeople(instance: Instance, make: Make, queueId: string): void {
  const { tables } = instance;
  const profile = tables.routingProfiles.put({
    ...make("routingProfiles", "Basic Routing Profile"),
    description: "A simple routing profile.",
    defaultQueueId: queueId,
    queues: [{ QueueReference: { QueueId: queueId, Channel: "VOICE" }, Priority: 1, Delay: 0 }],
    concurrencies: [
      { Channel: "VOICE", Concurrency: 1 },
      { Channel: "CHAT", Concurrency: 2 },
      { Channel: "TASK", Concurrency: 1 },
    ],
    isDefault: true,
  });
  const [admin] = SECURITY_PROFILES.map((name) =>
    tables.securityProfiles.put({ ...make("securityProfiles", name), settings: { Permissions: ["BasicAgentAccess"] } }),
  );
  tables.agentStatuses.put({ ...make("agentStatuses", "Available"), type: "ROUTABLE", state: "ENABLED", order: 1 });
  tables.agentStatuses.put({ ...make("agentStatuses", "Offline"), type: "OFFLINE", state: "ENABLED", order: 2 });
  const user = tables.users.put({
    ...make("users", "admin"),
    settings: {
      IdentityInfo: { FirstName: "Ada", LastName: "Admin" },
      PhoneConfig: { PhoneType: "SOFT_PHONE", AutoAccept: false },
      SecurityProfileIds: [admin?.id ?? ""],
      RoutingProfileId: profile.id,
    },
  });
  putAgentQueue(instance, user);
}

const SECURITY_PROFILES = ["Admin", "Agent", "CallCenterManager", "QualityAnalyst"];

/** Every user has a queue of the same id whose type is AGENT. */
export function putAgentQueue(instance: Instance, user: Entry): void {
  instance.tables.queues.put({
    id: user.id,
    arn: `${instance.about.arn}/queue/agent/${user.id}`,
    name: `agent:${user.id}`,
    tags: {},
    createdAt: user.createdAt,
    modifiedAt: user.modifiedAt,
    type: "AGENT",
    status: "ENABLED",
    hoursId: "",
    quickConnectIds: [],
  });
}

const VIEWS = ["cards", "confirmation", "detail", "form", "list"];

function putViews(world: World, instance: Instance): void {
  const { region } = instance.about;
  for (const id of VIEWS) {
    const name = `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
    instance.tables.views.put({
      id,
      arn: `arn:${partitionOf(region)}:connect:${region}:aws:view/${id}:1`,
      name,
      description: `AWS managed view ${name}.`,
      tags: {},
      createdAt: world.now(),
      modifiedAt: world.now(),
      type: "AWS_MANAGED",
      content: { template: JSON.stringify({ Head: { Title: name }, Body: [] }), actions: ["Submit", "Back"] },
    });
  }
}

function putFlows(instance: Instance, make: Make, arns: Omit<DefaultArns, "flow">): void {
  const entries = new Map(DEFAULT_FLOWS.map((flow) => [flow.name, make("flows", flow.name)]));
  const flow = (name: string): string => entries.get(name)?.arn ?? "";
  for (const source of DEFAULT_FLOWS) {
    const entry = entries.get(source.name);
    if (entry === undefined) continue;
    const { type, description, isDefault } = source;
    const content = source.content({ ...arns, flow });
    instance.tables.flows.put({ ...entry, description, type, isDefault, state: "ACTIVE", content, versions: [] });
  }
}
