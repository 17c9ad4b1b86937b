import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeCentre } from "../../bench/speed/centre.js";
import { runIn } from "../support/command-line.js";
import { sha256 } from "../support/sha256.js";

/**
 * Hashes of a flow's body: five parts, one that covers them, and one to the letter. A plan with nothing to do makes the last
 * alone, and that of the file.
 */
const IN_BODY = 7;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What applying a centre of so many flows, planning it again and changing one flow of it costs: the same on every machine. */
async function effort(flows: number) {
  const folder = mkdtempSync(join(tmpdir(), "connectctl-effort-"));
  folders.push(folder);
  const { contents } = writeCentre(folder, { flows, blocks: 6, environments: 1, as: "embedded" });
  const counted = async (...argv: readonly string[]) => {
    const counts = { hashes: 0, journal: 0 };
    const counting = (text: string) => {
      counts.hashes++;
      return sha256(text);
    };
    const looking = () => {
      counts.journal = Math.max(counts.journal, sizeOf(join(folder, "state", "run1.journal.ndjson")));
      return Date.now();
    };
    const done = await runIn({ sha256: counting, now: looking }, folder, ...argv, "--env", "run1");
    expect(done.stderr.includes("error"), done.stderr).toBe(false);
    return { ...counts, calls: Object.values(done.calls).reduce((sum, count) => sum + count, 0), by: done.calls };
  };
  const apply = await counted("apply", "--auto-approve");
  const plan = await counted("plan");
  const again = await counted("apply", "--auto-approve");
  const edited = contents.find(({ name }) => name === "f0");
  writeFileSync(join(folder, edited?.file ?? ""), edited?.text.replace('"Text": "', '"Text": "Good morning. ') ?? "");
  const change = await counted("apply", "--auto-approve");
  const bytes = sizeOf(join(folder, "state", "run1.json"));
  return { apply, plan, again, change, bytes };
}

const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);

test("calls, hashes and bytes grow with the number of flows and no faster", { timeout: 60_000 }, async () => {
  const [small, large] = [await effort(20), await effort(40)];
  // Twenty flows and two modules more.
  const more = 22;
  expect(large.plan.hashes - small.plan.hashes).toBeLessThanOrEqual(more * 2);
  expect(large.apply.hashes - small.apply.hashes).toBeLessThanOrEqual(more * 2 * IN_BODY);
  expect(large.plan.calls - small.plan.calls).toBe(more);
  expect(large.plan.by).toMatchObject({ ListContactFlows: 1, DescribeContactFlow: 40, DescribeContactFlowModule: 4 });
  expect(large.apply.by).toMatchObject({ CreateContactFlow: 40, CreateContactFlowModule: 4, CreateQueue: 5 });
  expect(large.again.calls).toBe(large.plan.calls);
  expect(large.bytes).toBeLessThan(2 * small.bytes);
  expect(large.apply.journal).toBeLessThan(2.2 * small.apply.journal);
  // What one change writes before the state is written does not depend on how many resources there are.
  expect(large.change.by).toMatchObject({ UpdateContactFlowContent: 1 });
  expect(Math.abs(large.change.journal - small.change.journal)).toBeLessThan(10);
  expect(large.again.journal).toBe(0);
});
