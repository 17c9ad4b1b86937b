import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Low } from "lowdb";
import { durableFile, removeFile } from "./durable-file.js";
import { groupCommit } from "./group-commit.js";
import type { Instance } from "./instance.js";
import { documentOf, type InstanceDocument, instanceFrom } from "./instance-document.js";

/** Keeps instances in a folder, one file each. */
interface Disk {
  load(): Promise<readonly Instance[]>;
  /** Comes back when every write made before the call is kept; calls that wait at once share one write. */
  flush(instances: Iterable<Instance>): Promise<void>;
  /** Removes the files of all instances. */
  clear(): Promise<void>;
}

/** Opens the folder, which is made when it is missing. */
export async function openDisk(folder: string): Promise<Disk> {
  await mkdir(folder, { recursive: true });
  const writers = new Map<Instance, () => Promise<void>>();
  const pathOf = (instance: Instance): string => join(folder, `${instance.about.id}.json`);
  const writerFor = (instance: Instance, kept = -1): (() => Promise<void>) => {
    const writer = writers.get(instance) ?? writerOf(instance, pathOf(instance), kept);
    writers.set(instance, writer);
    return writer;
  };
  return {
    load: async () => {
      const instances = await Promise.all((await filesIn(folder)).map(readInstance));
      for (const instance of instances) writerFor(instance, instance.revision);
      return instances;
    },
    flush: async (instances) => void (await Promise.all([...instances].map((instance) => writerFor(instance)()))),
    clear: async () => {
      await Promise.allSettled([...writers.values()].map((write) => write()));
      writers.clear();
      await Promise.all((await filesIn(folder)).map(removeFile));
    },
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(folder, name));
}

async function readInstance(path: string): Promise<Instance> {
  const document = await durableFile(path).read();
  if (document === null) throw new Error(`The simulator's file ${path} is gone`);
  return instanceFrom(document);
}

/** The writer of one instance, whose last write had the revision `kept`; it writes nothing when nothing changed. */
function writerOf(instance: Instance, path: string, kept: number): () => Promise<void> {
  const adapter = durableFile(path);
  let last = kept;
  const isClean = (): boolean => instance.revision === last;
  const write = async (): Promise<void> => {
    if (isClean()) return;
    const { revision } = instance;
    await new Low<InstanceDocument>(adapter, documentOf(instance)).write();
    last = revision;
  };
  return groupCommit(write, isClean);
}
