import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** How the program is run: where it lies, in which folder, and with which environment. */
export interface Program {
  readonly file: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What one run said, line by line, and its exit code. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** Runs one command line to its end; `onNote` hears each line of stderr as it comes. */
export async function run(
  program: Program,
  argv: readonly string[],
  onNote: (line: string) => void = () => {},
): Promise<Ran> {
  const child = start(program, argv);
  const notes = async () => {
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line);
      onNote(line);
    }
    return lines;
  };
  const [stdout, stderr, code] = await Promise.all([linesOf(child.stdout), notes(), ended(child)]);
  return { code, stdout, stderr };
}

/** The first line of a program that goes on until `stop`, which gives its exit code. */
export interface Serving {
  readonly line: string;
  stop(): Promise<number | null>;
}

/** Starts a command that goes on, and waits for the first line it says. */
export async function serve(program: Program, argv: readonly string[]): Promise<Serving> {
  const child = start(program, argv);
  const end = ended(child);
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once("line", resolve)),
    end.then(async (code) => {
      throw new Error(`It ended at once, with ${code}:\n${(await linesOf(child.stderr)).join("\n")}`);
    }),
  ]);
  const stop = () => {
    child.kill("SIGTERM");
    return end;
  };
  return { line: first, stop };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

function start({ file, folder, env }: Program, argv: readonly string[]): Child {
  return spawn(process.execPath, [file, ...argv], { cwd: folder, env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
}

function ended(child: Child): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}

async function linesOf(stream: Readable): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) lines.push(line);
  return lines;
}
