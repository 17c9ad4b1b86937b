import type { CollectionName, Collections } from "./entries/entries.js";
import type { Quotas } from "./quotas.js";
import { Table } from "./table.js";

/** Who an instance is. `createdAt` is milliseconds since the epoch. */
export interface InstanceAbout {
  readonly id: string;
  readonly arn: string;
  readonly alias: string;
  readonly region: string;
  readonly account: string;
  readonly createdAt: number;
  readonly inboundCalls: boolean;
  readonly outboundCalls: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Names of the hierarchy levels, first to fifth. */
  readonly hierarchyLevels: readonly string[];
  /** Quotas of its own, as a customer gets them raised. */
  readonly quotas?: Quotas;
}

type Tables = { readonly [Name in CollectionName]: Table<Collections[Name]> };

/** One embedded instance: who it is and all it holds. */
export interface Instance {
  about: InstanceAbout;
  readonly tables: Tables;
  /** Counts writes; tells the disk what is still to be flushed. */
  revision: number;
}

/** The word of a collection in ARNs; collections without one keep ARNs of their own. */
const ARN_WORDS: Readonly<Record<CollectionName, string>> = {
  flows: "contact-flow",
  modules: "flow-module",
  hours: "operating-hours",
  queues: "queue",
  quickConnects: "transfer-destination",
  prompts: "prompt",
  routingProfiles: "routing-profile",
  securityProfiles: "security-profile",
  agentStatuses: "agent-state",
  users: "agent",
  hierarchyGroups: "agent-group",
  taskTemplates: "task-template",
  views: "view",
  phoneNumbers: "phone-number",
  lambdas: "lambda",
  lexBots: "lex-bot",
  lexV1Bots: "lex-v1-bot",
  associations: "association",
  contacts: "contact",
  lambdaResults: "lambda-result",
  testCases: "test-case",
  testRuns: "test-run",
  testCaseResults: "test-case-result",
};

export const COLLECTION_NAMES = Object.keys(ARN_WORDS) as readonly CollectionName[];

/** The ARN of a thing in an instance; phone numbers have no instance part. */
export function arnOf(
  about: Pick<InstanceAbout, "arn" | "region" | "account">,
  name: CollectionName,
  id: string,
): string {
  if (name === "phoneNumbers")
    return `arn:${partitionOf(about.region)}:connect:${about.region}:${about.account}:phone-number/${id}`;
  return `${about.arn}/${ARN_WORDS[name]}/${id}`;
}

/** The collection that an ARN's word stands for. */
export const collectionOf = (word: string): CollectionName | undefined =>
  COLLECTION_NAMES.find((name) => ARN_WORDS[name] === word && !UNADDRESSED.has(name));

const UNADDRESSED: ReadonlySet<CollectionName> = new Set([
  "lambdas",
  "lexBots",
  "lexV1Bots",
  "associations",
  "lambdaResults",
  "testRuns",
  "testCaseResults",
]);

export const partitionOf = (region: string): string => (region.startsWith("us-gov-") ? "aws-us-gov" : "aws");

export const instanceArnOf = (region: string, account: string, id: string): string =>
  `arn:${partitionOf(region)}:connect:${region}:${account}:instance/${id}`;

/** Makes an instance that holds nothing. */
export function emptyInstance(about: InstanceAbout): Instance {
  const instance: { about: InstanceAbout; revision: number; tables?: Tables } = { about, revision: 0 };
  const changed = (): void => {
    instance.revision += 1;
  };
  const tables = Object.fromEntries(COLLECTION_NAMES.map((name) => [name, new Table(changed)]));
  instance.tables = tables as unknown as Tables;
  return instance as Instance;
}
