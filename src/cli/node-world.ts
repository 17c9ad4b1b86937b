import { readFileSync, readlinkSync } from "node:fs";
import { hostname, networkInterfaces, userInfo } from "node:os";
import type { Sha256 } from "../model/fingerprint.js";
import { EXIT } from "./exit-code.js";
import type { Outlet, StopSignal, World } from "./world.js";

/** The real world: this process, its streams, its clock. */
export function nodeWorld(): World {
  return {
    stdout: outlet(process.stdout),
    stderr: outlet(process.stderr),
    stdin: {
      get isTTY() {
        return process.stdin.isTTY === true;
      },
      readLine,
    },
    env: process.env,
    cwd: process.cwd(),
    pid: process.pid,
    host: hostname(),
    user: userName(),
    machine: machineName(),
    processStart: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    now,
    sleep: (ms, signal) => timers().setTimeout(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    newId: () => crypto().randomUUID(),
    sha256,
    isAlive,
    onSignal,
    exit: (code) => process.exit(code),
  };
}

// Loaded with their first use: `--help` and its like need none of them, and are to be there at once.
const timers = () => process.getBuiltinModule("node:timers/promises");
const readline = () => process.getBuiltinModule("node:readline/promises");
const crypto = () => {
  loaded ??= process.getBuiltinModule("node:crypto");
  return loaded;
};
let loaded: typeof import("node:crypto") | undefined;

/** Node's own hash, of a whole text or piece by piece. */
const sha256: Sha256 = Object.assign((text: string) => crypto().hash("sha256", text, "hex"), {
  begin: () => {
    const under = crypto().createHash("sha256");
    return { add: (piece: string) => void under.update(piece), end: () => under.digest("hex") };
  },
});

/** The time by the clock as it was when the process began: if the clock is set meanwhile, no pause gets longer. */
function now(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

/**
 * A reader who left early (`| head -1`) is no failure: the rest is written to nobody. A disk that is full is one, but no
 * reason to leave work undone that runs: it is told, and counts when all is over.
 */
function outlet(stream: NodeJS.WriteStream): Outlet {
  let isClosed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error.code !== "EPIPE") failAtTheEnd(stream, error);
  });
  return {
    write: (text) => void (isClosed || stream.write(text)),
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}

function failAtTheEnd(stream: NodeJS.WriteStream, { message }: Error): void {
  if (stream !== process.stderr) process.stderr.write(`The output could not be written: ${message}\n`);
  process.once("exit", () => {
    process.exitCode ||= EXIT.failed;
  });
}

async function readLine(signal?: AbortSignal): Promise<string | undefined> {
  const reader = readline().createInterface({ input: process.stdin, ...(signal ? { signal } : {}) });
  try {
    for await (const line of reader) return line;
    signal?.throwIfAborted();
    return undefined;
  } finally {
    reader.close();
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}

/**
 * The boot and the process numbers that this process lives in (Linux), or the address of a network card. Containers of
 * one name on one machine have process numbers of their own.
 */
function machineName(): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    const cards = Object.values(networkInterfaces()).flatMap((card) => card ?? []);
    return cards
      .filter(({ internal, mac }) => !internal && !/^(00:)+00$/.test(mac))
      .map(({ mac }) => mac)
      .sort()[0];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function onSignal(listener: (signal: StopSignal) => void): () => void {
  process.on("SIGINT", listener);
  process.on("SIGTERM", listener);
  return () => {
    process.off("SIGINT", listener);
    process.off("SIGTERM", listener);
  };
}
