import type { Options } from "yargs";
import { Fault } from "../../model/fault.js";
import type { Kind } from "../../model/kind.js";
import type { Plan, PlanOptions } from "../../model/plan.js";
import type { Provider } from "../../model/provider.js";
import type { Snapshot } from "../../model/snapshot.js";
import { buildPlan, kindsToList, selectDesired } from "../../plan/index.js";
import { type Recorded, readRecorded } from "../applying/recorded.js";
import { assertSameInstance } from "../applying/state-fits.js";
import { type Args, addressesArg, type Context, flagArg, textArg } from "../line/command.js";
import { readPercent, UsageError, usageError } from "../line/usage.js";
import { progressLine, readingTitle } from "../screen/progress.js";
import { waitingTime } from "../screen/time-left.js";
import { NOTHING_DESIRED, type Session } from "../session.js";
import { toolName } from "../version.js";
import { gather, withoutReading } from "./gather.js";

/** Flags that decide what is planned. */
export const PLANNING_OPTIONS: Readonly<Record<string, Options>> = {
  target: { type: "array", requiresArg: true, describe: "Only these addresses (globs) and what they refer to" },
  exclude: { type: "array", requiresArg: true, describe: "Not these addresses (globs)" },
  refresh: { choices: ["full", "none"], default: "full", describe: "Whether the instance is read" },
  "allow-delete": {
    type: "boolean",
    describe: "Delete what is in the state and not in the manifest; allow replacements",
  },
  adopt: { type: "boolean", default: true, describe: "Take over what exists under the same name; --no-adopt refuses" },
  "max-delete": {
    type: "string",
    default: "30%",
    requiresArg: true,
    describe: "Most that may be deleted, from ten resources on",
  },
  "on-conflict": { choices: ["stop", "overwrite"], default: "stop", describe: "What to do where both sides changed" },
};

export const WORKING_OPTIONS: Readonly<Record<string, Options>> = {
  "lock-timeout": {
    type: "string",
    default: "0s",
    requiresArg: true,
    describe: "How long to wait for the lock, such as 30s",
  },
  parallelism: { type: "number", default: 16, requiresArg: true, describe: "Most calls at the same time" },
};

export function planOptionsOf(args: Args): PlanOptions {
  return {
    targets: addressesArg(args, "target"),
    excludes: addressesArg(args, "exclude"),
    refresh: textArg(args, "refresh") === "none" ? "none" : "full",
    allowDelete: flagArg(args, "allow-delete"),
    adopt: args["adopt"] !== false,
    maxDelete: readPercent(textArg(args, "max-delete") ?? "30%", "max-delete"),
    onConflict: textArg(args, "on-conflict") === "overwrite" ? "overwrite" : "stop",
  };
}

/** A plan, with what was read to make it. */
export interface Planned {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly recorded: Recorded;
}

/** Reads everything and plans; writes nothing. */
export async function makePlan(
  session: Session,
  context: Context,
  options: PlanOptions,
  mode: Plan["mode"] = "normal",
): Promise<Planned> {
  const { provider, store, journal } = session;
  const recorded = await readRecorded(store, journal, provider, context.world);
  return planFrom(recorded, session, context, options, mode);
}

/** Plans from a state that is known already. */
export async function planFrom(
  recorded: Recorded,
  session: Session,
  context: Context,
  options: PlanOptions,
  mode: Plan["mode"] = "normal",
): Promise<Planned> {
  const { provider, project, environment } = session;
  if (mode === "normal") refuseUnrecorded(session, recorded, options);
  const desired = mode === "destroy" ? NOTHING_DESIRED : session.desired;
  const title = readingTitle([...desired.resources, ...(recorded.state?.resources ?? [])]);
  const progress = progressLine(context, { title, atBest: () => waitingTime(provider) });
  const { snapshot, warnings } =
    options.refresh === "none"
      ? await withoutReading(stateOr(recorded))
      : await gather(provider, desired, recorded.state, { onProgress: progress.show });
  progress.end();
  assertSameInstance(recorded.state, snapshot.target, environment);
  const facts = {
    tool: toolName(),
    createdAt: new Date(context.world.now()).toISOString(),
    environment,
    mode,
    desired,
    snapshot,
    state: recorded.state,
    stateSha256: recorded.sha256,
    manifest: { sha256: project.sha256, files: project.files.map(({ file }) => file) },
    options,
    sha256: context.world.sha256,
  };
  const told = [...session.warnings, ...warnings];
  const plan = buildPlan(facts, told);
  const kinds = kindsToList(plan, facts);
  if (kinds.length === 0) return { plan, snapshot, recorded };
  const wider = { ...snapshot, listed: { ...snapshot.listed, ...(await listWhatMayBe(provider, kinds)) } };
  return { plan: buildPlan({ ...facts, snapshot: wider }, told), snapshot: wider, recorded };
}

/** Lists that were not needed for more than to see whose an id is; who may not read one of them is told of the id. */
async function listWhatMayBe(provider: Provider, kinds: readonly Kind[]): Promise<Snapshot["listed"]> {
  const lists = kinds.map(async (kind) => {
    try {
      return [[kind, await provider.list(kind)] as const];
    } catch (error) {
      if (error instanceof Fault && error.kind === "permission") return [];
      throw error;
    }
  });
  return Object.fromEntries((await Promise.all(lists)).flat());
}

/**
 * Only what lives by the state may turn out to be left as it is, and what is not selected surely is; any other content with
 * errors is refused at once.
 */
function refuseUnrecorded({ desired, warnings }: Session, { state }: Recorded, options: PlanOptions): void {
  const errors = warnings.filter(({ severity }) => severity === "error");
  if (desired === NOTHING_DESIRED || errors.length === 0) return;
  const recorded = new Set((state?.resources ?? []).map(({ address }) => address));
  const known = new Set(desired.resources.map(({ address }) => address));
  const selected = selectDesired(desired, options);
  const mayStay = (address = "") => known.has(address) && (recorded.has(address) || !selected.has(address));
  if (!errors.every(({ address }) => mayStay(address))) throw new UsageError(warnings);
}

function stateOr({ state }: Recorded) {
  if (state) return state;
  throw usageError("--refresh none needs a state", { help: "plan once with --refresh full and apply it" });
}
