import { desiredFor, type Lost, loadProject, type Project, standInForLost } from "../manifest/index.js";
import type { ContactRecord } from "../model/contact.js";
import { type Checked, type Diagnostic, hasErrors } from "../model/diagnostic.js";
import type { Environment } from "../model/environment.js";
import type { Desired } from "../model/resource.js";
import {
  type EnvironmentRecord,
  type JournalFile,
  openRecord as openRecordAt,
  type StateStore,
} from "../state/index.js";
import { chooseEnvironment } from "./line/choose-environment.js";
import type { Context } from "./line/command.js";
import { UsageError } from "./line/usage.js";
import { type Live, openLive } from "./open-live.js";

/** A project with one of its environments chosen. */
export interface Chosen {
  readonly project: Project;
  readonly environment: Environment;
}

/** What a command needs to work on an instance. */
export interface Session extends Chosen, Live {
  readonly desired: Desired;
  readonly warnings: readonly Diagnostic[];
  readonly store: StateStore;
  readonly journal: JournalFile;
  /** The task contacts that were started here and are not known to have ended. */
  readonly contacts: ContactRecord;
  readonly acquireLock: EnvironmentRecord["acquireLock"];
}

/** What a command can do without in the files. */
interface Forgiving {
  /** Who goes by the state needs no sound resources. */
  readonly entries?: "sound" | "any";
  /** Contents that the command writes anew. */
  readonly lost?: Lost;
}

/** Loads the project; any error that is not forgiven ends the command with everything there is to say. */
export function openProject(
  context: Context,
  { entries, lost }: Forgiving = {},
): { readonly project: Project; readonly warnings: readonly Diagnostic[] } {
  const { folder, manifest, world } = context;
  const options = manifest === undefined ? {} : { manifest };
  const loaded = loadProject({ folder, ...options, sha256: world.sha256 });
  const { value: project, diagnostics } = lost ? standInForLost(loaded, lost) : loaded;
  const isForgiven = ({ address }: Diagnostic) => entries === "any" && address !== undefined;
  if (!project || hasErrors(diagnostics.filter((one) => !isForgiven(one)))) throw new UsageError(diagnostics);
  return { project, warnings: diagnostics };
}

/** Gives the value, or ends the command when there are errors. */
export function orFail<Value>({ value, diagnostics }: Checked<Value>): Value {
  if (hasErrors(diagnostics)) throw new UsageError(diagnostics);
  return value;
}

interface Needs extends Pick<Forgiving, "lost"> {
  readonly desired: boolean | "if-valid" | "if-readable" | "any-content";
}

/**
 * Opens everything; nothing is read from the instance yet. The desired graph is needed whole, or not at all; may be missing
 * where it has errors (`if-valid`); or may hold contents that the service would refuse (`any-content`), for those that
 * replace them or may leave them as they live; or both (`if-readable`).
 */
export async function openSession(context: Context, needs: Needs = { desired: true }): Promise<Session> {
  const goesByState = [false, "if-valid", "if-readable"].includes(needs.desired);
  const { project, warnings } = openProject(context, { ...needs, entries: goesByState ? "any" : "sound" });
  const environment = chooseEnvironment(project, context);
  const checked = needs.desired ? desiredFor(project, environment) : { value: NOTHING_DESIRED, diagnostics: [] };
  const isAny = needs.desired === "any-content" || needs.desired === "if-readable";
  const isForgiven = ({ code }: Diagnostic) => isAny && code.startsWith("flow/");
  const isInvalid = hasErrors([...warnings, ...checked.diagnostics].filter((one) => !isForgiven(one)));
  if (isInvalid && !goesByState) throw new UsageError([...warnings, ...checked.diagnostics]);
  const live = await openLive(environment, context);
  return {
    project,
    environment,
    desired: isInvalid ? NOTHING_DESIRED : checked.value,
    warnings: [...(needs.desired === false ? warnings.filter(isWarning) : warnings), ...checked.diagnostics],
    ...openRecord(environment, context),
    ...live,
  };
}

/** Opens a session, works in it, and closes it whatever happens; gives what the work gives. */
export async function inSession<Value>(
  context: Context,
  needs: Needs,
  work: (session: Session) => Promise<Value>,
): Promise<Value> {
  const session = await openSession(context, needs);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

const isWarning = ({ severity }: Diagnostic) => severity === "warning";

/**
 * Opens everything to plan with. What the content files said is in the desired graph by then: their texts are let go,
 * since together they are long.
 */
export async function openToPlan(context: Context): Promise<Session> {
  const session = await openSession(context, { desired: "any-content" });
  return { ...session, project: { ...session.project, contents: new Map() } };
}

export const NOTHING_DESIRED: Desired = { resources: [], lookups: [], moved: [], removed: [] };

/** The state, the journal and the lock of an environment, in its folder or its bucket. */
export function openRecord(
  { name, state, stateAccess, profile, roleArn, region }: Environment,
  { folder, world }: Context,
): EnvironmentRecord {
  return openRecordAt({
    folder,
    environment: name,
    path: state,
    access: stateAccess,
    profile,
    roleArn,
    region,
    env: world.env,
    sha256: world.sha256,
    newId: world.newId,
    now: world.now,
    sleep: world.sleep,
    random: world.random,
  });
}
