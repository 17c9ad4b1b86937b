import type { ConnectProvider } from "../../connect/index.js";
import { type Change, isWrite } from "../../model/change.js";
import type { ManagedKind } from "../../model/kind.js";
import type { Provider } from "../../model/provider.js";

type Rated = Pick<ConnectProvider, "calls" | "estimate">;

/** Milliseconds until all calls that wait for their turn are sent: that of the operation with the longest queue. */
export function waitingTime(provider: Provider & Partial<Rated>): number {
  const { calls, estimate } = provider;
  if (!calls || !estimate) return 0;
  return Math.max(0, ...Object.keys(calls()).map((operation) => estimate(operation, 0)));
}

/** Calls that something takes, by operation. */
export type CallCounts = Readonly<Record<string, number>>;

/** Milliseconds until so many more calls are sent: that of the operation that is asked for most, at its rate. */
export function timeFor(counts: CallCounts, { estimate }: Pick<Rated, "estimate">): number {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return Math.max(0, ...some.map(([operation, count]) => estimate(operation, count)));
}

/** What is left of calls once some of them have been begun. */
export function callsLeft(all: CallCounts, begun: CallCounts): CallCounts {
  return Object.fromEntries(
    Object.entries(all).map(([operation, count]) => [operation, Math.max(0, count - (begun[operation] ?? 0))]),
  );
}

/** The writes that carrying out changes takes, as far as a plan can tell. */
export function callsOf(changes: readonly Change[]): CallCounts {
  const counts: Record<string, number> = {};
  for (const operation of changes.filter(isWrite).flatMap(operationsOf)) {
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}

interface Operations {
  readonly create: string;
  readonly remove: string;
  /** By the field that is written; those of a group go with one call. */
  readonly update: (field: string) => string;
}

const CONTENT = new Set(["content", "layout", "published", "settings"]);

const OPERATIONS: Readonly<Record<ManagedKind, Operations>> = {
  flow: {
    create: "CreateContactFlow",
    remove: "DeleteContactFlow",
    update: (field) => (CONTENT.has(field) ? "UpdateContactFlowContent" : "UpdateContactFlowMetadata"),
  },
  module: {
    create: "CreateContactFlowModule",
    remove: "DeleteContactFlowModule",
    update: (field) => (CONTENT.has(field) ? "UpdateContactFlowModuleContent" : "UpdateContactFlowModuleMetadata"),
  },
  hours: {
    create: "CreateHoursOfOperation",
    remove: "DeleteHoursOfOperation",
    update: () => "UpdateHoursOfOperation",
  },
  queue: { create: "CreateQueue", remove: "DeleteQueue", update: queueOperation },
  testCase: { create: "CreateTestCase", remove: "DeleteTestCase", update: () => "UpdateTestCase" },
};

const QUEUE_FIELDS: Readonly<Record<string, string>> = {
  enabled: "UpdateQueueStatus",
  hours: "UpdateQueueHoursOfOperation",
  maxContacts: "UpdateQueueMaxContacts",
  outboundCaller: "UpdateQueueOutboundCallerConfig",
};

function queueOperation(field: string): string {
  return QUEUE_FIELDS[field] ?? "UpdateQueueName";
}

function operationsOf(change: Change): readonly string[] {
  const { action, kind, placeholder, superseded } = change;
  const { create, remove, update } = OPERATIONS[kind];
  if (action === "delete") return [remove];
  const removed = superseded.map(() => remove);
  const filled = placeholder ? [update("content")] : [];
  if (action === "create") return [create, ...filled, ...removed];
  if (action === "replace") return [update("name"), create, ...filled, remove, ...removed];
  const fields = new Set(change.fields.map(({ path }) => path.split("/")[0] ?? path));
  return [...new Set([...fields].map((field) => (field === "tags" ? "TagResource" : update(field)))), ...removed];
}
