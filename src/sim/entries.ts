import type {
  AgentStatusState,
  AgentStatusType,
  ContactFlowState,
  ContactFlowType,
  ContactInitiationMethod,
  CreateSecurityProfileRequest,
  CreateUserRequest,
  HoursOfOperationConfig,
  HoursOfOperationOverride,
  MediaConcurrency,
  OutboundCallerConfig,
  OutboundEmailConfig,
  PhoneNumberCountryCode,
  PhoneNumberType,
  QueueStatus,
  QueueType,
  QuickConnectConfig,
  Reference,
  RoutingProfileQueueConfig,
  SegmentAttributeValue,
  TaskTemplateConstraints,
  TaskTemplateDefaults,
  TaskTemplateField,
  TaskTemplateStatus,
  TestCaseEntryPoint,
  TestCaseStatus,
  ViewType,
} from "@aws-sdk/client-connect";
import type { Walk } from "./walk/walk.js";

export type Tags = Readonly<Record<string, string>>;

/** What every stored thing has. Times are milliseconds since the epoch. Entries are values: a change puts a new one. */
export interface Entry {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly tags: Tags;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly description?: string | undefined;
}

/** A flow; `content` is what is published, `draft` what was saved and not published. */
export interface FlowEntry extends Entry {
  readonly type: ContactFlowType;
  readonly state: ContactFlowState;
  readonly content?: string | undefined;
  readonly draft?: string | undefined;
  /** Came with the instance: cannot be archived or deleted. */
  readonly isDefault?: boolean | undefined;
  readonly versions: readonly ContentVersion[];
}

/** An immutable snapshot of a flow's or module's content. */
interface ContentVersion {
  readonly version: number;
  readonly content: string;
  readonly settings?: string | undefined;
  readonly description?: string | undefined;
}

export interface ModuleEntry extends Entry {
  readonly state: ContactFlowState;
  readonly content?: string | undefined;
  readonly draft?: string | undefined;
  readonly settings?: string | undefined;
  readonly externalInvocation: boolean;
  readonly versions: readonly ContentVersion[];
  readonly lastVersion: number;
  readonly aliases: readonly ModuleAlias[];
  readonly clientToken?: string | undefined;
}

export interface ModuleAlias {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly description?: string | undefined;
  readonly modifiedAt: number;
}

export interface HoursEntry extends Entry {
  readonly timeZone: string;
  readonly config: readonly HoursOfOperationConfig[];
  readonly parents: readonly string[];
  readonly overrides: readonly HoursOverride[];
}

export interface HoursOverride {
  readonly id: string;
  readonly name: string;
  readonly value: Pick<
    HoursOfOperationOverride,
    "Description" | "Config" | "EffectiveFrom" | "EffectiveTill" | "RecurrenceConfig" | "OverrideType"
  >;
}

export interface QueueEntry extends Entry {
  readonly type: QueueType;
  readonly status: QueueStatus;
  readonly hoursId: string;
  readonly maxContacts?: number | undefined;
  readonly outboundCaller?: OutboundCallerConfig | undefined;
  readonly outboundEmail?: OutboundEmailConfig | undefined;
  readonly quickConnectIds: readonly string[];
}

export interface QuickConnectEntry extends Entry {
  readonly config: QuickConnectConfig;
}

export interface PromptEntry extends Entry {
  readonly s3Uri?: string | undefined;
}

export interface RoutingProfileEntry extends Entry {
  readonly defaultQueueId: string;
  readonly queues: readonly RoutingProfileQueueConfig[];
  readonly concurrencies: readonly MediaConcurrency[];
  readonly timer?: "TIME_SINCE_LAST_ACTIVITY" | "TIME_SINCE_LAST_INBOUND" | undefined;
  readonly isDefault?: boolean | undefined;
}

export type SecurityProfileSettings = Pick<
  CreateSecurityProfileRequest,
  | "AllowedAccessControlTags"
  | "TagRestrictedResources"
  | "HierarchyRestrictedResources"
  | "AllowedAccessControlHierarchyGroupId"
  | "GranularAccessControlConfiguration"
  | "Permissions"
  | "Applications"
  | "AllowedFlowModules"
>;

export interface SecurityProfileEntry extends Entry {
  readonly settings: SecurityProfileSettings;
}

export interface AgentStatusEntry extends Entry {
  readonly type: AgentStatusType;
  readonly state: AgentStatusState;
  readonly order?: number | undefined;
}

export type UserSettings = Omit<CreateUserRequest, "InstanceId" | "Username" | "Password" | "Tags">;

/** A user; its name is the user name. */
export interface UserEntry extends Entry {
  readonly settings: UserSettings;
}

export interface HierarchyGroupEntry extends Entry {
  readonly parentId?: string | undefined;
  /** Depth from 1 to 5. */
  readonly level: number;
}

