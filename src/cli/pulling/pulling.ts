import { contentFolders, editManifest, sharedTags, writtenResources } from "../../manifest/index.js";
import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Environment, Target } from "../../model/environment.js";
import type { Provider } from "../../model/provider.js";
import type { FileWrite, PullReport } from "../../model/pull.js";
import type { Body } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import type { State } from "../../model/state.js";
import { prepareBody } from "../../plan/index.js";
import { buildPull, type Choice, type Pull, type PullOptions, type PullSourceKind } from "../../pull/index.js";
import type { Context } from "../line/command.js";
import { progressLine, readingTitle } from "../screen/progress.js";
import { waitingTime } from "../screen/time-left.js";
import type { Session } from "../session.js";
import { listForChoice, readForPull } from "./gather-pull.js";

/** A pull with all the files that it writes, contents first, so that a manifest never names what is not there. */
export interface MadePull {
  readonly files: readonly FileWrite[];
  readonly record: Pull["record"];
  readonly report: PullReport;
  readonly choice: Choice;
  readonly warnings: readonly Diagnostic[];
  /** Why something that was asked for is not in it. */
  readonly unread: readonly Diagnostic[];
}

/** What a pull may well bring into use. */
const UNUSED = new Set(["manifest/unused-lookup", "manifest/unused-variable"]);

/** The project, and what is read in the place of an instance. */
export interface PullSource extends Pick<Session, "project" | "environment" | "desired" | "warnings"> {
  readonly provider: Provider;
  /** Exported files say only a part of a resource: those of the project then keep the rest. */
  readonly source: PullSourceKind;
}

/** Reads the instance and works out what the files should say; writes nothing. */
export async function makePull(
  session: PullSource,
  context: Context,
  options: PullOptions,
  state: State | undefined,
): Promise<MadePull> {
  const { project, environment, desired, provider } = session;
  const { sha256 } = context.world;
  const target = await provider.target();
  const listed = await listForChoice(provider, { desired, state, options, sha256 });
  const title = readingTitle(listed.choice.chosen);
  const progress = progressLine(context, { title, atBest: () => waitingTime(provider) });
  const reading = await readForPull(provider, listed, {
    desired,
    options,
    source: session.source,
    onProgress: progress.show,
  });
  progress.end();
  const { unread, ...read } = reading;
  const origin = originOf(session, target);
  const prepared = new Map(desired.resources.map((one) => [one.address, prepareBody(one, origin, target).body]));
  const live = session.source === "files" ? read.live.map((one) => withRest(one, listed.choice, prepared)) : read.live;
  const pull = buildPull({
    ...read,
    live,
    environment: environment.name,
    target,
    source: session.source,
    desired,
    prepared,
    written: writtenResources(project),
    tags: sharedTags(project, environment),
    ownNames: new Set(Object.keys(environment.names)),
    files: contentFolders(project),
    state,
    options,
    sha256,
  });
  const manifest = editManifest(project, pull.edits);
  const files = [...pull.files, ...manifest];
  const report = { ...pull.report, files: files.map(({ file }) => file).sort() };
  const warnings = session.warnings.filter((one) => !isSettled(one, report));
  return { files, record: pull.record, report, choice: listed.choice, warnings, unread };
}

/** What is no longer so after the pull: what it brings into use, what lives in place of a content, files brought back. */
function isSettled({ code, address, file }: Diagnostic, { resources }: PullReport): boolean {
  if (UNUSED.has(code) || code.startsWith("flow/")) return true;
  const pulled = resources.find((one) => one.address === address && one.status !== "conflict");
  return pulled !== undefined && (code === "manifest/file-missing" || pulled.file === file);
}

/** Where the source comes from: exports of another account hold what the environment's rules have not rewritten. */
function originOf({ environment, source }: PullSource, { accountId }: Target): Environment {
  return source === "files" && environment.account !== accountId ? { ...environment, rewrite: [] } : environment;
}

/** What the source does not speak of is as the files say. */
function withRest(live: LiveResource, { addresses }: Choice, prepared: ReadonlyMap<Address, Body>): LiveResource {
  const address = addresses.get(`${live.kind} ${live.id}`);
  const files = address === undefined ? undefined : prepared.get(address);
  return files ? { ...live, body: { ...files, ...live.body } } : live;
}
