import { describe, expect, test } from "vitest";
import { Fault } from "../../src/model/fault.js";
import type { OpenRun } from "../../src/model/test-run.js";
import {
  type ResolvedTestCase,
  resolveTestCases,
  runTrials,
  type SmokePorts,
  selectTests,
  stopLeftBehind,
  testCaseTrial,
} from "../../src/smoke/index.js";
import { virtualClock } from "../support/virtual-clock.js";
import { type FakeRun, fakeContacts, fakeRecord, fakeRuns } from "./fakes.js";

const ORIGIN = { file: "connectctl.yaml", pointer: "/testCases/main" };

function testCase(name: string, within = 60_000): ResolvedTestCase {
  return { name: `testCase.${name}`, flow: "flow.main", origin: ORIGIN, id: name, within };
}

interface Options {
  readonly runs?: Readonly<Record<string, FakeRun>>;
  readonly stopAt?: number;
  readonly before?: (call: string) => void;
}

async function play(tests: readonly ResolvedTestCase[], { runs, stopAt = Infinity, before }: Options = {}) {
  const clock = virtualClock(0);
  const testRuns = fakeRuns(clock.now, runs, before);
  const record = fakeRecord();
  let tokens = 0;
  const ports: SmokePorts = {
    ...{ contacts: fakeContacts({ now: clock.now }), testRuns, record, now: clock.now },
    pause: (ms) => clock.sleep(Math.max(0, Math.min(ms, stopAt - clock.now()))),
    newToken: () => `t${++tokens}`,
    isStopping: () => clock.now() >= stopAt,
  };
  const trials = tests.map((one) => testCaseTrial(one, ports));
  const options = { parallelism: 10, isStopping: ports.isStopping };
  const results = await clock.during(runTrials(trials, options));
  return { results, testRuns, record, took: clock.now() };
}

const refusal = (code: string, uncertain = false) =>
  new Fault("rejected", [{ severity: "error", code, summary: code }], { uncertain });

describe("a run of a test case", () => {
  test("passes when the service says so, and is not stopped then", async () => {
    const { results, testRuns, record } = await play([testCase("main")]);
    expect(results).toMatchObject([{ name: "testCase.main", about: "flow.main", verdict: "passed", runId: "run-t1" }]);
    expect(testRuns.calls.filter((call) => call.startsWith("stop"))).toEqual([]);
    expect(await record.openRuns()).toEqual([]);
  });

  test("fails with each observation that does not hold, in the words of its record", async () => {
    const failures = [
      { observationId: "greets", status: "FAILED", text: '{"reason":"nobody said hello"}' },
      { observationId: "ends", status: "FAILED", text: "not JSON" },
    ];
    const { results } = await play([testCase("main")], { runs: { main: { status: "FAILED", failures } } });
    expect(results[0]).toMatchObject({
      verdict: "failed",
      checks: [
        { expected: "the observation greets holds", seen: "nobody said hello", holds: false },
        { expected: "the observation ends holds", seen: "not JSON", holds: false },
      ],
    });
  });

  test("fails all the same where its observations cannot be read", async () => {
    const before = (call: string) => {
      if (call.startsWith("failures")) throw refusal("connect/access-denied");
    };
    const { results } = await play([testCase("main")], { runs: { main: { status: "FAILED" } }, before });
    expect(results[0]).toMatchObject({ verdict: "failed", checks: [{ expected: "the test case passes" }] });
  });

  test("times out and is stopped", async () => {
    const { results, testRuns, record } = await play([testCase("main", 8000)], { runs: { main: { after: 99_000 } } });
    const checks = [{ seen: "it is still in progress", holds: false }];
    expect(results[0]).toMatchObject({ verdict: "timedOut", checks, elapsed: 8000 });
    expect(testRuns.running()).toEqual([]);
    expect(await record.openRuns()).toEqual([]);
  });

  test("is stopped and broken off when the run is told to stop", async () => {
    const { results, testRuns } = await play([testCase("main")], { stopAt: 1500 });
    expect(results[0]).toMatchObject({ verdict: "brokenOff", reason: "the run was told to stop" });
    expect(testRuns.running()).toEqual([]);
  });

  test("is broken off where somebody else stopped it", async () => {
    const { results } = await play([testCase("main")], { runs: { main: { status: "STOPPED" } } });
    expect(results[0]).toMatchObject({ verdict: "brokenOff", reason: "somebody else stopped the run" });
  });

  test("is not run where the instance does not offer test cases, and the others are tried", async () => {
    const before = (call: string) => {
      if (call === "start main") throw refusal("connect/not-offered");
    };
    const { results, record } = await play([testCase("main"), testCase("other")], { before });
    expect(results.map(({ verdict }) => verdict)).toEqual(["notRun", "passed"]);
    expect(results[0]?.reason).toBe("connect/not-offered");
    expect(await record.openRuns()).toEqual([]);
  });

  test("stays in the record where it cannot be stopped", async () => {
    const before = (call: string) => {
      if (call.startsWith("stop")) throw refusal("connect/service-failure");
    };
    const { results, record } = await play([testCase("main", 2000)], { runs: { main: { after: 99_000 } }, before });
    expect(results[0]).toMatchObject({ left: { name: "testCase.main", runId: "run-t1" } });
    expect(await record.openRuns()).toMatchObject([{ id: "run-t1", isSmoke: true }]);
  });

  test("is looked at no more than once a second, however many there are", async () => {
    const { testRuns, took } = await play([..."abcdefghij"].map((name) => testCase(name)));
    const looks = testRuns.calls.filter((call) => call.startsWith("summary")).length;
    expect(looks).toBeLessThanOrEqual(took / 1000 + 10);
  });
});

describe("what an earlier run left", () => {
  const task = {
    entry: { testCaseId: "main" },
    name: "testCase.main",
    attributes: {},
    references: {},
    clientToken: "t9",
  };

  test("is stopped by the next command", async () => {
    const testRuns = fakeRuns(() => 0);
    const id = await testRuns.start("main", "t9");
    const open: OpenRun = { task, id, startedAt: 0, isSmoke: true };
    const record = fakeRecord([open]);
    const ports = { contacts: fakeContacts({ now: () => 0 }), testRuns, record };
    expect(await stopLeftBehind(ports)).toEqual({ stopped: [], stoppedRuns: ["run-t9"], left: [], diagnostics: [] });
    expect(testRuns.running()).toEqual([]);
    expect(await record.openRuns()).toEqual([]);
  });

  test("is found by its token where its start was never answered", async () => {
    const testRuns = fakeRuns(() => 0);
    const record = fakeRecord([{ task, startedAt: 0, isSmoke: true }]);
    const ports = { contacts: fakeContacts({ now: () => 0 }), testRuns, record };
    expect(await stopLeftBehind(ports)).toMatchObject({ stoppedRuns: ["run-t9"], left: [] });
    expect(testRuns.calls).toEqual(["start main", "stop run-t9"]);
  });
});

test("names each test case that has not been applied", () => {
  const { value, diagnostics } = resolveTestCases([testCase("main")], "prod", { state: undefined, within: 1 });
  expect(value).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: "smoke/not-applied", address: "testCase.main", file: ORIGIN.file }]);
});

test("chooses test cases by their address and by their flow's", () => {
  const chosen = (target: string) =>
    selectTests([testCase("main"), testCase("other")], { targets: [target], excludes: [] }).value.map(
      ({ name }) => name,
    );
  expect(chosen("testCase.m*")).toEqual(["testCase.main"]);
  expect(chosen("flow.main")).toHaveLength(2);
});
