import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HERE, openSituation, runIn, SITUATIONS } from "./situations.js";

describe.each(SITUATIONS)("%s", (situation) => {
  const golden = (name: string) => join(HERE, situation, "expected", name);

  test("plans and applies as it is written down", async () => {
    const opened = await openSituation(situation);
    const { folder, flags } = opened;
    const codes: string[] = [];
    const run = async (label: string, ...argv: string[]) => {
      const { code, stdout, stderr } = await runIn(opened, ...argv);
      codes.push(`${label}: ${code}`);
      return { stdout, text: [stdout, stderr].filter((part) => part !== "").join("--- stderr\n") };
    };
    const destroy = flags.includes("destroy");
    const planning = flags.filter((flag) => flag !== "destroy");
    const drift = await run("drift", "drift", "--unmanaged", "--drafts", "--markdown", "drift.md");
    await expect(drift.text).toMatchFileSnapshot(golden("drift.txt"));
    if (existsSync(join(folder, "drift.md"))) {
      await expect(readFileSync(join(folder, "drift.md"), "utf8")).toMatchFileSnapshot(golden("drift.md"));
      const json = await run("drift --json", "drift", "--json", "--quiet");
      await expect(json.stdout).toMatchFileSnapshot(golden("drift.json"));
    }
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
