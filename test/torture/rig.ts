import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FaultRule, RigStrictness } from "./fault-rule.js";

/** One thing of an instance, as the simulator's document has it. */
export interface DumpedEntry {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly [member: string]: unknown;
}

/** An instance as the simulator's document has it. */
export interface DumpedInstance {
  readonly id: string;
  readonly alias: string;
  readonly flows: readonly DumpedEntry[];
  readonly modules: readonly DumpedEntry[];
  readonly hours: readonly DumpedEntry[];
  readonly queues: readonly DumpedEntry[];
  /** Absent where no task was ever started. */
  readonly contacts?: readonly DumpedContact[];
}

export interface DumpedContact {
  readonly id: string;
  readonly clientToken?: string;
  /** Absent as long as it runs. */
  readonly endedAt?: number;
}

/** A service in a process of its own that fails as it is told. */
export interface Rig {
  /** Where it answers like the service. */
  readonly url: string;
  /** Where a store answers like S3, with the bucket `states`. */
  readonly store: string;
  rules(rules: readonly FaultRule[]): Promise<void>;
  /** Names of the writes that were carried out since the last question. */
  done(): Promise<readonly string[]>;
  /** How many faults were met since the rules were given. */
  played(): Promise<number>;
  /** Sets the clock of the service and of the store, in milliseconds from this machine's. */
  clock(aheadMs: number): Promise<void>;
  /** All objects of the store: texts by key. */
  objects(): Promise<Readonly<Record<string, string>>>;
  /** Forgets all objects and their versions, and holds these; from then on with versions, where they are asked for. */
  fillStore(texts: Readonly<Record<string, string>>, versioning?: boolean): Promise<void>;
  dump(): Promise<{ readonly instances: readonly DumpedInstance[] }>;
  /** Makes it what a document says; without one, only how it shows what is new changes. */
  restore(wanted: { readonly document?: unknown; readonly strictness?: RigStrictness }): Promise<void>;
  stop(): void;
}

/** Starts a rig; it ends with `stop`, or with the process that started it. */
export async function startRig(): Promise<Rig> {
  const script = fileURLToPath(new URL("./rig-server.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await new Promise<string[]>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (text) => resolve([text]));
    child.once("exit", (code) => reject(new Error(`the rig ended with ${code}`)));
  });
  const { url, control, store } = JSON.parse(line ?? "") as { url: string; control: string; store: string };
  const ask = async (path: string, body: unknown = {}) => {
    const answer = await fetch(`${control}${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the rig refused ${path}: ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  return {
    ...{ url, store },
    rules: (rules) => ask("/rules", rules),
    done: () => ask("/done"),
    played: () => ask("/played"),
    clock: (aheadMs) => ask("/clock", { aheadMs }),
    objects: () => ask("/store"),
    fillStore: (texts, versioning = false) => ask("/fill-store", { texts, versioning }),
    dump: () => ask("/dump"),
    restore: (wanted) => ask("/restore", wanted),
    stop: () => void child.kill(),
  };
}
