import { describe, expect, test } from "vitest";
import type { ContactRecord } from "../../src/model/contact.js";
import { Fault } from "../../src/model/fault.js";
import type { SmokeResult } from "../../src/model/smoke.js";
import { stopLeftBehind } from "../../src/smoke/left-behind.js";
import type { SmokePorts } from "../../src/smoke/ports.js";
import { reportOf, runTrials } from "../../src/smoke/run-trials.js";
import { taskTrial } from "../../src/smoke/task-trial.js";
import { virtualClock } from "../support/virtual-clock.js";
import { type FakeContacts, type FakeOptions, fakeContacts, fakeRecord, fakeRuns, smokeTest } from "./fakes.js";

type Tests = readonly ReturnType<typeof smokeTest>[];

interface Played {
  readonly results: readonly SmokeResult[];
  readonly contacts: FakeContacts;
  readonly record: ContactRecord;
  readonly took: number;
}

interface PlayOptions extends Omit<FakeOptions, "now"> {
  readonly parallelism?: number;
  readonly stopAt?: number;
  readonly record?: ContactRecord;
}

async function play(tests: Tests, options: PlayOptions = {}): Promise<Played> {
  const clock = virtualClock(0);
  const { parallelism = 10, stopAt = Number.POSITIVE_INFINITY, record = fakeRecord(), ...more } = options;
  const contacts = fakeContacts({ now: clock.now, ...more });
  let tokens = 0;
  const ports: SmokePorts = {
    contacts,
    testRuns: fakeRuns(clock.now),
    record,
    now: clock.now,
    pause: (ms) => clock.sleep(Math.max(0, Math.min(ms, stopAt - clock.now()))),
    newToken: () => `t${++tokens}`,
    isStopping: () => clock.now() >= stopAt,
  };
  const queueWord = (id: string) => `queue.${id}`;
  const trials = tests.map((one) => taskTrial(one, ports, queueWord));
  const results = await clock.during(runTrials(trials, { parallelism, isStopping: ports.isStopping }));
  return { results, contacts, record, took: clock.now() };
}

const fault = (kind: Fault["kind"], code: string, more = {}) =>
  new Fault(kind, [{ severity: "error", code, summary: code }], more);

async function only(part: Parameters<typeof smokeTest>[1], options?: PlayOptions) {
  const played = await play([smokeTest("main", part)], options);
  const [result] = played.results;
  if (!result) throw new Error("no result");
  return { ...played, result };
}

const IN_SALES = [
  { at: 1000, attributes: { language: "ja" } },
  { at: 2000, queueId: "sales" },
];

