import { resolve } from "node:path";
import { desiredFor, type Lost, writeFiles as writeProjectFiles } from "../../manifest/index.js";
import { hasErrors } from "../../model/diagnostic.js";
import { nearNames } from "../../model/near-name.js";
import type { PullReport } from "../../model/pull.js";
import type { State } from "../../model/state.js";
import { type Exported, type PullOptions, type PullSourceKind, readExported } from "../../pull/index.js";
import { renderPullText } from "../../report/index.js";
import { type Recorded, readRecorded, writeRepair } from "../applying/recorded.js";
import { underStateLock } from "../applying/state-lock.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { type Args, addressesArg, type Command, type Context, flagArg, textArg } from "../line/command.js";
import { readDuration, UsageError, usageError } from "../line/usage.js";
import { exportedProvider } from "../pulling/exported-provider.js";
import { managedKinds } from "../pulling/gather-pull.js";
import { type MadePull, makePull, type PullSource } from "../pulling/pulling.js";
import { readExports } from "../pulling/read-exports.js";
import { inSession, openProject, type Session } from "../session.js";

/** `pull`: what lives becomes what the files say. */
export const pullCommand: Command = {
  positionals: { addresses: { describe: "Addresses or globs; without any, what is managed already" } },
  options: {
    all: { type: "boolean", describe: "Everything of the kinds, also what is new" },
    kinds: {
      type: "string",
      requiresArg: true,
      defaultDescription: "flow,module",
      describe: "Kinds to take, separated by commas: flow, module, hours, queue, testCase",
    },
    drafts: {
      type: "boolean",
      describe:
        "Look for drafts newer than what is published; they are reported, and pulled for flows given by address",
    },
    from: {
      type: "string",
      requiresArg: true,
      describe: "A folder of exported files in place of the instance: console exports, saved answers, lists with names",
    },
    "dry-run": { type: "boolean", describe: "Show what would be written, and write nothing" },
    force: { type: "boolean", describe: "Where the files differ from what is pulled, take what is pulled" },
    "lock-timeout": { type: "string", default: "0s", requiresArg: true, describe: "How long to wait for the lock" },
  },
  examples: [
    ["pull --env staging --all", "A first time, or to take what is new"],
    ["pull 'flow.main-*'", "Only some"],
    ["pull --dry-run", "What has been edited in the console"],
    ["pull --from exports", "From files that somebody exported; writes no state"],
  ],
  run: async (context, args) => {
    const options = pullOptionsOf(args);
    const from = textArg(args, "from");
    if (from !== undefined) return pullFrom(resolve(context.world.cwd, from), context, options, args);
    return inSession(context, { desired: "any-content", lost: lostWith(options) }, async (session) => {
      assertSomething(options, session);
      return flagArg(args, "dry-run") ? await showOnly(session, context, options) : await pull(session, context, args);
    });
  },
};

function pullOptionsOf(args: Args): PullOptions {
  const words = textArg(args, "kinds")
    ?.split(/[\s,]+/)
    .filter((word) => word !== "");
  const kinds = words && managedKinds(words);
  if (words && (!kinds || words.length === 0)) {
    throw usageError(`\`${words.join(",")}\` names ${kinds ? "no kind" : "a kind that nothing manages"}`, {
      help: "write --kinds with some of flow,module,hours,queue,testCase",
    });
  }
  const patterns = addressesArg(args, "addresses");
  if (flagArg(args, "all") && patterns.length > 0) {
    throw usageError("--all and addresses exclude each other", { help: "leave one of them out" });
  }
  return { patterns, all: flagArg(args, "all"), kinds, force: flagArg(args, "force"), drafts: flagArg(args, "drafts") };
}

/** A pull brings a file back that is gone; one that is there and no JSON is somebody's work. */
function lostWith({ force }: PullOptions): Lost {
  return force ? "missing-or-broken" : "missing";
}

/** Exported files become files of the project. There is no instance, and so no state: an apply adopts by name. */
async function pullFrom(folder: string, context: Context, options: PullOptions, args: Args): Promise<number> {
  if (options.drafts) throw usageError("--drafts needs an instance", { help: "leave it out, or leave --from out" });
  const { project, warnings } = openProject(context, { lost: lostWith(options) });
  const environment = chooseEnvironment(project, context);
  const { value: desired, diagnostics } = desiredFor(project, environment);
  const errors = diagnostics.filter(({ code, severity }) => severity === "error" && !code.startsWith("flow/"));
  if (errors.length > 0) throw new UsageError([...warnings, ...errors]);
  const exported = readExported(readExports(folder), context.world.sha256);
  const provider = exportedProvider(exported);
  const source = { project, environment, desired, warnings, provider, source: "files" as const };
  const made = await make(source, context, { ...options, all: options.patterns.length === 0 }, undefined);
  const dryRun = flagArg(args, "dry-run");
  if (!dryRun) writeProject(project.folder, made);
  const report = withHeldOnly(made.report, exported);
  const told = [...made.warnings, ...exported.diagnostics];
  return tell({ ...made, report, warnings: told }, context, { dryRun, from: "files" });
}

