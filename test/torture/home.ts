import { cpSync, existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { type Ended, run } from "./binary.js";
import type { Home } from "./blow.js";
import { wantedIn, writeProject } from "./project.js";
import type { DumpedInstance, Rig } from "./rig.js";
import { type Findings, type RecordPlace, recordInFolder, recordInStore, verifyRecord } from "./verify.js";

/** Nothing is taken over by its name alone: what a run has made must be known by what it wrote down. */
const APPLY = ["apply", "--auto-approve", "--allow-delete", "--no-adopt", "--max-delete", "100%"];

/** Everything as it was at one moment: the instance, the project's folder, the store of states. */
export interface Moment {
  readonly document: unknown;
  readonly folder: string;
  readonly objects: Readonly<Record<string, string>>;
}

/** A project and the service it is applied to. */
export interface Site {
  readonly binary: string;
  readonly rig: Rig;
  readonly home: Home;
  /** Whether the store keeps versions of its objects. */
  readonly versioning?: boolean;
  readonly folder: string;
}

type Extra = Omit<Parameters<typeof run>[2], "folder">;

/** Applies one version of the project with the real binary. */
export async function applied({ binary, rig, home, folder }: Site, version: number, extra: Extra = {}): Promise<Ended> {
  await mkdir(folder, { recursive: true });
  const state = home === "store" ? { s3: "s3://states/rig.json", endpoint: rig.store } : undefined;
  await writeProject(folder, wantedIn(version), rig.url, { state });
  return run(binary, APPLY, { folder, ...extra });
}

/** Keeps what is there now, with a copy of the folder. */
export async function keep({ rig, folder }: Site, copy: string): Promise<Moment> {
  if (existsSync(folder)) cpSync(folder, copy, { recursive: true });
  return { document: await rig.dump(), folder: copy, objects: await rig.objects() };
}

/** Makes everything what it was. */
export async function goBack({ rig, folder, versioning }: Site, moment: Moment): Promise<void> {
  if (existsSync(moment.folder)) cpSync(moment.folder, folder, { recursive: true });
  await rig.fillStore(moment.objects, versioning);
  await rig.restore({ document: moment.document });
}

/** What lies in the place of the state. */
export async function recordAt({ rig, home, folder }: Site): Promise<RecordPlace> {
  return home === "store" ? recordInStore(folder, await rig.objects()) : recordInFolder(folder);
}

export async function instanceOf({ rig }: Pick<Site, "rig">): Promise<DumpedInstance> {
  const [instance] = (await rig.dump()).instances;
  if (!instance) throw new Error("the rig has lost its instance");
  return instance;
}

/** Compares everything with one version of the project. */
export async function inspect(site: Site, version: number): Promise<Findings> {
  return verifyRecord(await recordAt(site), wantedIn(version), await instanceOf(site));
}
