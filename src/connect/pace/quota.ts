import type { ManagedKind } from "../../model/kind.js";
import { KIND_QUOTAS, type Quota } from "../../model/quota.js";

const QUOTAS: Readonly<Record<string, Quota>> = {
  CreateContactFlow: KIND_QUOTAS.flow,
  CreateContactFlowModule: KIND_QUOTAS.module,
  CreateContactFlowModuleVersion: { name: "Versions per module", archivedCount: false },
  CreateContactFlowModuleAlias: { name: "Aliases per module", archivedCount: false },
  CreateHoursOfOperation: KIND_QUOTAS.hours,
  CreateQueue: KIND_QUOTAS.queue,
  CreateTestCase: KIND_QUOTAS.testCase,
  StartTaskContact: { name: "Concurrent active tasks", archivedCount: false, amount: 2500 },
};

/** The quota on how many of a kind an instance may have. */
export function quotaOfKind(kind: ManagedKind): Quota | undefined {
  return KIND_QUOTAS[kind];
}

/** The quota that an operation runs into, where we know it. */
export function quotaOf(operation: string): Quota | undefined {
  return QUOTAS[operation];
}
