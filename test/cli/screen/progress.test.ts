import { describe, expect, test } from "vitest";
import { durationWords, shorten } from "../../../src/report/index.js";
import { project } from "../../pull/project.js";
import { runIn } from "../../support/command-line.js";
import type { Holding } from "../../support/instance-builder.js";
import { virtualClock } from "../../support/virtual-clock.js";
import { program } from "../program.js";

const flows = Array.from({ length: 60 }, (_, index) => ({ name: `Flow ${index}`, uses: [] }));
const HOLDING: Holding = { flows };

const manifest = (rate: string) => `version: 1
environments:
  staging: { simulator: true, region: ap-northeast-1, account: "111111111111", rate: ${rate} }
  prod:    { simulator: true, region: us-east-1, account: "222222222222", rate: ${rate} }
`;

const SERVICE = "{ perSecond: 2, burst: 5 }";

function open(columns?: number) {
  const clock = virtualClock();
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const { now, sleep } = clock;
  const env = { CONNECTCTL_SIMULATOR_LIMITS: "service" };
  const terminal = columns === undefined ? {} : { stderr: { write, isTTY: true, columns } };
  const run = (folder: string, ...argv: readonly string[]) =>
    clock.during(runIn({ now, sleep, env, ...terminal }, folder, ...argv));
  return { run, written: () => written };
}

const pulled = async (rate = SERVICE) => {
  const folder = await project({ staging: HOLDING }, { "connectctl.yaml": manifest(rate) });
  const done = await open().run(folder, "pull", "--env", "staging", "--all");
  return { folder, done };
};

describe("behind the rate of the service", () => {
  test("reading tells count, pace and time left now and then", async () => {
    const { done } = await pulled();
    const told = done.stderr.split("\n").filter((line) => line.startsWith("Reading flows "));
    expect(told).toEqual(["Reading flows 25 of 60 · 2.0/s · 18 s left", "Reading flows 45 of 60 · 2.0/s · 8 s left"]);
  });

  test("a plan says how long it will take, and an apply how long still", async () => {
    const { folder } = await pulled();
    const plan = await open().run(folder, "plan", "--env", "prod");
    expect(plan.stdout).toContain("Plan: 60 to create.\nAbout 28 s at this environment's rate.\n");
    const apply = await open().run(folder, "apply", "--env", "prod", "--auto-approve");
    expect(apply.stderr).toContain("Applying 60 changes   about 28 s left");
    expect(apply.stderr).toMatch(/^Applying 25 of 60 · 2\.\d\/s · 18 s left$/m);
    const again = await open().run(folder, "plan", "--env", "prod");
    expect(again.stdout).not.toContain("at this environment's rate");
  });

  test("with --json the time left goes with each change that is done", async () => {
    const { folder } = await pulled();
    const { stdout } = await open().run(folder, "apply", "--env", "prod", "--auto-approve", "--json");
    const lines = stdout.trim().split("\n");
    const events = lines.map((line) => JSON.parse(line) as { type: string; done: number; remainingMs?: number });
    const done = events.filter(({ type }) => type === "change_done");
    const at = (count: number) => done.find((event) => event.done === count)?.remainingMs ?? 0;
    expect(at(10)).toBeGreaterThanOrEqual(24_000);
    expect(at(10)).toBeLessThanOrEqual(26_000);
    expect(at(50)).toBeLessThanOrEqual(6000);
    expect(done.at(-1)).not.toHaveProperty("remainingMs");
  });

  test("on a terminal it is one line, no wider than the terminal, and gone at the end", async () => {
    const { folder } = await pulled();
    const { run, written } = open(40);
    await run(folder, "plan", "--env", "staging", "--quiet", "--no-color");
    expect(written()).not.toContain("Reading");
    const loud = open(40);
    await loud.run(folder, "plan", "--env", "staging", "--no-color");
    const drawn = loud
      .written()
      .split("\r\u001b[2K")
      .map((part) => part.split("\n")[0] ?? "");
    const lines = drawn.filter((line) => line.startsWith("Reading"));
    expect(lines.length).toBeGreaterThan(20);
    expect(lines).toContain(shorten("Reading flows 30 of 60 · 2.0/s · 15 s left", 39));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(39);
    expect(loud.written().slice(loud.written().lastIndexOf("Reading"))).toContain("\r\u001b[2K");
  });
});

test("an apply tells on a terminal what is done, and in the last line what has only begun", async () => {
  const { folder } = await pulled();
  const clock = virtualClock();
  const texts: string[] = [];
  const stderr = { write: (text: string) => void texts.push(text), isTTY: true, columns: 100 };
  const more = { now: clock.now, sleep: clock.sleep, env: { CONNECTCTL_SIMULATOR_LIMITS: "service" }, stderr };
  await clock.during(program(folder, ["apply", "--env", "prod", "--auto-approve", "--no-color"], more));
  const written = texts.join("");
  const [lines, last] = [written.split(/\n|\r\u001b\[2K/), written.split("\r\u001b[2K")];
  expect(lines.filter((line) => line.includes(" created "))).toHaveLength(60);
  expect(lines.some((line) => line.includes("creating …"))).toBe(false);
  expect(last.some((line) => /^Applying \d+ of 60 · .* · flow\.[a-z0-9-]+ and \d+ more$/.test(line))).toBe(true);
});

test("without a limit nothing is foretold", async () => {
  const { folder } = await pulled("unlimited");
  const plan = await open().run(folder, "plan", "--env", "prod");
  expect(plan.stdout).not.toContain("About");
});

test("lengths of time are told in the two largest units", () => {
  const told = [0, 400, 4000, 59_999, 60_000, 105_000, 3_600_000, 7_500_000].map(durationWords);
  expect(told).toEqual(["0 s", "1 s", "4 s", "1 min", "1 min", "1 min 45 s", "1 h", "2 h 5 min"]);
});
