import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** The simulator in a process of its own. */
export interface SimulatorProcess {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** A port of loopback that is free now, so that a project can name it before anything listens there. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no port on loopback.");
  return address.port;
}

/** Loads the instances into a simulator in the folder and serves them. */
export async function serveInstances(
  program: string,
  folder: string,
  port: number,
  instances: object,
  limits: "off" | "service" = "off",
): Promise<SimulatorProcess> {
  const file = join(folder, "instances.json");
  writeFileSync(file, JSON.stringify(instances));
  execFileSync(process.execPath, [program, "simulator", "load", file], { cwd: folder, stdio: "ignore" });
  const argv = [program, "simulator", "serve", "--port", String(port), "--limits", limits];
  const child = spawn(process.execPath, argv, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  await listening(child);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => stopped(child) };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (text: Buffer) => text.includes("http://") && resolve());
    child.on("exit", () => reject(new Error("The simulator ended before it listened.")));
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
