import { join } from "node:path";
import { desiredFor, loadProject, type Project, selectEnvironment } from "../manifest/index.js";
import { type Checked, type Diagnostic, hasErrors } from "../model/diagnostic.js";
import type { Environment } from "../model/environment.js";
import type { Provider } from "../model/provider.js";
import type { Desired } from "../model/resource.js";
import { type JournalFile, openJournal, openStateStore, type StateStore } from "../state/index.js";
import type { Context } from "./command.js";
import { UsageError } from "./usage.js";
import { toolName } from "./version.js";

/** A project with one of its environments chosen. */
export interface Chosen {
  readonly project: Project;
  readonly environment: Environment;
}

/** What a command needs to work on an instance. */
export interface Session extends Chosen {
  readonly desired: Desired;
  readonly warnings: readonly Diagnostic[];
  readonly provider: Provider;
  readonly store: StateStore;
  readonly journal: JournalFile;
  /** Calls to the service so far, by operation. */
  readonly calls: () => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
}

/** Loads the project; any error ends the command with everything there is to say. */
export function openProject(context: Context): { readonly project: Project; readonly warnings: readonly Diagnostic[] } {
  const { folder, manifest, world } = context;
  const options = manifest === undefined ? {} : { manifest };
  const { value: project, diagnostics } = loadProject({ folder, ...options, sha256: world.sha256 });
  if (!project || hasErrors(diagnostics)) throw new UsageError(diagnostics);
  return { project, warnings: diagnostics };
}

export function chooseEnvironment(project: Project, context: Context): Environment {
  const { value, diagnostics } = selectEnvironment(project, context.environment);
  if (!value) throw new UsageError(diagnostics);
  return value;
}

/** Gives the value, or ends the command when there are errors. */
export function orFail<Value>({ value, diagnostics }: Checked<Value>): Value {
  if (hasErrors(diagnostics)) throw new UsageError(diagnostics);
  return value;
}

/** Opens everything; nothing is read from the instance yet. */
export async function openSession(
  context: Context,
  needs: { readonly desired: boolean } = { desired: true },
): Promise<Session> {
  const { project, warnings } = openProject(context);
  const environment = chooseEnvironment(project, context);
  const checked = needs.desired ? desiredFor(project, environment) : { value: NOTHING_DESIRED, diagnostics: [] };
  if (hasErrors(checked.diagnostics)) throw new UsageError([...warnings, ...checked.diagnostics]);
  const live = await openLive(environment, context);
  return {
    project,
    environment,
    desired: checked.value,
    warnings: [...warnings, ...checked.diagnostics],
    ...openRecord(environment, context),
    ...live,
  };
}

export const NOTHING_DESIRED: Desired = { resources: [], lookups: [], moved: [], removed: [] };

/** The state and the journal of an environment. */
export function openRecord(
  environment: Environment,
  { folder, world }: Context,
): { store: StateStore; journal: JournalFile } {
  const place = { folder, environment: environment.name };
  const store = openStateStore({
    ...place,
    path: environment.state,
    sha256: world.sha256,
    newLineage: world.newId,
    now: world.now,
    random: world.random,
  });
  return { store, journal: openJournal(place) };
}

/** Where a project keeps its simulated instances. */
export function simulatorFolder(folder: string): string {
  return join(folder, ".connectctl", "simulator");
}

async function openLive(
  environment: Environment,
  context: Context,
): Promise<Pick<Session, "provider" | "calls" | "close">> {
  const { world, out, verbose } = context;
  const { openProvider, openBuckets } = await import("../connect/index.js");
  const simulated = environment.simulator ? await openSimulated(environment, context) : undefined;
  const provider = openProvider(simulated?.environment ?? environment, {
    now: world.now,
    sleep: world.sleep,
    random: world.random,
    env: world.env,
    buckets: openBuckets(world),
    tool: toolName(),
    ...(simulated ? { requestHandler: simulated.handler } : {}),
    ...(verbose ? { onCall: ({ operation }: { operation: string }) => out.note(`call ${operation}`) } : {}),
  });
  return { provider, calls: () => provider.calls(), close: async () => simulated?.close() };
}

/** The embedded Amazon Connect, with the environment's instance in it. */
async function openSimulated(environment: Environment, { folder }: Context) {
  const { openSimulator } = await import("../sim/index.js");
  const simulator = await openSimulator({ folder: simulatorFolder(folder) });
  const { id } = await simulator.ensureInstance({
    alias: environment.instance ?? environment.name,
    region: environment.region ?? "us-east-1",
    account: environment.account ?? "123456789012",
  });
  const region = environment.region ?? "us-east-1";
  return {
    environment: { ...environment, instance: id, region },
    handler: simulator.handler,
    close: () => simulator.close(),
  };
}
