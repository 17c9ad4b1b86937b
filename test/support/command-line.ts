import { main, type World } from "../../src/cli/index.js";
import { nodeWorld } from "../../src/cli/node-world.js";

const NODE = nodeWorld();

/** What one run of the program gave. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Requests that were sent, by operation. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Runs one command line in a folder, in this process, without a terminal; `--verbose` counts its calls. */
export function run(folder: string, ...argv: readonly string[]): Promise<Run> {
  return runIn({}, folder, ...argv);
}

/** As `run`, in a world of which some things are others. */
export async function runIn(more: Partial<World>, folder: string, ...argv: readonly string[]): Promise<Run> {
  let stdout = "";
  let stderr = "";
  const outlet = (take: (text: string) => void) => ({ write: take, isTTY: false, columns: 120 });
  const world = {
    ...NODE,
    cwd: folder,
    env: {},
    stdin: { isTTY: false, readLine: async () => undefined },
    stdout: outlet((text) => {
      stdout += text;
    }),
    stderr: outlet((text) => {
      stderr += text;
    }),
    ...more,
  };
  const code = await main([...argv, "--verbose"], world);
  return { code, stdout, stderr, calls: countCalls(stderr) };
}

function countCalls(stderr: string): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const [, operation = ""] of stderr.matchAll(/^call (\S+)$/gm)) calls[operation] = (calls[operation] ?? 0) + 1;
  return calls;
}

/** Runs and hands back what `--json` gave; fails with everything that was said unless the code is the expected one. */
export async function runJson<Document>(folder: string, code: number, ...argv: readonly string[]): Promise<Document> {
  const done = await run(folder, ...argv, "--json");
  if (done.code !== code) throw new Error(`${argv.join(" ")} gave ${done.code}:\n${done.stdout}\n${done.stderr}`);
  return JSON.parse(done.stdout) as Document;
}
