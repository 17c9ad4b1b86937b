import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { StopSignal } from "../../src/cli/world.js";
import { project } from "../pull/project.js";
import { runIn } from "../support/command-line.js";
import { virtualClock } from "../support/virtual-clock.js";

const MANIFEST = `version: 1
environments:
  staging: { simulator: true, region: ap-northeast-1, account: "111111111111" }
  prod:    { simulator: true, region: us-east-1, account: "222222222222", rate: { perSecond: 1, burst: 1 } }
`;

const flows = Array.from({ length: 20 }, (_, index) => ({ name: `Flow ${index}`, uses: [] }));

test("what only waits for the service's rate when the signal comes is not sent", async () => {
  const folder = await project({ staging: { flows } }, { "connectctl.yaml": MANIFEST });
  expect((await runIn({}, folder, "pull", "--env", "staging", "--all")).code).toBe(0);
  const clock = virtualClock();
  let stop: (signal: StopSignal) => void = () => {};
  let said = "";
  let stoppedAt: number | undefined;
  const write = (text: string) => {
    said += text;
    if (stoppedAt !== undefined || !said.includes("3 of 20")) return;
    stoppedAt = clock.now();
    stop("SIGINT");
  };
  const onSignal = (listener: (signal: StopSignal) => void) => {
    stop = listener;
    return () => {};
  };
  const world = { now: clock.now, sleep: clock.sleep, onSignal, stderr: { write, isTTY: false, columns: 120 } };
  const apply = ["apply", "--env", "prod", "--auto-approve"];
  const done = await clock.during(runIn(world, folder, ...apply, "--json"));
  expect(done.code, said).toBe(130);
  const events = done.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events.at(-1)).toMatchObject({ type: "run_summary", status: "stopped", failed: 0, blocked: 0 });
  // Those that the service had taken by then, and the one that was under way.
  const { done: count, notStarted, writes } = events.at(-1);
  expect(count).toBeLessThanOrEqual(4);
  expect([count + notStarted, writes]).toEqual([20, count]);
  expect(clock.now() - (stoppedAt ?? 0)).toBeLessThan(2_000);
  expect(existsSync(join(folder, "state", "prod.journal.ndjson"))).toBe(false);
  const rest = await clock.during(runIn({ now: clock.now, sleep: clock.sleep }, folder, ...apply));
  expect(rest.code, rest.stderr).toBe(0);
  expect(rest.calls["CreateContactFlow"]).toBe(20 - count);
});
