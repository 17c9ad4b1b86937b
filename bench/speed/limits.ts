import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runIn } from "../../test/support/command-line.js";
import { virtualClock } from "../../test/support/virtual-clock.js";
import { type Centre, writeCentre } from "./centre.js";
import { callsIn } from "./count-calls.js";
import { measure } from "./measure.js";
import { SIGNED } from "./program.js";
import { freePort, serveInstances } from "./simulator-process.js";

/** How long a command took under the service's limits, and the least that the token buckets allow. In seconds. */
export interface LimitsResult {
  readonly name: string;
  readonly seconds: number;
  readonly bound: number;
  /** Requests of the busiest operation beyond those that were needed: what was refused and sent again. */
  readonly repeated: number;
}

const RATE = { perSecond: 2, burst: 5 };

/** The operation that each command needs once for every flow, and so more often than any other. */
const BUSIEST = {
  "apply --auto-approve": "CreateContactFlow",
  plan: "DescribeContactFlow",
  drift: "DescribeContactFlow",
  pull: "DescribeContactFlow",
} as const;

/** The least time for so many calls of one operation: its burst at once, the rest at its rate. */
const boundOf = (needed: number) => Math.max(0, (needed - RATE.burst) / RATE.perSecond);

/** Apply, plan, drift and pull of one environment, on a clock that passes only while everybody waits. */
export async function measureLimits(folder: string, flows: number): Promise<readonly LimitsResult[]> {
  const centre = writeCentre(folder, { flows, blocks: 12, environments: 1, as: "simulated" });
  await load(centre);
  const results: LimitsResult[] = [];
  for (const [command, operation] of Object.entries(BUSIEST)) {
    const clock = virtualClock();
    const { now, sleep } = clock;
    const started = now();
    const world = { now, sleep, env: { CONNECTCTL_SIMULATOR_LIMITS: "service" } };
    const done = await clock.during(runIn(world, folder, ...command.split(" "), "--env", "run1"));
    if (done.code !== 0) throw new Error(`${command} ended with ${done.code}:\n${done.stderr.slice(-2000)}`);
    // What searches instead of describing needs fewer.
    const repeated = Math.max(0, (done.calls[operation] ?? 0) - flows);
    results.push({
      name: `${command}, ${flows} flows`,
      seconds: (now() - started) / 1000,
      bound: boundOf(flows),
      repeated,
    });
  }
  return results;
}

async function load({ folder, instances }: Centre): Promise<void> {
  mkdirSync(join(folder, ".connectctl"), { recursive: true });
  writeFileSync(join(folder, ".connectctl", "load.json"), JSON.stringify(instances));
  const done = await runIn({}, folder, "simulator", "load", ".connectctl/load.json");
  if (done.code !== 0) throw new Error(done.stderr);
}

/**
 * Two environments of one account, planned at once by two processes that know nothing of each other, in real time: the
 * bound is that of all their calls together.
 */
export async function measureTogether(program: string, folder: string, flows: number): Promise<LimitsResult> {
  const centre = writeCentre(join(folder, "ours"), { flows, blocks: 12, environments: 2, as: "limited" });
  const port = await freePort();
  const inside = async (...words: readonly string[]) => {
    const argv = [process.execPath, program, ...words, "--verbose"];
    const env = { ...SIGNED, AWS_ENDPOINT_URL_CONNECT: `http://127.0.0.1:${port}` };
    const done = await measure({ argv, cwd: centre.folder, env });
    if (done.exitCode !== 0) throw new Error(`${words[0]} ended with ${done.exitCode}:\n${done.stderr.slice(-2000)}`);
    return done;
  };
  const unlimited = await serveInstances(program, folder, port, centre.instances);
  await Promise.all(centre.environments.map((name) => inside("apply", "--auto-approve", "--env", name)));
  await unlimited.stop();
  const limited = await serveInstances(program, folder, port, { instances: [] }, "service");
  const started = performance.now();
  const both = await Promise.all(centre.environments.map((name) => inside("plan", "--env", name)));
  const seconds = (performance.now() - started) / 1000;
  await limited.stop();
  const described = both.reduce((sum, { stderr }) => sum + (callsIn(stderr)["DescribeContactFlow"] ?? 0), 0);
  const name = `plan of two environments at once, ${flows} flows each`;
  return { name, seconds, bound: boundOf(2 * flows), repeated: described - 2 * flows };
}
