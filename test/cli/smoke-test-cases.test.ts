import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { World } from "../../src/cli/world.js";
import { virtualClock } from "../support/virtual-clock.js";
import { newFolder, program, type Said, write } from "./program.js";
import { REACHES_SALES, smokeProject } from "./smoke-project.js";

const ENV = ["--env", "demo"];

const ANSWERS = {
  name: "Main answers",
  content: "tests/answers.json",
  entryPoint: { type: "VOICE_CALL", flow: "${flow.main}", from: "+12065550100" },
  initializationData: { language: "ja" },
};

/** Its flow is only saved, so that the simulator lets nobody through. */
const FAILS = { name: "Draft answers", content: { Steps: [] }, entryPoint: { type: "CHAT", flow: "${flow.draft}" } };

interface Project {
  readonly folder: string;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly run: (argv: readonly string[], more?: Partial<World>) => Promise<Said>;
  /** Runs in the simulator that were stopped, and all of them. */
  readonly runs: () => Promise<{ readonly stopped: number; readonly all: number }>;
}

function project(testCases: object, smoke: object = {}): Project {
  const folder = newFolder();
  const files = smokeProject(smoke);
  const manifest = files["connectctl.json"] as { readonly flows: object };
  const flows = { ...manifest.flows, draft: { name: "Draft", content: "bye.json", published: false } };
  mkdirSync(join(folder, "tests"));
  const about = { Flow: "${flow.main}", Id: "${flow.main.id}" };
  write(folder, { ...files, "connectctl.json": { ...manifest, flows, testCases }, "tests/answers.json": { about } });
  const clock = virtualClock();
  const run: Project["run"] = (argv, more = {}) =>
    clock.during(program(folder, [...argv], { now: clock.now, sleep: clock.sleep, ...more }));
  const runs = async () => {
    const { instances } = JSON.parse((await run(["simulator", "dump"])).stdout);
    const all = instances.flatMap(({ testRuns = [] }) => testRuns) as readonly { readonly stoppedAt?: number }[];
    return { stopped: all.filter(({ stoppedAt }) => stoppedAt !== undefined).length, all: all.length };
  };
  return { folder, clock, run, runs };
}

async function applied(testCases: object, smoke: object = {}): Promise<Project> {
  const made = project(testCases, smoke);
  expect(await made.run(["apply", ...ENV, "--auto-approve"])).toMatchObject({ code: 0 });
  expect((await made.run(["plan", ...ENV, "--detailed-exitcode"])).code).toBe(0);
  return made;
}

test("runs the test cases that are published beside the smoke tests, and says before what it starts", async () => {
  const saved = { ...ANSWERS, name: "Saved", published: false };
  const { run, runs } = await applied({ answers: ANSWERS, saved }, { "reaches-sales": REACHES_SALES });
  const { code, stdout, stderr } = await run(["smoke", ...ENV]);
  expect([code, stdout.trim().split("\n").at(-1)]).toEqual([0, "Smoke tests in demo: 2 passed."]);
  expect(stderr).toContain(
    "This starts 1 task and 1 run of a test case in demo; in the simulator, so nothing is billed.",
  );
  expect(await runs()).toEqual({ all: 1, stopped: 0 });
});

test("tells how a test ended once where one terminal shows both streams, and as it ends where it does not", async () => {
  const { run } = await applied({ answers: ANSWERS });
  const texts: string[] = [];
  const outlet = (isTTY: boolean) => ({ write: (text: string) => void texts.push(text), isTTY, columns: 80 });
  const told = () =>
    texts
      .splice(0)
      .join("")
      .match(/✓ testCase\.answers/g)?.length;
  await run(["smoke", ...ENV, "--no-color"], { stdout: outlet(true), stderr: outlet(true) });
  expect(told()).toBe(1);
  await run(["smoke", ...ENV, "--no-color"], { stdout: outlet(false), stderr: outlet(true) });
  expect(told()).toBe(2);
});

test("tells what does not hold as text, JSON, Markdown and JUnit XML, with exit code 7", async () => {
  const { run, folder } = await applied({ answers: ANSWERS, fails: FAILS });
  const files = ["--markdown", "smoke.md", "--junit", "smoke.xml"];
  const text = await run(["smoke", ...ENV, "--target", "testCase.*", ...files]);
  expect([text.code, text.stdout]).toEqual([7, expect.stringContaining("expected  the observation entry-flow holds")]);
  expect(text.stdout).toContain("seen      the flow Draft has not been published");
  expect(readFileSync(join(folder, "smoke.md"), "utf8")).toContain("testCase.fails");
  expect(readFileSync(join(folder, "smoke.xml"), "utf8")).toMatch(
    /<testcase classname="flow.draft" name="testCase.fails"/,
  );
  const json = await run(["smoke", ...ENV, "--target", "testCase.fails", "--json"]);
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/smoke.schema.json"), "utf8"));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const report = JSON.parse(json.stdout);
  expect([validate(report), validate.errors]).toEqual([true, null]);
  expect(report.results).toMatchObject([{ name: "testCase.fails", about: "flow.draft", verdict: "failed" }]);
});

