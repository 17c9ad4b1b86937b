import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../src/cli/index.js";
import { openSimulator } from "../../src/sim/index.js";
import { type FakeWorld, fakeWorld } from "../support/fake-world.js";

export const HERE = import.meta.dirname;

/**
 * Each folder is one situation: a manifest with its files, what lives (`live.json`), what was recorded (`state.json`)
 * and the flags to plan with (`flags.txt`). The files in `expected/` are what people see and what is left afterwards.
 */
export const SITUATIONS = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A situation in a folder of its own, with its instance in the simulator. */
export interface Situation {
  readonly folder: string;
  readonly told: FakeWorld;
  readonly flags: readonly string[];
}

/** Copies a situation into a folder that is gone at the end of the test. */
export async function openSituation(situation: string, env: Readonly<Record<string, string>> = {}): Promise<Situation> {
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(HERE, situation);
  for (const name of ["connectctl.yaml", "flows", "modules", "tests"]) {
    if (existsSync(join(source, name))) cpSync(join(source, name), join(folder, name), { recursive: true });
  }
  if (existsSync(join(source, "state.json"))) cpSync(join(source, "state.json"), join(folder, "state/demo.json"));
  const simulator = await openSimulator({ folder: join(folder, ".connectctl", "simulator"), now: () => 0 });
  await simulator.load(JSON.parse(readFileSync(join(source, "live.json"), "utf8")));
  await simulator.close();
  const flags = existsSync(join(source, "flags.txt")) ? readFileSync(join(source, "flags.txt"), "utf8").trim() : "";
  const told = fakeWorld(folder, 9);
  return { folder, told: { ...told, world: { ...told.world, env } }, flags: flags === "" ? [] : flags.split(/\s+/) };
}

/** What one command line said. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in a situation. */
export async function runIn({ told }: Situation, ...argv: readonly string[]): Promise<Ran> {
  const code = await main(argv, told.world);
  return { code, ...told.take() };
}
