import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Instance } from "../instance.js";
import { LOG_END } from "./change-log.js";
import type { ChangedElsewhere } from "./changed-elsewhere.js";
import { type Keeper, keeperOf, readInstance } from "./kept-instance.js";

/** Keeps instances in a folder: each in a file, with a log of the latest changes beside it. */
export interface Disk {
  load(): Promise<readonly Instance[]>;
  /** Comes back when every write made before the call is kept; calls that wait at once share one write. */
  flush(instances: Iterable<Instance>): Promise<void>;
  /** Takes into `instances` what another process has written, in the place of what was read before it. */
  refresh(instances: Map<string, Instance>): Promise<void>;
  /** As `refresh`, for one instance of which it is known. */
  reread(instances: Map<string, Instance>, changed: ChangedElsewhere): Promise<void>;
  /** As `flush`, and then all that this process has written is in the files. */
  fold(instances: Iterable<Instance>): Promise<void>;
  /** Removes the files and logs of all instances. */
  clear(): Promise<void>;
}

/** Opens the folder, which is made when it is missing. */
export async function openDisk(folder: string): Promise<Disk> {
  await mkdir(folder, { recursive: true });
  const keepers = new Map<Instance, Keeper>();
  const keeperFor = (instance: Instance): Keeper => {
    const keeper = keepers.get(instance) ?? keeperOf(instance, join(folder, `${instance.about.id}.json`));
    keepers.set(instance, keeper);
    return keeper;
  };
  const each = async (instances: Iterable<Instance>, act: (keeper: Keeper) => Promise<void>): Promise<void> =>
    void (await Promise.all([...instances].map((instance) => act(keeperFor(instance)))));
  const rereads = new WeakMap<Instance, Promise<void>>();
  const readAnew: Disk["reread"] = async (instances, { instance: before, path }) => {
    const { instance, kept } = await readInstance(path);
    // Nobody may come in between: what is written to the instance of before would have no keeper.
    keepers.delete(before);
    keepers.set(instance, keeperOf(instance, path, kept));
    if (instances.get(instance.about.id) === before) instances.set(instance.about.id, instance);
  };
  const reread: Disk["reread"] = (instances, changed) => {
    const reading = rereads.get(changed.instance) ?? readAnew(instances, changed);
    rereads.set(changed.instance, reading);
    return reading.finally(() => rereads.delete(changed.instance));
  };
  return {
    reread,
    refresh: async (instances) => {
      const looked = await Promise.all([...instances.values()].map((instance) => keeperFor(instance).look()));
      await Promise.all(looked.map((changed) => changed && reread(instances, changed)));
    },
    load: async () => {
      const paths = await pathsIn(folder, ".json");
      const read = await Promise.all(paths.map(async (path) => ({ path, ...(await readInstance(path)) })));
      for (const { path, instance, kept } of read) keepers.set(instance, keeperOf(instance, path, kept));
      return read.map(({ instance }) => instance);
    },
    flush: (instances) => each(instances, (keeper) => keeper.commit()),
    fold: (instances) => each(instances, (keeper) => keeper.fold()),
    clear: async () => {
      await Promise.allSettled([...keepers.values()].map((keeper) => keeper.commit()));
      keepers.clear();
      const paths = [...(await pathsIn(folder, ".json")), ...(await pathsIn(folder, LOG_END))];
      await Promise.all(paths.map((path) => rm(path, { force: true })));
    },
  };
}

async function pathsIn(folder: string, end: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => join(folder, name));
}
