import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { main, type World } from "../../src/cli/index.js";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What one command line gave. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a folder, with streams that are kept and no terminal. */
export async function runCommand(folder: string, argv: readonly string[]): Promise<CommandResult> {
  const [stdout, stderr] = [keeper(), keeper()];
  const code = await main(argv, worldIn(folder, stdout, stderr));
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

type Keeper = World["stdout"] & { readonly text: () => string };

function keeper(): Keeper {
  const parts: string[] = [];
  return { write: (text) => void parts.push(text), isTTY: false, columns: 100, text: () => parts.join("") };
}

function worldIn(cwd: string, stdout: Keeper, stderr: Keeper): World {
  return {
    stdout,
    stderr,
    stdin: { isTTY: false, readLine: async () => undefined },
    env: {},
    cwd,
    pid: process.pid,
    host: "corpus",
    user: "corpus",
    processStart: "corpus",
    now: Date.now,
    sleep: async (ms, signal) => void (await pause(ms, undefined, signal ? { signal } : {})),
    random: Math.random,
    newId: randomUUID,
    sha256,
    isAlive: () => true,
    onSignal: () => () => undefined,
    exit: (code) => {
      throw new Error(`the command ended the process with ${code}`);
    },
  };
}
