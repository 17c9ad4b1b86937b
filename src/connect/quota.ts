/** A limit on how many there may be. Defaults are those of the service quotas page of the Administrator Guide. */
export interface Quota {
  readonly name: string;
  readonly amount?: number;
  readonly archivedCount: boolean;
}

const FLOWS: Quota = { name: "Flows per instance", amount: 100, archivedCount: true };
const MODULES: Quota = { name: "Modules per instance", amount: 200, archivedCount: true };

const QUOTAS: Readonly<Record<string, Quota>> = {
  CreateContactFlow: FLOWS,
  CreateContactFlowModule: MODULES,
  CreateContactFlowModuleVersion: { name: "Versions per module", archivedCount: false },
  CreateContactFlowModuleAlias: { name: "Aliases per module", archivedCount: false },
  CreateHoursOfOperation: { name: "Hours of operation per instance", amount: 100, archivedCount: false },
  CreateQueue: { name: "Queues per instance", amount: 100, archivedCount: false },
};

/** The quota that an operation runs into, where we know it. */
export function quotaOf(operation: string): Quota | undefined {
  return QUOTAS[operation];
}
