import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../src/cli/main.js";
import { nodeWorld } from "../../src/cli/node-world.js";
import type { World } from "../../src/cli/world.js";

/** A folder that is gone at the end of the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "connectctl-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, in a folder and with an environment of its own. */
export async function program(folder: string, argv: readonly string[], more: Partial<World> = {}): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const outlet = (texts: string[]) => ({
    write: (text: string) => void texts.push(text),
    isTTY: false,
    columns: undefined,
  });
  const world: World = {
    ...nodeWorld(),
    stdout: outlet(out),
    stderr: outlet(err),
    stdin: { isTTY: false, readLine: async () => undefined },
    env: {},
    cwd: folder,
    onSignal: () => () => undefined,
    exit: () => undefined,
    ...more,
  };
  const code = await main(argv, world);
  return { code, stdout: out.join(""), stderr: err.join("") };
}

/** Writes files into a folder, by their paths. */
export function write(folder: string, files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

const NINE_TO_SIX = [{ day: "MONDAY", start: "09:00", end: "18:00" }];

/** A manifest for the simulator with so many hours of operation in it. */
export function manifestOf(names: readonly string[], environment: object = {}): object {
  const hours = names.map((name) => [name, { name, timeZone: "UTC", config: NINE_TO_SIX }]);
  return {
    version: 1,
    environments: { demo: { simulator: true, ...environment } },
    hours: Object.fromEntries(hours),
  };
}