/** What files only name cannot be taken from them. */
function withHeldOnly(report: PullReport, { live }: Exported): PullReport {
  const held = new Set(live.map(({ kind, id }) => `${kind} ${id}`));
  return { ...report, leftOut: report.leftOut.filter(({ kind, id }) => held.has(`${kind} ${id}`)) };
}

function writeProject(folder: string, { files }: MadePull): void {
  const refused = writeProjectFiles(folder, files);
  if (hasErrors(refused)) throw new UsageError(refused, EXIT.failed);
}

function assertSomething({ patterns, all }: PullOptions, { desired }: Session): void {
  if (all || patterns.length > 0 || desired.resources.length > 0) return;
  throw usageError("Nothing is managed yet, so that there is nothing to pull", {
    help: "run `connectctl pull --all`, or name what to pull by address or glob",
  });
}

async function showOnly(session: Session, context: Context, options: PullOptions): Promise<number> {
  const recorded = await readRecorded(session.store, session.journal, session.provider, context.world);
  const made = await make({ ...session, source: "instance" }, context, options, recorded.state);
  return tell(made, context, { dryRun: true });
}

async function pull(session: Session, context: Context, args: Args): Promise<number> {
  const timeoutMs = readDuration(textArg(args, "lock-timeout") ?? "0s", "lock-timeout");
  return underStateLock(session, context, { operation: "pull", timeoutMs }, async (lock) => {
    const { store, journal, provider } = session;
    const recorded: Recorded = await readRecorded(store, journal, provider, context.world);
    await lock.assertHeld();
    const state = await writeRepair(session, recorded, context);
    const made = await make({ ...session, source: "instance" }, context, pullOptionsOf(args), state);
    await lock.assertHeld();
    writeProject(session.project.folder, made);
    await lock.assertHeld();
    await writeRecord(made, session, state);
    return tell(made, context, { dryRun: false });
  });
}

async function make(session: PullSource, context: Context, options: PullOptions, state: State | undefined) {
  assertSameInstance(state, (await session.provider.target()).instanceArn);
  const made = await makePull(session, context, options, state);
  const { unmatched, addresses } = made.choice;
  const [first] = unmatched;
  if (first !== undefined) {
    const near = nearNames(first, [...addresses.values()]);
    throw usageError(
      `\`${first}\` names nothing in the ${session.source === "files" ? "exported files" : "instance"}`,
      {
        help:
          near.length > 0
            ? `write ${near.map((one) => `\`${one}\``).join(" or ")}`
            : "run `connectctl pull --all --dry-run`",
      },
    );
  }
  return made;
}

function assertSameInstance(state: State | undefined, instanceArn: string): void {
  if (state === undefined || state.instanceArn === instanceArn) return;
  throw new UsageError(
    [
      {
        severity: "error",
        code: "cli/other-instance",
        summary: "The state is of another instance",
        detail: `The state records ${state.instanceArn}; the environment leads to ${instanceArn}.`,
        help: "correct the environment, or give it a state of its own with `state`",
      },
    ],
    EXIT.precondition,
  );
}

async function writeRecord(
  { record }: MadePull,
  { store, provider }: Session,
  state: State | undefined,
): Promise<void> {
  if (!state && record.resources.length === 0) return;
  const before = state ?? store.create((await provider.target()).instanceArn);
  await store.write({ ...before, ...record });
}

interface Told {
  readonly dryRun: boolean;
  readonly from?: PullSourceKind;
}

function tell({ report, warnings, unread }: MadePull, { out }: Context, { dryRun, from = "instance" }: Told): number {
  out.document({ ...report, dryRun });
  out.result(renderPullText(report, { ...out.look, dryRun, from }));
  out.diagnostics([...warnings, ...unread]);
  if (report.summary.conflict > 0) return EXIT.blocked;
  return hasErrors(unread) ? EXIT.failed : EXIT.done;
}
