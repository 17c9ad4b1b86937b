import type { CollectionName } from "../entries/entries.js";
import type { Entry } from "../entries/entry.js";
import { arnOf, type Instance } from "../instance.js";
import type { World } from "../world.js";

type Raw = Readonly<Record<string, unknown>>;

/**
 * Makes a whole entry of what a document says about it, or tells what is wrong with it.
 *
 * Without an id it takes the place of the entry that has its name, if there is one.
 */
export function completeEntry(world: World, instance: Instance, name: CollectionName, raw: unknown): Entry | string {
  const source = typeof raw === "string" ? { name: raw } : raw;
  if (typeof source !== "object" || source === null || Array.isArray(source)) return "not an object";
  const { missing, fill } = KINDS[name];
  const filled = fill(source as Raw, instance);
  if (typeof filled === "string") return filled;
  const lacks = ["name", ...(missing ?? [])].find((member) => filled[member] === undefined);
  if (lacks !== undefined) return `lacks \`${lacks}\``;
  const wrong = ["id", "name", "arn"].find(
    (member) => filled[member] !== undefined && typeof filled[member] !== "string",
  );
  if (wrong !== undefined) return `\`${wrong}\` is not a string`;
  return withParts(world, instance, name, filled);
}

function withParts(world: World, instance: Instance, name: CollectionName, filled: Raw): Entry {
  const same = instance.tables[name].named(String(filled.name));
  const id = (filled.id as string | undefined) ?? same?.id ?? world.newId();
  const now = world.now();
  return {
    tags: {},
    createdAt: now,
    modifiedAt: now,
    arn: arnOf(instance.about, name, id),
    ...filled,
    id,
  } as unknown as Entry;
}

interface Kind {
  /** Members that a document must give beside the name. */
  readonly missing?: readonly string[];
  /** Puts in what a document may leave out; returns a text when that cannot be done. */
  readonly fill: (raw: Raw, instance: Instance) => Raw | string;
}

const asText = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : value;

function withContent(raw: Raw): Raw {
  const { status, content, ...rest } = raw;
  const text = asText(content);
  const place = status === "SAVED" ? "draft" : "content";
  const given = text === undefined ? {} : { [place]: text };
  return { ...rest, ...given };
}

function fillFlow(raw: Raw): Raw | string {
  const flow = { state: "ACTIVE", versions: [], ...withContent(raw) } as Raw;
  return flow.content === undefined && flow.draft === undefined ? "lacks `content`" : flow;
}

function fillModule(raw: Raw): Raw | string {
  const filled = fillFlow({
    externalInvocation: false,
    lastVersion: 0,
    aliases: [],
    ...raw,
    settings: asText(raw.settings),
  });
  if (typeof filled === "string") return filled;
  const versions = filled.versions as readonly { readonly version: number }[];
  return { ...filled, lastVersion: Math.max(Number(filled.lastVersion), ...versions.map((item) => item.version)) };
}

/** A queue may name its hours; without any it takes the first hours of the instance. */
function fillQueue(raw: Raw, instance: Instance): Raw | string {
  const { hours, ...rest } = raw;
  const known = instance.tables.hours;
  const wanted = typeof hours === "string" ? (known.named(hours) ?? known.get(hours)) : known.all()[0];
  const hoursId = raw.hoursId ?? wanted?.id;
  if (hoursId === undefined && raw.type !== "AGENT") return `there are no hours \`${String(hours ?? "")}\``;
  return { type: "STANDARD", status: "ENABLED", quickConnectIds: [], ...rest, hoursId: hoursId ?? "" };
}

function fillLambda(raw: Raw): Raw | string {
  const arn = raw.arn ?? raw.name;
  if (typeof arn !== "string" || !arn.startsWith("arn:")) return "a Lambda function is given by its ARN";
  return { ...raw, id: arn, arn, name: arn };
}

/** What a function answers: an object, a failure, or nothing in time; exactly one of the three. */
function fillLambdaResult(raw: Raw): Raw | string {
  const given = ["result", "error", "timeout"].filter((member) => raw[member] !== undefined);
  if (given.length !== 1) return "has exactly one of `result`, `error` and `timeout`";
  const { result = {}, error = "", timeout = true } = raw;
  if (typeof result !== "object" || result === null || Array.isArray(result)) return "`result` is not an object";
  if (typeof error !== "string") return "`error` is not a text";
  return timeout === true ? raw : "`timeout` is not true";
}