test("stops a run that takes longer than it may", async () => {
  const { run, runs } = await applied({ answers: ANSWERS });
  const { code, stdout } = await run(["smoke", ...ENV, "--test-case-timeout", "1500ms"]);
  expect([code, stdout]).toEqual([7, expect.stringContaining("1 timed out")]);
  expect(await runs()).toEqual({ all: 1, stopped: 1 });
});

test("stops a run when the command is interrupted", async () => {
  const { run, runs, clock } = await applied({ answers: ANSWERS });
  const interrupted: Partial<World> = {
    onSignal: (listener) => {
      void clock.sleep(500).then(() => listener("SIGINT"));
      return () => undefined;
    },
  };
  expect(await run(["smoke", ...ENV], interrupted)).toMatchObject({ code: 130 });
  expect(await runs()).toEqual({ all: 1, stopped: 1 });
});

test("starts nothing where a test case has not been applied, or where there are more than it may start", async () => {
  const fresh = project({ answers: ANSWERS });
  const unapplied = await fresh.run(["smoke", ...ENV]);
  expect([unapplied.code, unapplied.stderr]).toEqual([3, expect.stringContaining("smoke/not-applied")]);
  const { run, runs } = await applied({ answers: ANSWERS });
  const many = await run(["smoke", ...ENV, "--max-tasks", "0"]);
  expect([many.code, many.stderr]).toEqual([6, expect.stringContaining("1 test case counts like a task")]);
  expect(await runs()).toEqual({ all: 0, stopped: 0 });
});

test("an apply with --smoke runs the test cases whose flow it has written", async () => {
  const { folder, run } = await applied({ answers: ANSWERS, fails: FAILS });
  const bye = { ...JSON.parse(readFileSync(join(folder, "main.json"), "utf8")), Metadata: { changed: true } };
  write(folder, { "main.json": bye });
  const { code, stdout } = await run(["apply", ...ENV, "--auto-approve", "--smoke"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("testCase.answers")]);
  expect(stdout).not.toContain("testCase.fails");
});

test("a pull writes test cases into files of their own, with references in place of ARNs and ids", async () => {
  const { folder, run } = await applied({ answers: ANSWERS });
  const manifest = JSON.parse(readFileSync(join(folder, "connectctl.json"), "utf8"));
  const before = readFileSync(join(folder, "tests/answers.json"), "utf8");
  write(folder, { "connectctl.json": { ...manifest, testCases: {} }, "tests/answers.json": {} });
  const pulled = await run(["pull", ...ENV, "--all", "--kinds", "testCase"]);
  expect(pulled).toMatchObject({ code: 0 });
  const after = JSON.parse(readFileSync(join(folder, "connectctl.json"), "utf8")) as { readonly testCases: object };
  expect(after.testCases).toEqual({
    answers: { ...ANSWERS, content: expect.stringMatching(/^tests\/answers.*\.json$/) },
  });
  const { content } = Object.values(after.testCases)[0];
  expect(JSON.parse(readFileSync(join(folder, content), "utf8"))).toEqual(JSON.parse(before));
  expect((await run(["plan", ...ENV, "--detailed-exitcode"])).code).toBe(0);
});

test("a change by hand is drift, and a removed test case is deleted before its flow", async () => {
  const { folder, run } = await applied({ answers: ANSWERS });
  const manifest = JSON.parse(readFileSync(join(folder, "connectctl.json"), "utf8"));
  const drift = await run(["drift", ...ENV]);
  expect([drift.code, drift.stdout]).toEqual([0, expect.not.stringContaining("testCase")]);
  write(folder, { "connectctl.json": { ...manifest, testCases: {}, flows: {}, smoke: {} } });
  const { stdout } = await run(["plan", ...ENV, "--allow-delete"]);
  expect(stdout.indexOf("- testCase.answers")).toBeGreaterThan(-1);
  expect(stdout.indexOf("- testCase.answers")).toBeLessThan(stdout.indexOf("- flow.main"));
});
