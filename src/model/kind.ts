/** The word for what a resource is. */
export type Kind =
  | "flow"
  | "module"
  | "hours"
  | "queue"
  | "testCase"
  | "prompt"
  | "quickConnect"
  | "routingProfile"
  | "agentStatus"
  | "securityProfile"
  | "user"
  | "hierarchyGroup"
  | "view"
  | "taskTemplate"
  | "phoneNumber"
  | "lambda"
  | "lexBot";

/** What the house knows of a kind without asking the service. */
export interface KindFacts {
  /** What people call it. */
  readonly label: string;
  /** The manifest section that manages it; absent where it can only be looked up. */
  readonly section?: string;
  /** The word in its ARN: the resource type after the instance, or the service's own. */
  readonly arnWord: string;
  /** Fields that only a create can set; a change of one is a replacement. */
  readonly createOnly: readonly string[];
  /** Whether its body has `content` in the Flow language. */
  readonly hasContent: boolean;
}

const lookedUp = (label: string, arnWord: string): KindFacts => ({ label, arnWord, createOnly: [], hasContent: false });

/**
 * All kinds. ARN words are those of the Service Authorization Reference; create-only fields are those that no update
 * operation of API version 2017-08-08 takes.
 */
export const KINDS = {
  flow: { label: "flow", section: "flows", arnWord: "contact-flow", createOnly: ["type"], hasContent: true },
  module: {
    label: "flow module",
    section: "modules",
    arnWord: "flow-module",
    createOnly: ["externalInvocation"],
    hasContent: true,
  },
  hours: {
    label: "hours of operation",
    section: "hours",
    arnWord: "operating-hours",
    createOnly: [],
    hasContent: false,
  },
  queue: { label: "queue", section: "queues", arnWord: "queue", createOnly: [], hasContent: false },
  testCase: { label: "test case", section: "testCases", arnWord: "test-case", createOnly: [], hasContent: false },
  prompt: lookedUp("prompt", "prompt"),
  quickConnect: lookedUp("quick connect", "transfer-destination"),
  routingProfile: lookedUp("routing profile", "routing-profile"),
  agentStatus: lookedUp("agent status", "agent-state"),
  securityProfile: lookedUp("security profile", "security-profile"),
  user: lookedUp("user", "agent"),
  hierarchyGroup: lookedUp("hierarchy group", "agent-group"),
  view: lookedUp("view", "view"),
  taskTemplate: lookedUp("task template", "task-template"),
  phoneNumber: lookedUp("phone number", "phone-number"),
  lambda: lookedUp("Lambda function", "function"),
  lexBot: lookedUp("Lex bot alias", "bot-alias"),
} as const satisfies Record<Kind, KindFacts>;

export const ALL_KINDS = Object.keys(KINDS) as readonly Kind[];

/** The folder of a project that holds the contents of test cases. */
export const TEST_FOLDER = "tests";

/** Kinds that a manifest can manage. */
export type ManagedKind = "flow" | "module" | "hours" | "queue" | "testCase";

export const MANAGED_KINDS = ["flow", "module", "hours", "queue", "testCase"] as const satisfies readonly ManagedKind[];

export function isKind(text: string): text is Kind {
  return Object.hasOwn(KINDS, text);
}

export function isManagedKind(text: string): text is ManagedKind {
  return (MANAGED_KINDS as readonly string[]).includes(text);
}

export function kindFacts(kind: Kind): KindFacts {
  return KINDS[kind];
}
