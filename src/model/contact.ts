import type { OpenRun, TestRun } from "./test-run.js";

/** A pointer that a task shows to the agent; types are those StartTaskContact takes (never an attachment). */
export interface TaskReference {
  readonly type: "URL" | "NUMBER" | "STRING" | "DATE" | "EMAIL";
  readonly value: string;
}

/** What leads a task through a flow: exactly one of the three, each as an id in the instance. */
export type TaskEntry =
  | { readonly flowId: string }
  | { readonly taskTemplateId: string }
  | { readonly quickConnectId: string };

/** A task contact to be started. */
export interface Task {
  readonly entry: TaskEntry;
  readonly name: string;
  readonly description?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly references: Readonly<Record<string, TaskReference>>;
  /** Milliseconds since the epoch. */
  readonly scheduledTime?: number;
  readonly previousContactId?: string;
  readonly relatedContactId?: string;
  /** Makes a repeated start give the first one's contact; never used for two tasks. */
  readonly clientToken: string;
}

/** A contact as DescribeContact shows it. Times in milliseconds since the epoch, absent where they have not come. */
export interface Contact {
  readonly id: string;
  /** The first of its chain, which holds the attributes of all. */
  readonly initialId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly channel?: string;
  readonly initiationMethod?: string;
  readonly initiatedAt?: number;
  readonly scheduledAt?: number;
  readonly endedAt?: number;
  readonly endReason?: string;
  /** The queue it waits in or waited in last. */
  readonly queueId?: string;
  readonly enqueuedAt?: number;
  readonly agentId?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What became of a stop: `gone` where the service says that it has ended already, or knows no such contact. */
export type Stop = "stopped" | "gone";

/** The port that starts, looks at and stops task contacts. Every failure is a `Fault`; calls wait for the rate. */
export interface Contacts {
  /** Gives the contact's id. May be repeated with the same token. */
  start(task: Task): Promise<string>;
  /** Undefined where the service knows no such contact. */
  describe(id: string): Promise<Contact | undefined>;
  /** The user-defined attributes, which flows set. */
  attributes(id: string): Promise<Readonly<Record<string, string>>>;
  stop(id: string): Promise<Stop>;
}

/** A contact that was started here and is not known to be stopped. Without an id: whether it was started is not known. */
export interface OpenContact {
  readonly task: Task;
  readonly id?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Whether a smoke test started it: whoever finds it left behind stops it. */
  readonly isSmoke: boolean;
}

/**
 * The port that remembers which contacts and runs of test cases were started, per environment. Each call resolves only when what it says would
 * survive a kill.
 */
export interface ContactRecord {
  /** Must have resolved before the start is sent. */
  willStart(task: Task | TestRun, isSmoke: boolean): Promise<void>;
  started(clientToken: string, id: string): Promise<void>;
  /** It ended, was stopped, or was never started. */
  closed(clientToken: string): Promise<void>;
  open(): Promise<readonly OpenContact[]>;
  openRuns(): Promise<readonly OpenRun[]>;
  /** Removes what a kill left of a record in which nothing is open; absent where nothing can be left. */
  tidy?(): Promise<void>;
}