export interface TaskTemplateEntry extends Entry {
  readonly status: TaskTemplateStatus;
  readonly fields: readonly TaskTemplateField[];
  readonly constraints?: TaskTemplateConstraints | undefined;
  readonly defaults?: TaskTemplateDefaults | undefined;
  readonly flowId?: string | undefined;
  readonly selfAssignFlowId?: string | undefined;
}

export interface ViewBody {
  readonly template?: string | undefined;
  readonly actions?: readonly string[] | undefined;
}

export interface ViewEntry extends Entry {
  readonly type: ViewType;
  readonly content?: ViewBody | undefined;
  readonly draft?: ViewBody | undefined;
}

/** A claimed number; its name is the number in E.164. */
export interface PhoneNumberEntry extends Entry {
  readonly numberType: PhoneNumberType;
  readonly country: PhoneNumberCountryCode;
  readonly flowId?: string | undefined;
}

/** A Lex V2 alias that is associated with the instance; its id is the alias ARN, its name the bot's. */
export interface LexBotEntry extends Entry {
  readonly botId: string;
  readonly alias: string;
  readonly aliasId: string;
}

interface LexV1BotEntry extends Entry {
  readonly region: string;
}

/** A flow tied to something that is not a voice number; its id is `type|resource`. */
export interface AssociationEntry extends Entry {
  readonly resourceType: string;
  readonly flowId: string;
}

/** A task contact; its tags are the user's contact tags. */
export interface ContactEntry extends Entry {
  readonly flowId?: string | undefined;
  /** Those of the first contact, where several are linked. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly scheduledAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly endReason?: string | undefined;
  readonly relatedId?: string | undefined;
  readonly previousId?: string | undefined;
  /** The first of the linked contacts, where it is not this one. */
  readonly initialId?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly initiation?: ContactInitiationMethod | undefined;
  readonly templateId?: string | undefined;
  readonly references?: Readonly<Record<string, Reference>> | undefined;
  readonly segmentAttributes?: Readonly<Record<string, SegmentAttributeValue>> | undefined;
  readonly languageCode?: string | undefined;
  readonly customerId?: string | undefined;
  /** Flows for events, by the name of the hook. */
  readonly hooks?: Readonly<Record<string, string>> | undefined;
  /** How long it may live, in milliseconds. */
  readonly lifetime?: number | undefined;
  /** How many tasks made each other before it. */
  readonly generation?: number | undefined;
  /** Where it waits (a queue's id, or a user's), and since when. */
  readonly queue?: { readonly id: string; readonly at: number } | undefined;
  /** Where it is on its way; none when it has come to rest. */
  readonly walk?: Walk | undefined;
}

/** What a Lambda function answers; its name is the function's name or ARN. */
export interface LambdaResultEntry extends Entry {
  readonly result?: Readonly<Record<string, unknown>> | undefined;
  /** It fails with this message. */
  readonly error?: string | undefined;
  readonly timeout?: boolean | undefined;
}

/** A test case; the service's own language of its content is not known here. */
export interface TestCaseEntry extends Entry {
  readonly content: string;
  readonly status: TestCaseStatus;
  readonly entryPoint?: TestCaseEntryPoint | undefined;
  readonly initializationData?: string | undefined;
}

/** A run of a test case; its name is that of the test case. What it comes to is known from the start, and shown in its time. */
export interface TestRunEntry extends Entry {
  readonly testCaseId: string;
  readonly clientToken?: string | undefined;
  readonly result: "PASSED" | "FAILED";
  readonly observations: readonly TestObservation[];
  /** When it ends by itself, in milliseconds since the epoch. */
  readonly endsAt: number;
  readonly stoppedAt?: number | undefined;
}

export interface TestObservation {
  readonly id: string;
  readonly status: "PASSED" | "FAILED";
  readonly record: string;
}

/** What a test case comes to; its name is the test case's name. */
export interface TestCaseResultEntry extends Entry {
  readonly result: "PASSED" | "FAILED";
  readonly observations: readonly TestObservation[];
  /** Milliseconds from its start to its end. */
  readonly takes?: number | undefined;
}

/** Everything an instance holds, by the name of its collection. */
export interface Collections {
  flows: FlowEntry;
  modules: ModuleEntry;
  hours: HoursEntry;
  queues: QueueEntry;
  quickConnects: QuickConnectEntry;
  prompts: PromptEntry;
  routingProfiles: RoutingProfileEntry;
  securityProfiles: SecurityProfileEntry;
  agentStatuses: AgentStatusEntry;
  users: UserEntry;
  hierarchyGroups: HierarchyGroupEntry;
  taskTemplates: TaskTemplateEntry;
  views: ViewEntry;
  phoneNumbers: PhoneNumberEntry;
  lambdas: Entry;
  lexBots: LexBotEntry;
  lexV1Bots: LexV1BotEntry;
  associations: AssociationEntry;
  contacts: ContactEntry;
  lambdaResults: LambdaResultEntry;
  testCases: TestCaseEntry;
  testRuns: TestRunEntry;
  testCaseResults: TestCaseResultEntry;
}

export type CollectionName = keyof Collections;
