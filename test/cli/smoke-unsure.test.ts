import { expect, test } from "vitest";
import type { StopWatch } from "../../src/cli/applying/stop-watch.js";
import type { Context } from "../../src/cli/line/command.js";
import { nodeWorld } from "../../src/cli/node-world.js";
import type { Session } from "../../src/cli/session.js";
import { runSmoke } from "../../src/cli/tasks/run-smoke.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { Fault } from "../../src/model/fault.js";
import type { Lock } from "../../src/state/index.js";
import { fakeContacts, fakeRecord, fakeRuns, smokeTest } from "../smoke/fakes.js";

function fault(kind: Fault["kind"], code: string, uncertain = false): Fault {
  return new Fault(kind, [{ severity: "error", code, summary: code }], { uncertain });
}

test("a run tells of a task that may have been started, where the service refuses to repeat the start", async () => {
  const told: string[] = [];
  const contacts = fakeContacts({
    now: () => 0,
    before: (_, count) => {
      if (count === 2) throw fault("rejected", "connect/task-refused");
    },
    afterStart: () => {
      throw fault("network", "connect/network", true);
    },
  });
  const out = {
    diagnostics: (some: readonly Diagnostic[]) => void told.push(...some.map(({ code }) => code)),
    ...{ note: () => undefined, stand: () => undefined, look: {}, sideLook: {}, json: false },
  };
  const world = { ...nodeWorld(), newId: () => "t1", stdout: { write: () => undefined, isTTY: true, columns: 80 } };
  const provider = { contacts, testRuns: fakeRuns(() => 0) };
  const session = { environment: { name: "prod" }, contacts: fakeRecord(), provider } as unknown as Session;
  const stop: StopWatch = {
    ...{ signal: () => undefined, isStopped: () => false, stopping: new AbortController().signal },
    ...{ startWriting: () => undefined, endWriting: () => undefined },
  };
  const report = await runSmoke(
    { tests: [smokeTest("main")], cases: [], queueWord: String },
    {
      ...{ session, stop, context: { world, out } as unknown as Context },
      lock: { assertHeld: async () => undefined } as unknown as Lock,
      earlier: { stopped: [], left: [], diagnostics: [] },
    },
  );
  expect(report.results).toMatchObject([{ verdict: "brokenOff", diagnostics: [{ code: "connect/network" }] }]);
  expect([told, report.left]).toEqual([["smoke/unknown-start"], []]);
});