describe("a smoke test", () => {
  test("passes once the contact is in the queue, and stops it", async () => {
    const { result, contacts, record } = await only(
      { expect: { queue: "queue.sales" } },
      { stories: { main: IN_SALES } },
    );
    expect(result).toMatchObject({ verdict: "passed", contactId: "c1", elapsed: 2500 });
    expect(contacts.running()).toEqual([]);
    expect(await record.open()).toEqual([]);
  });

  test("does not stop a contact that was seen to have ended", async () => {
    const { result, contacts, record } = await only({}, { stories: { main: [{ at: 100, endReason: "FLOW" }] } });
    expect(result.verdict).toBe("passed");
    expect(contacts.calls).toEqual(["start", "describe c1"]);
    expect(await record.open()).toEqual([]);
  });

  test("fails where the contact ends before it reaches the queue, after a second look", async () => {
    const { result, contacts } = await only(
      { expect: { queue: "queue.sales" } },
      { stories: { main: [{ at: 100, endReason: "FLOW" }] } },
    );
    expect(result).toMatchObject({
      verdict: "failed",
      checks: [{ expected: "reaches queue.sales", seen: "in no queue, ended (FLOW)", holds: false }],
    });
    expect(contacts.calls.filter((call) => call.startsWith("describe"))).toHaveLength(2);
  });

  test("fails at the end of its time where it sits in another queue, and times out where nothing was seen", async () => {
    const part = { expect: { queue: "queue.sales" } };
    const elsewhere = await only(part, { stories: { main: [{ at: 0, queueId: "closed" }] } });
    expect(elsewhere.result).toMatchObject({ verdict: "failed", checks: [{ seen: "in queue.closed" }] });
    const nowhere = await only(part);
    expect(nowhere.result).toMatchObject({ verdict: "timedOut", elapsed: 30_000, checks: [{ seen: "in no queue" }] });
    expect([elsewhere.contacts.running(), nowhere.contacts.running()]).toEqual([[], []]);
  });

  test("passes through a queue that it only waited in on its way", async () => {
    const story = [
      { at: 0, queueId: "closed" },
      { at: 3000, queueId: "sales" },
    ];
    const { result } = await only({ expect: { queue: "queue.sales" } }, { stories: { main: story } });
    expect(result.verdict).toBe("passed");
  });

  test("fails at once where it reaches the queue that it must never reach", async () => {
    const { result } = await only({ expect: { notQueue: "queue.sales" } }, { stories: { main: IN_SALES } });
    expect(result).toMatchObject({ verdict: "failed", elapsed: 2500 });
  });

  test("waits out its time where it only must not come to something", async () => {
    const { result } = await only({ expect: { notQueue: "queue.closed", ended: false } });
    expect(result).toMatchObject({ verdict: "passed", elapsed: 30_000 });
  });

  test.each([
    ["a value", { equals: "ja" }, "passed"],
    ["another value", { equals: "en" }, "failed"],
    ["a pattern", { pattern: "^j" }, "passed"],
    ["that it is set", { set: true }, "passed"],
    ["that it is not set", { set: false }, "failed"],
    ["that it is something else", { not: "en" }, "passed"],
    ["that it is not this", { not: "ja" }, "failed"],
  ] as const)("checks an attribute for %s", async (_, check, verdict) => {
    const { result } = await only({ expect: { attributes: { language: check } } }, { stories: { main: IN_SALES } });
    expect(result.verdict).toBe(verdict);
  });

  test("times out where an attribute was never set", async () => {
    const { result } = await only({ expect: { attributes: { greeted: { equals: "yes" } } } });
    expect(result).toMatchObject({
      verdict: "timedOut",
      checks: [{ expected: 'greeted is "yes"', seen: "greeted is not set" }],
    });
  });

  test("is not run where the start is refused, and leaves nothing in the record", async () => {
    const refuse = (call: string) => {
      if (call === "start") throw fault("rejected", "connect/rejected");
    };
    const { result, record } = await only({}, { before: refuse });
    expect(result).toMatchObject({ verdict: "notRun", reason: "connect/rejected", elapsed: 0 });
    expect(await record.open()).toEqual([]);
  });

  test("is broken off where the contact cannot be looked at, and stops it all the same", async () => {
    const refuse = (call: string) => {
      if (call.startsWith("describe")) throw fault("permission", "connect/access-denied");
    };
    const { result, contacts } = await only({}, { before: refuse });
    expect(result).toMatchObject({ verdict: "brokenOff", reason: "connect/access-denied" });
    expect(contacts.running()).toEqual([]);
  });

  test("stops the contact even where a mistake of ours is thrown", async () => {
    const before = (call: string) => {
      if (call.startsWith("describe")) throw new TypeError("bug");
    };
    const clock = virtualClock(0);
    const contacts = fakeContacts({ now: clock.now, before });
    const record = fakeRecord();
    const ports = {
      ...{
        contacts,
        testRuns: fakeRuns(clock.now),
        record,
        now: clock.now,
        pause: clock.sleep,
        newToken: () => "t",
        isStopping: () => false,
      },
    };
    const run = taskTrial(smokeTest("main"), ports, String).run(() => 1);
    await expect(clock.during(run)).rejects.toThrow("bug");
    expect(contacts.running()).toEqual([]);
    expect(await record.open()).toEqual([]);
  });

  test("tells of a contact that cannot be stopped, and keeps it in the record", async () => {
    const refuse = (call: string) => {
      if (call.startsWith("stop")) throw fault("service", "connect/service-failure");
    };
    const { result, record } = await only({ within: 1000 }, { before: refuse });
    expect(result).toMatchObject({ left: { name: "main", contactId: "c1", why: "connect/service-failure" } });
    expect(await record.open()).toMatchObject([{ id: "c1", isSmoke: true }]);
  });
});

