import type {
  ContactInitiationMethod,
  Reference,
  SegmentAttributeValue,
  TestCaseEntryPoint,
  TestCaseStatus,
} from "@aws-sdk/client-connect";
import type { Walk } from "../walk/walk.js";
import type { Entry } from "./entry.js";

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