function fillTestCase(raw: Raw): Raw | string {
  const { content, initializationData } = raw;
  if (content === undefined) return "lacks `content`";
  return { status: "PUBLISHED", ...raw, content: asText(content), initializationData: asText(initializationData) };
}

/** What a test case comes to: `PASSED` or `FAILED`, and the observations that show it. */
function fillTestCaseResult(raw: Raw): Raw | string {
  const { result, observations = [], takes = 0 } = raw;
  if (result !== "PASSED" && result !== "FAILED") return "`result` is neither `PASSED` nor `FAILED`";
  if (!Array.isArray(observations)) return "`observations` is not a list";
  if (typeof takes !== "number") return "`takes` is not a number of milliseconds";
  const filled = observations.map((one: Raw | null, index) => ({
    id: String(one?.id ?? `observation-${index + 1}`),
    status: one?.status === "FAILED" ? "FAILED" : "PASSED",
    record: String(asText(one?.record) ?? ""),
  }));
  return { ...raw, observations: filled };
}

/** A bot alias by the names `bot` and `alias`, by ids, or by its ARN. */
function fillLexBot(raw: Raw, instance: Instance): Raw | string {
  const { bot, ...rest } = raw;
  const name = bot ?? raw.name;
  if (typeof name !== "string") return "lacks `bot`";
  const alias = typeof raw.alias === "string" ? raw.alias : "live";
  const [, fromBot, fromAlias] = /bot-alias\/([^/]+)\/([^/]+)$/.exec(String(raw.arn ?? "")) ?? [];
  const botId = raw.botId ?? fromBot ?? idFrom(name, "B");
  const aliasId = raw.aliasId ?? fromAlias ?? idFrom(`${name}/${alias}`, "A");
  const { region, account } = instance.about;
  const arn = raw.arn ?? `arn:aws:lex:${region}:${account}:bot-alias/${String(botId)}/${String(aliasId)}`;
  return { ...rest, name, alias, botId, aliasId, arn, id: arn };
}

/** Ten characters as Lex writes ids, the same for the same text. */
function idFrom(text: string, first: string): string {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 101559956668416;
  return `${first}${sum.toString(36).toUpperCase().padStart(9, "0").slice(-9)}`;
}

const profileDefaults = (raw: Raw, instance: Instance): Raw => ({
  defaultQueueId: instance.tables.queues.all()[0]?.id ?? "",
  queues: [],
  concurrencies: [{ Channel: "VOICE", Concurrency: 1 }],
  ...raw,
});

const plain =
  (defaults: Raw = {}) =>
  (raw: Raw): Raw => ({ ...defaults, ...raw });

const KINDS: Readonly<Record<CollectionName, Kind>> = {
  flows: { missing: ["type"], fill: fillFlow },
  modules: { fill: fillModule },
  hours: { fill: plain({ timeZone: "UTC", config: [], parents: [], overrides: [] }) },
  queues: { fill: fillQueue },
  quickConnects: { missing: ["config"], fill: plain() },
  prompts: { fill: plain() },
  routingProfiles: { fill: profileDefaults },
  securityProfiles: { fill: plain({ settings: {} }) },
  agentStatuses: { fill: plain({ type: "CUSTOM", state: "ENABLED" }) },
  users: { fill: plain({ settings: { SecurityProfileIds: [], RoutingProfileId: "" } }) },
  hierarchyGroups: { fill: plain({ level: 1 }) },
  taskTemplates: { fill: plain({ status: "ACTIVE", fields: [] }) },
  views: { fill: plain({ type: "CUSTOMER_MANAGED" }) },
  phoneNumbers: { fill: plain({ numberType: "DID", country: "US" }) },
  lambdas: { fill: fillLambda },
  lexBots: { fill: fillLexBot },
  lexV1Bots: { missing: ["region"], fill: (raw) => ({ ...raw, id: `${String(raw.name)}@${String(raw.region)}` }) },
  associations: { missing: ["resourceType", "flowId"], fill: plain() },
  contacts: { fill: plain({ attributes: {} }) },
  lambdaResults: { fill: fillLambdaResult },
  testCases: { fill: fillTestCase },
  testRuns: { missing: ["testCaseId", "result", "endsAt"], fill: plain({ observations: [] }) },
  testCaseResults: { fill: fillTestCaseResult },
};
