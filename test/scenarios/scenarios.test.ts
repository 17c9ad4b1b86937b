import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { main } from "../../src/cli/index.js";
import { openSimulator } from "../../src/sim/index.js";
import { type FakeWorld, fakeWorld } from "../support/fake-world.js";

const HERE = import.meta.dirname;

/**
 * Each folder is one situation: a manifest with its files, what lives (`live.json`), what was recorded (`state.json`)
 * and the flags to plan with (`flags.txt`). The files in `expected/` are what people see and what is left afterwards.
 */
const SITUATIONS = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

async function openSituation(situation: string): Promise<{ folder: string; told: FakeWorld; flags: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(HERE, situation);
  for (const name of ["connectctl.yaml", "flows", "modules"]) {
    if (existsSync(join(source, name))) cpSync(join(source, name), join(folder, name), { recursive: true });
  }
  if (existsSync(join(source, "state.json"))) cpSync(join(source, "state.json"), join(folder, "state/demo.json"));
  const simulator = await openSimulator({ folder: join(folder, ".connectctl", "simulator"), now: () => 0 });
  await simulator.load(JSON.parse(readFileSync(join(source, "live.json"), "utf8")));
  await simulator.close();
  const flags = existsSync(join(source, "flags.txt")) ? readFileSync(join(source, "flags.txt"), "utf8").trim() : "";
  return { folder, told: fakeWorld(folder, 9), flags: flags === "" ? [] : flags.split(/\s+/) };
}

describe.each(SITUATIONS)("%s", (situation) => {
  const golden = (name: string) => join(HERE, situation, "expected", name);

  test("plans and applies as it is written down", async () => {
    const { folder, told, flags } = await openSituation(situation);
    const codes: string[] = [];
    const run = async (label: string, ...argv: string[]) => {
      const code = await main(argv, told.world);
      codes.push(`${label}: ${code}`);
      const { stdout, stderr } = told.take();
      return { stdout, text: [stdout, stderr].filter((part) => part !== "").join("--- stderr\n") };
    };
    const destroy = flags.includes("destroy");
    const planning = flags.filter((flag) => flag !== "destroy");
    if (!destroy) {
      const plan = await run("plan", "plan", ...planning, "--markdown", "plan.md");
      await expect(plan.text).toMatchFileSnapshot(golden("plan.txt"));
      await expect(readFileSync(join(folder, "plan.md"), "utf8")).toMatchFileSnapshot(golden("plan.md"));
      const json = await run("plan --json", "plan", ...planning, "--json", "--quiet");
      await expect(json.stdout).toMatchFileSnapshot(golden("plan.json"));
    }
    const apply = await run("apply", destroy ? "destroy" : "apply", "--auto-approve", "--parallelism", "1", ...planning);
    await expect(apply.text).toMatchFileSnapshot(golden("apply.txt"));
    const again = await run("plan again", "plan", "--detailed-exitcode");
    await expect(again.text).toMatchFileSnapshot(golden("again.txt"));
    const state = join(folder, "state/demo.json");
    if (existsSync(state)) await expect(readFileSync(state, "utf8")).toMatchFileSnapshot(golden("state.after.json"));
    await expect(`${codes.join("\n")}\n`).toMatchFileSnapshot(golden("exit-codes.txt"));
  });
});
