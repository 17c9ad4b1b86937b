import { createHash, randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Outlet, StopSignal, World } from "./world.js";

/** The real world: this process, its streams, its clock. */
export function nodeWorld(): World {
  return {
    stdout: outlet(process.stdout),
    stderr: outlet(process.stderr),
    stdin: { isTTY: process.stdin.isTTY === true, readLine },
    env: process.env,
    cwd: process.cwd(),
    pid: process.pid,
    host: hostname(),
    user: userName(),
    processStart: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    now: Date.now,
    sleep: async (ms, signal) => void (await sleep(ms, undefined, signal ? { signal } : {})),
    random: Math.random,
    newId: randomUUID,
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    isAlive,
    onSignal,
    exit: (code) => process.exit(code),
  };
}

/** A reader who left early (`| head -1`) is no failure: the rest is written to nobody. */
function outlet(stream: NodeJS.WriteStream): Outlet {
  let isClosed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    isClosed = true;
  });
  return {
    write: (text) => void (isClosed || stream.write(text)),
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}

async function readLine(): Promise<string | undefined> {
  const reader = createInterface({ input: process.stdin });
  try {
    for await (const line of reader) return line;
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
