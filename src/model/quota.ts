import type { ManagedKind } from "./kind.js";

/** A limit on how many there may be in an instance. */
export interface Quota {
  /** Its name in Service Quotas. */
  readonly name: string;
  /** The default; an account may have more. */
  readonly amount?: number;
  readonly archivedCount: boolean;
}

/**
 * How many of each managed kind an instance takes, by default: service quotas page of the Administrator Guide, which has
 * no number for test cases.
 */
export const KIND_QUOTAS: Readonly<Record<ManagedKind, Quota>> = {
  flow: { name: "Flows per instance", amount: 100, archivedCount: true },
  module: { name: "Modules per instance", amount: 200, archivedCount: true },
  hours: { name: "Hours of operation per instance", amount: 100, archivedCount: false },
  queue: { name: "Queues per instance", amount: 100, archivedCount: false },
  testCase: { name: "Test cases per instance", archivedCount: false },
};
