import type {
  AgentStatusState,
  AgentStatusType,
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
  RoutingProfileManualAssignmentQueueConfig,
  RoutingProfileQueueConfig,
  TaskTemplateConstraints,
  TaskTemplateDefaults,
  TaskTemplateField,
  TaskTemplateStatus,
  ViewType,
} from "@aws-sdk/client-connect";
import type {
  ContactEntry,
  LambdaResultEntry,
  TestCaseEntry,
  TestCaseResultEntry,
  TestRunEntry,
} from "./contact-entries.js";
import type { Entry, Tokened } from "./entry.js";
import type { FlowEntry, ModuleEntry } from "./flow-entries.js";

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
  /** Queues from which agents take contacts by hand. */
  readonly manualQueues?: readonly RoutingProfileManualAssignmentQueueConfig[] | undefined;
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

export interface TaskTemplateEntry extends Entry, Tokened {
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

export interface ViewEntry extends Entry, Tokened {
  readonly type: ViewType;
  readonly content?: ViewBody | undefined;
  readonly draft?: ViewBody | undefined;
}

/** A claimed number; its name is the number in E.164. */
export interface PhoneNumberEntry extends Entry, Tokened {
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
