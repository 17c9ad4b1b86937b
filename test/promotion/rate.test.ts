import { describe, expect, test } from "vitest";
import { project, read } from "../pull/project.js";
import { type Run, runIn } from "../support/command-line.js";
import type { Holding } from "../support/instance-builder.js";
import { virtualClock } from "../support/virtual-clock.js";
import { largeHolding, SHARED } from "./large-holding.js";

const RATE = { perSecond: 2, burst: 5 };

/** Both sides keep to the service's rate, and the simulator refuses what goes over it. */
const MANIFEST = `version: 1
environments:
  staging: { simulator: true, region: ap-northeast-1, account: "111111111111", rate: { perSecond: 2, burst: 5 } }
  prod:    { simulator: true, region: us-east-1, account: "222222222222", rate: { perSecond: 2, burst: 5 } }
`;

/** Seconds that the token buckets ask for at least: those of the operation that is called most. */
function boundOf({ calls }: Run): number {
  return Math.max(0, ...Object.values(calls).map((count) => (count - RATE.burst) / RATE.perSecond));
}

interface Timed extends Run {
  readonly seconds: number;
}

async function timed(folder: string, ...argv: readonly string[]): Promise<Timed> {
  const clock = virtualClock();
  const { now, sleep } = clock;
  const env = { CONNECTCTL_SIMULATOR_LIMITS: "service" };
  const started = now();
  const done = await clock.during(runIn({ now, sleep, env }, folder, ...argv));
  if (done.code !== 0) throw new Error(`${argv.join(" ")} gave ${done.code}:\n${done.stderr.slice(-2000)}`);
  const seconds = (now() - started) / 1000;
  console.log(`${argv.join(" ")}: ${seconds.toFixed(1)} s; the buckets allow ${boundOf(done).toFixed(1)} s at best`);
  return { ...done, seconds };
}

function expectNearBound(run: Timed): void {
  const bound = boundOf(run);
  expect(run.seconds).toBeGreaterThanOrEqual(bound - 0.01);
  expect(run.seconds).toBeLessThanOrEqual(bound * 1.05 + 0.01);
}

describe("behind 2 requests per second, burst 5, for each operation and account", () => {
  test("300 flows and 30 modules go over in the time that the buckets allow, and no call is refused", async () => {
    const folder = await project({ staging: largeHolding(), prod: SHARED }, { "connectctl.yaml": MANIFEST });

    const pull = await timed(folder, "pull", "--env", "staging", "--all");
    expect(pull.calls).toMatchObject({ DescribeContactFlow: 300, DescribeContactFlowModule: 30 });
    expectNearBound(pull);

    const kept = await timed(folder, "plan", "--env", "staging");
    expect(kept.stdout).toContain("Nothing to do");
    expect(kept.calls["DescribeContactFlow"]).toBeLessThanOrEqual(5);
    expectNearBound(kept);

    const drift = await timed(folder, "drift", "--env", "staging");
    expect(drift.calls["DescribeContactFlow"]).toBe(300);
    expectNearBound(drift);

    expectNearBound(await timed(folder, "plan", "--env", "prod", "--out", "prod.plan.json"));

    const apply = await timed(folder, "apply", "prod.plan.json");
    expect(apply.calls).toMatchObject({
      CreateContactFlow: 300,
      CreateContactFlowModule: 30,
      UpdateContactFlowContent: 22,
    });
    expectNearBound(apply);
    expect(JSON.parse(read(folder, "state/prod.json")).resources).toHaveLength(330);
  }, 300_000);

  test("modules that wait for their turn do not keep flows from theirs", async () => {
    const modules = Array.from({ length: 60 }, (_, index) => `Module ${String(index).padStart(2, "0")}`);
    const holding: Holding = {
      modules: modules.map((name) => ({ name, uses: [{ at: "text", text: name }] })),
      flows: modules.map((module) => ({ name: `Flow of ${module}`, uses: [{ at: "invoke", module }] })),
    };
    const folder = await project({ staging: holding }, { "connectctl.yaml": MANIFEST });
    await timed(folder, "pull", "--env", "staging", "--all");
    const apply = await timed(folder, "apply", "--env", "prod", "--auto-approve");
    expect(apply.calls).toMatchObject({ CreateContactFlow: 60, CreateContactFlowModule: 60 });
    expectNearBound(apply);
  });

  test("a chain goes first, so that it is not what everything waits for at the end", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `Flow ${String(index).padStart(3, "0")}`);
    const flows = names.map((name, index): NonNullable<Holding["flows"]>[number] => {
      const next = names[index + 1];
      const isLink = index >= 80 && next !== undefined;
      return { name, uses: isLink ? [{ at: "transfer", flow: next }] : [{ at: "text", text: name }] };
    });
    const folder = await project({ staging: { flows } }, { "connectctl.yaml": MANIFEST });
    await timed(folder, "pull", "--env", "staging", "--all");
    expectNearBound(await timed(folder, "apply", "--env", "prod", "--auto-approve"));
  });
});
