import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What one command cost. Times in seconds, memory in bytes (the highest resident set; absent without `/proc`). */
export interface Cost {
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number | undefined;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandLine {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How often the memory of a running command is looked at, in milliseconds; the kernel keeps its highest mark. */
const LOOK_EVERY = 5;

/** The shell's own clock tells what a child cost, to the millisecond and on every system. */
const TIMED = 'TIMEFORMAT="%R %U %S"; exec 3>&2; { time "$@" 2>&3; } 2>&4';

/** Runs a command to its end, alone. */
export async function measure({ argv, cwd, env = {} }: CommandLine): Promise<Cost> {
  const child = spawn("bash", ["-c", TIMED, "timed", ...argv], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ignore", "pipe"],
  });
  const stdout = gathered(child.stdio[1]);
  const stderr = gathered(child.stdio[2]);
  const times = gathered(child.stdio[4]);
  let memory: number | undefined;
  const looking = setInterval(() => {
    memory = larger(memory, child.pid === undefined ? undefined : peakBelow(child.pid));
  }, LOOK_EVERY);
  const exitCode = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
  clearInterval(looking);
  const [seconds = NaN, user = NaN, system = NaN] = times.text().trim().split(/\s+/).slice(-3).map(Number);
  return { seconds, cpu: user + system, memory, exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function gathered(stream: unknown): { readonly text: () => string } {
  let text = "";
  (stream as NodeJS.ReadableStream).on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { text: () => text };
}

const larger = (left: number | undefined, right: number | undefined) =>
  left === undefined ? right : right === undefined ? left : Math.max(left, right);

/** The highest resident set of what the shell runs, in bytes. */
function peakBelow(pid: number): number | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    const peaks = children
      .split(" ")
      .filter(Boolean)
      .map((child) => {
        const mark = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child}/status`, "utf8"))?.[1];
        return mark === undefined ? 0 : Number(mark) * 1024;
      });
    return peaks.length === 0 ? undefined : Math.max(...peaks);
  } catch {
    return undefined;
  }
}
