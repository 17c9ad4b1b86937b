import type { Project } from "../../manifest/index.js";
import { isBucketUrl } from "../../model/bucket-url.js";
import type { Environment } from "../../model/environment.js";
import { Fault } from "../../model/fault.js";
import { safeText } from "../../report/index.js";
import type { EnvironmentRecord } from "../../state/index.js";
import { underStateLock } from "../applying/state-lock.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { type Args, type Command, type Context, textArg } from "../line/command.js";
import { readDuration, usageError } from "../line/usage.js";
import { openProject, openRecord } from "../session.js";

/** `state migrate`: moves the record between the project folder and a bucket. */
export const stateMigrateCommand: Command = {
  options: {
    to: { type: "string", requiresArg: true, describe: "New place: a path in the project, or s3://bucket/key" },
    from: { type: "string", requiresArg: true, describe: "Old place, when the manifest names the new one already" },
    "store-endpoint": { type: "string", requiresArg: true, describe: "Endpoint of the S3-compatible store given here" },
    "store-region": { type: "string", requiresArg: true, describe: "Region of the bucket given here" },
    "lock-timeout": { type: "string", default: "0s", requiresArg: true, describe: "How long to wait for the locks" },
  },
  examples: [
    ["state migrate --to s3://acme-connectctl/prod.json", "From the folder to a bucket"],
    ["state migrate --to state/prod.json", "And back"],
  ],
  run: async (context, args) => {
    const { project } = openProject(context, { entries: "any" });
    const here = chooseEnvironment(project, context);
    const [from, to] = endsOf(here, args);
    const source = openRecord(from, context);
    const target = openRecord(to, context);
    if (source.store.file === target.store.file) throw samePlace(source.store.file);
    const timeout = readDuration(textArg(args, "lock-timeout") ?? "0s", "lock-timeout");
    const serial = await underBothLocks(source, target, context, timeout, () => move(source, target));
    const change = to === here ? undefined : manifestLine(project, to);
    tell({ serial, from: source.store.file, to: target.store.file, change }, context);
    return EXIT.done;
  },
};

/** The manifest names one of the two, the command line the other. */
function endsOf(here: Environment, args: Args): readonly [Environment, Environment] {
  const [to, from] = [textArg(args, "to"), textArg(args, "from")];
  const given = to ?? from;
  if (given === undefined || (to !== undefined && from !== undefined)) {
    throw usageError("One of --to and --from is needed", {
      help: "write --to with the new place; or change the manifest first, and write --from with the old one",
    });
  }
  const [endpoint, region] = [textArg(args, "store-endpoint"), textArg(args, "store-region")];
  const asked = { ...(endpoint === undefined ? {} : { endpoint }), ...(region === undefined ? {} : { region }) };
  const { stateAccess: known, ...rest } = here;
  const stateAccess = Object.keys(asked).length > 0 ? asked : known;
  const there: Environment = {
    ...rest,
    state: given,
    ...(isBucketUrl(given) && stateAccess !== undefined ? { stateAccess } : {}),
  };
  return to === undefined ? [there, here] : [here, there];
}

/** Two places in one folder share the environment's lock. */
async function underBothLocks<Value>(
  source: EnvironmentRecord,
  target: EnvironmentRecord,
  context: Context,
  timeout: number,
  work: () => Promise<Value>,
): Promise<Value> {
  const purpose = { operation: "state migrate", timeoutMs: timeout };
  return underStateLock(source, context, purpose, () =>
    source.lockFile === target.lockFile ? work() : underStateLock(target, context, purpose, work),
  );
}

/** Writes and reads back there before anything is removed here: a kill in between leaves both, and it can be repeated. */
async function move(source: EnvironmentRecord, target: EnvironmentRecord): Promise<number> {
  for (const { journal } of [source, target]) {
    const left = await journal.read();
    if (left && left.entries.length > 0) throw unfinished(journal.file, left.entries.length);
  }
  const state = await source.store.read();
  if (!state)
    throw usageError("Nothing is recorded yet", { help: "change `state` in the manifest; there is nothing to move" });
  await target.store.moveIn(state);
  await moveContacts(source, target);
  await source.store.moveOut(state);
  return state.serial;
}

/** Open tasks and runs of test cases go along, so that they can be stopped from there. Two places in one folder share them. */
async function moveContacts(source: EnvironmentRecord, target: EnvironmentRecord): Promise<void> {
  if (source.lockFile === target.lockFile) return;
  const open = [...(await source.contacts.open()), ...(await source.contacts.openRuns())];
  for (const { task, id, isSmoke } of open) {
    await target.contacts.willStart(task, isSmoke);
    if (id !== undefined) await target.contacts.started(task.clientToken, id);
    await source.contacts.closed(task.clientToken);
  }
}

/** The place and the text of the line that the manifest must have from now on. */
function manifestLine(project: Project, { name, state, stateAccess }: Environment) {
  const pointer = `/environments/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`;
  const [source] = project.sources;
  const { line } = source?.place(`${pointer}/state`) ?? { line: undefined };
  const parts = Object.entries({ s3: state, ...stateAccess }).map(([key, value]) => `${key}: ${String(value)}`);
  const text = isBucketUrl(state) && stateAccess ? `state: { ${parts.join(", ")} }` : `state: ${state}`;
  return { file: project.manifest, ...(line === undefined ? {} : { line }), environment: name, text };
}

interface Moved {
  readonly serial: number;
  readonly from: string;
  readonly to: string;
  readonly change: ReturnType<typeof manifestLine> | undefined;
}

function tell(moved: Moved, { out }: Context): void {
  const { serial, from, to, change } = moved;
  const next = change
    ? `Now change ${change.file}${change.line === undefined ? "" : `, line ${change.line}`}, environment \`${change.environment}\`:\n\n  ${safeText(change.text)}\n`
    : "The manifest names the new place already.";
  out.document(moved);
  out.result(
    `Moved serial ${serial} from ${safeText(from)} to ${safeText(to)}, and read it back.\nA copy stays in the history of the old place.\n${next}`,
  );
}

function samePlace(file: string): Error {
  const help = "give another place than the one the manifest names";
  return usageError("The old place and the new one are the same", { detail: `Both are ${file}.`, help });
}

function unfinished(file: string, count: number): Fault {
  const detail = `${file} holds ${count === 1 ? "1 write that is" : `${count} writes that are`} not in the state yet.`;
  const help = "run `connectctl apply`, which resolves them, then migrate again";
  const summary = "An earlier run is unfinished";
  return new Fault("state", [{ severity: "error", code: "state/journal-left", summary, detail, file, help }]);
}
