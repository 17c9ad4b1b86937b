import { applyPlan } from "../../apply/index.js";
import { desiredFor } from "../../manifest/index.js";
import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { hasErrors } from "../../model/diagnostic.js";
import type { Environment } from "../../model/environment.js";
import type { Journal } from "../../model/journal.js";
import type { Provider } from "../../model/provider.js";
import type { Desired } from "../../model/resource.js";
import { buildPlan } from "../../plan/index.js";
import type { InstanceIdentity, LoadedInstance, Simulator } from "../../sim/index.js";
import type { Context } from "../line/command.js";
import { UsageError } from "../line/usage.js";
import { standIns } from "../pulling/stand-ins.js";
import { type Chosen, orFail } from "../session.js";
import { toolName } from "../version.js";
import { gather } from "./gather.js";
import { neededBy } from "./needed-by.js";

/** A simulated instance in which the files of a project have been applied, or what lies there already. */
export interface Stage {
  readonly simulator: Simulator;
  readonly instance: InstanceIdentity;
  /** Addresses by the ids they have in the instance. */
  readonly addresses: ReadonlyMap<string, Address>;
}

/**
 * Applies what a flow needs of a project's files to an instance in memory, with stand-ins for what they only look up;
 * all of them where no flow of theirs has that address or name.
 *
 * No state is read or written, and nobody is asked. Content that the service would refuse ends the command.
 */
export async function rehearse(chosen: Chosen, flow: string, context: Context): Promise<Stage> {
  const { environment, project } = chosen;
  const desired = orFail(neededBy(flow, desiredFor(project, environment)));
  const { world } = context;
  const { simulator, instance } = await openInstance(environment, context);
  await simulator.load({ instances: [instanceOf(simulator, instance, desired)] });
  const { openProvider, openBuckets } = await import("../../connect/index.js");
  const provider = openProvider(inMemory(environment, instance), {
    ...world,
    buckets: openBuckets(world),
    tool: toolName(),
    requestHandler: simulator.handler,
  });
  const addresses = await applyAll(provider, { ...chosen, desired, instance }, context, project.sha256);
  return { simulator, instance, addresses };
}

async function openInstance({ name, instance: named, ...more }: Environment, { world }: Context) {
  const { openSimulator } = await import("../../sim/index.js");
  let ids = 0;
  const newId = () => `00000000-0000-4000-9000-${String(++ids).padStart(12, "0")}`;
  const simulator = await openSimulator({ newId, now: world.now });
  const id = /([0-9a-f-]{36})$/.exec(named ?? "")?.[1];
  const instance = await simulator.ensureInstance({
    alias: id === undefined ? (named ?? name) : name,
    region: more.region ?? "us-east-1",
    account: more.account ?? "123456789012",
  });
  return { simulator, instance };
}

const inMemory = (
  { endpoint: _, profile: __, ...rest }: Environment,
  { id, region }: InstanceIdentity,
): Environment => ({
  ...rest,
  simulator: true,
  rate: "unlimited",
  instance: id,
  region,
});

/** The document that puts stand-ins, and room for whatever is to come, into the instance. */
function instanceOf(simulator: Simulator, instance: InstanceIdentity, desired: Desired): LoadedInstance {
  const [document] = simulator.dump(instance.alias).instances;
  const has = (collection: string, name: string): boolean => {
    const entries: unknown = document?.[collection as keyof LoadedInstance];
    return Array.isArray(entries) && entries.some((entry: { name?: unknown }) => entry.name === name);
  };
  const { id, alias, region } = instance;
  const quotas = { flows: 10_000, modules: 10_000, queues: 10_000, hours: 10_000 };
  return { alias, id, region, quotas, ...standIns(desired, instance, has) };
}

interface Rehearsal extends Chosen {
  readonly desired: Desired;
  readonly instance: InstanceIdentity;
}

async function applyAll(
  provider: Provider,
  { environment, project, desired, instance }: Rehearsal,
  { world }: Context,
  sha256: string,
): Promise<ReadonlyMap<string, Address>> {
  const { snapshot, warnings } = await gather(provider, desired, undefined);
  const plan = buildPlan(
    {
      tool: toolName(),
      createdAt: new Date(world.now()).toISOString(),
      environment: inMemory(environment, instance),
      mode: "normal",
      desired,
      snapshot,
      state: undefined,
      stateSha256: null,
      manifest: { sha256, files: project.files.map(({ file }) => file) },
      options: OPTIONS,
      sha256: world.sha256,
    },
    warnings,
  );
  refuse(plan.diagnostics);
  const kept = noteAddresses();
  const { failed } = await applyPlan({
    plan,
    provider,
    journal: kept.journal,
    live: new Map(),
    sha256: world.sha256,
    parallelism: 16,
    isStopped: () => false,
    assertHeld: async () => undefined,
    emit: (event) => {
      if (event.type === "change_done") kept.addresses.set(event.id, event.address);
    },
  });
  refuse(failed.flatMap(({ diagnostics }) => diagnostics));
  for (const { address, id } of plan.changes) if (id !== null) kept.addresses.set(id, address);
  for (const [address, found] of Object.entries(snapshot.lookups))
    if (found.type === "found") kept.addresses.set(found.identity.id, address).set(found.identity.arn, address);
  return kept.addresses;
}

const OPTIONS = {
  targets: [],
  excludes: [],
  refresh: "full",
  allowDelete: false,
  adopt: true,
  maxDelete: 100,
  onConflict: "overwrite",
} as const;

function refuse(diagnostics: readonly Diagnostic[]): void {
  if (hasErrors(diagnostics)) throw new UsageError(diagnostics);
}

/** A journal that nobody reads again, and the addresses that were told of. */
function noteAddresses(): { readonly journal: Journal; readonly addresses: Map<string, Address> } {
  let last = 0;
  return {
    addresses: new Map(),
    journal: {
      begin: async () => {
        last += 1;
        return last;
      },
      end: async () => undefined,
    },
  };
}