describe("a lost answer to a start", () => {
  const afterStart = (count: number) => {
    if (count === 1) throw fault("network", "connect/network", { uncertain: true });
  };

  test("keeps the task in the record, and the next command finds the contact by its token and stops it", async () => {
    const { result, contacts, record } = await only({}, { afterStart });
    expect(result).toMatchObject({ verdict: "brokenOff", left: { name: "main" } });
    expect(contacts.running()).toEqual(["c1"]);
    expect(await stopLeftBehind({ contacts, testRuns: fakeRuns(() => 0), record })).toEqual({
      stopped: ["c1"],
      left: [],
      diagnostics: [],
    });
    expect(contacts.running()).toEqual([]);
    expect(await record.open()).toEqual([]);
  });

  test("is told where the service refuses to repeat the start, once", async () => {
    const before = (_: string, count: number) => {
      if (count === 2) throw fault("not-found", "connect/not-found");
    };
    const { contacts, record } = await only({}, { afterStart, before });
    const { left, diagnostics } = await stopLeftBehind({ contacts, testRuns: fakeRuns(() => 0), record });
    expect({ left, codes: diagnostics.map(({ code }) => code) }).toEqual({ left: [], codes: ["smoke/unknown-start"] });
    expect(await record.open()).toEqual([]);
  });

  test("stays in the record where the service cannot be reached", async () => {
    const before = (_: string, count: number) => {
      if (count === 2) throw fault("network", "connect/network");
    };
    const { contacts, record } = await only({}, { afterStart, before });
    expect(await stopLeftBehind({ contacts, testRuns: fakeRuns(() => 0), record })).toMatchObject({
      left: [{ name: "main" }],
      stopped: [],
    });
    expect(await record.open()).toHaveLength(1);
  });
});

test("keeps what is known to be left, and says why, where the record cannot be read", async () => {
  const open = async () => {
    throw fault("state", "state/store-failure");
  };
  const ports = {
    contacts: fakeContacts({ now: () => 0 }),
    testRuns: fakeRuns(() => 0),
    record: { ...fakeRecord(), open },
  };
  const known = [{ name: "main", contactId: "c1", why: "the network is gone" }];
  expect(await stopLeftBehind(ports, known)).toMatchObject({
    ...{ stopped: [], left: known, diagnostics: [{ code: "state/store-failure" }] },
  });
});

test("leaves tasks alone that a person started", async () => {
  const task = { entry: { flowId: "x" }, name: "x", attributes: {}, references: {}, clientToken: "p" };
  const record = fakeRecord([{ task, id: "c9", startedAt: 0, isSmoke: false }]);
  const contacts = fakeContacts({ now: () => 0 });
  expect(await stopLeftBehind({ contacts, testRuns: fakeRuns(() => 0), record })).toEqual({
    stopped: [],
    left: [],
    diagnostics: [],
  });
  expect(contacts.calls).toEqual([]);
});

describe("a run", () => {
  const names = ["c", "a", "b"];

  test("reports in the order of names, whatever ended first", async () => {
    const stories = { a: [{ at: 9000, endReason: "FLOW" }], b: [{ at: 10, endReason: "FLOW" }], c: [] };
    const { results } = await play(
      names.map((name) => smokeTest(name)),
      { stories },
    );
    expect(results.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(["a passed", "b passed", "c timedOut"]);
    const { summary } = reportOf("demo", results, []);
    expect(summary).toEqual({ total: 3, started: 3, passed: 2, failed: 0, timedOut: 1, brokenOff: 0, notRun: 0 });
  });

  test("stops what runs when it is told to, and starts nothing more", async () => {
    const tests = names.map((name) => smokeTest(name));
    const { results, contacts, record, took } = await play(tests, { parallelism: 2, stopAt: 3000 });
    expect(results.map(({ verdict }) => verdict)).toEqual(["brokenOff", "brokenOff", "notRun"]);
    expect(contacts.calls.filter((call) => call === "start")).toHaveLength(2);
    expect(contacts.running()).toEqual([]);
    expect(await record.open()).toEqual([]);
    expect(took).toBe(3000);
  });

  test("looks at all contacts together no faster than four times a second", async () => {
    const many = Array.from({ length: 10 }, (_, index) => smokeTest(`t${index}`, { within: 60_000 }));
    const { contacts } = await play(many);
    const looks = contacts.calls.filter((call) => call.startsWith("describe")).length;
    expect(looks).toBeLessThanOrEqual(60 * 4 + 10);
    expect(looks).toBeGreaterThan(100);
  });

  test("does not start more at a time than it is told", async () => {
    const stories = Object.fromEntries(names.map((name) => [name, [{ at: 700, endReason: "FLOW" }]]));
    const { took, results } = await play(
      names.map((name) => smokeTest(name)),
      { stories, parallelism: 1 },
    );
    expect(results.map(({ verdict }) => verdict)).toEqual(["passed", "passed", "passed"]);
    expect(took).toBe(4500);
  });

  test("starts no more where the first failure would meet every start", async () => {
    const before = (call: string) => {
      if (call === "start") throw fault("credentials", "connect/expired-credentials");
    };
    const { results, contacts } = await play(
      names.map((name) => smokeTest(name)),
      { before, parallelism: 1 },
    );
    expect(contacts.calls).toEqual(["start"]);
    expect(results.map(({ verdict }) => verdict)).toEqual(["notRun", "notRun", "notRun"]);
    expect(results[2]?.reason).toContain("it would fail as `a` did");
  });
});
