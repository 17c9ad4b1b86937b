import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { builtBinary, run } from "../torture/binary.js";
import { type Rig, startRig } from "../torture/rig.js";
import { newFolder, write } from "./program.js";
import { REACHES_SALES, smokeProject, WAITS } from "./smoke-project.js";

let rig: Rig;
let binary: string;

// Whoever is first builds the program, which takes long on a machine that does other things too.
beforeAll(async () => {
  [rig, binary] = await Promise.all([startRig(), builtBinary()]);
}, 300_000);

afterAll(() => rig.stop());

beforeEach(async () => {
  const acme = { alias: "acme", region: "us-east-1", account: "123456789012", empty: true };
  await rig.rules([]);
  await rig.restore({ document: { instances: [acme] } });
});

const ENV = ["--env", "demo"];
const SMOKE = ["smoke", ...ENV];
const ONE = { "reaches-sales": REACHES_SALES, waits: { ...WAITS, within: "1s" } };

/** A project that is applied to the rig. */
async function applied(smoke: object): Promise<string> {
  const folder = newFolder();
  const environment = { region: "us-east-1", instance: "acme", endpoint: rig.url, rate: "unlimited" };
  write(folder, smokeProject(smoke, environment));
  expect(await run(binary, ["apply", ...ENV, "--auto-approve"], { folder })).toMatchObject({ code: 0 });
  await rig.done();
  return folder;
}

/** Ids of the contacts that the service knows, and of those that have not ended. */
async function contacts(): Promise<{ readonly all: number; readonly running: number }> {
  const [instance] = (await rig.dump()).instances as unknown as readonly {
    contacts?: readonly { endedAt?: number }[];
  }[];
  const all = instance?.contacts ?? [];
  return { all: all.length, running: all.filter(({ endedAt }) => endedAt === undefined).length };
}

/** Does something once the service has started so many contacts. */
function whenStarted(count: number, act: (child: ChildProcess) => void): (child: ChildProcess) => void {
  return (child) => {
    let isOver = false;
    child.once("exit", () => {
      isOver = true;
    });
    const look = async (): Promise<void> => {
      while (!isOver) {
        if ((await contacts()).all >= count) return act(child);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    void look();
  };
}

async function expectNothingLeft(folder: string): Promise<void> {
  write(folder, { "connectctl.json": smokeProjectWithout() });
  const next = await run(binary, SMOKE, { folder });
  expect([next.code, next.stderr]).toEqual([0, expect.stringMatching(/Stopped .+ of an earlier run left behind: /)]);
  expect((await contacts()).running).toBe(0);
}

/** The same project with no smoke test: even then what was left behind is stopped. */
function smokeProjectWithout(): object {
  const environment = { region: "us-east-1", instance: "acme", endpoint: rig.url, rate: "unlimited" };
  return smokeProject({}, environment)["connectctl.json"] ?? {};
}

describe("what a run starts", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("is stopped on %s before the process ends", async (signal, code) => {
    const folder = await applied({ a: WAITS, b: WAITS });
    const stopped = await run(binary, SMOKE, { folder, onStart: whenStarted(2, (child) => void child.kill(signal)) });
    expect(stopped.code).toBe(code);
    expect(stopped.stdout).toContain("Smoke tests in demo: 2 broken off.");
    expect(await contacts()).toEqual({ all: 2, running: 0 });
  });

  test("is stopped by the next command after the second signal", async () => {
    const folder = await applied({ a: WAITS, b: WAITS });
    await rig.rules([{ operation: "StopContact", call: 1, times: 99, fault: "hang-before" }]);
    const onStart = (child: ChildProcess) => {
      whenStarted(2, () => void child.kill("SIGINT"))(child);
      let said = "";
      child.stderr?.on("data", (data) => {
        const before = said.includes("Once more");
        said += String(data);
        if (!before && said.includes("Once more")) child.kill("SIGINT");
      });
    };
    expect(await run(binary, SMOKE, { folder, onStart })).toMatchObject({ code: 130 });
    expect((await contacts()).running).toBe(2);
    await rig.rules([]);
    await expectNothingLeft(folder);
  });

  test("is stopped by the next command after SIGKILL", async () => {
    const folder = await applied({ a: WAITS, b: WAITS, c: REACHES_SALES });
    const onStart = whenStarted(3, (child) => void child.kill("SIGKILL"));
    expect(await run(binary, SMOKE, { folder, onStart })).toMatchObject({ signal: "SIGKILL" });
    expect((await contacts()).running).toBeGreaterThan(0);
    await expectNothingLeft(folder);
  });

  test("is stopped by the next apply as well", async () => {
    const folder = await applied({ a: WAITS });
    const onStart = whenStarted(1, (child) => void child.kill("SIGKILL"));
    await run(binary, SMOKE, { folder, onStart });
    expect(await run(binary, ["apply", ...ENV, "--auto-approve"], { folder })).toMatchObject({ code: 0 });
    expect((await contacts()).running).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "leaves nothing running when it is killed at write boundary %i",
    async (number) => {
      const folder = await applied(ONE);
      const killed = await run(binary, SMOKE, { folder, hook: true, env: { TORTURE_KILL_AT: `write:${number}` } });
      expect(killed.signal).toBe("SIGKILL");
      const next = await run(binary, SMOKE, { folder });
      expect(next.code).toBe(7);
      expect((await contacts()).running).toBe(0);
    },
  );
});

test("a run of a test case is stopped by the next command after SIGKILL", async () => {
  const testCaseResults = [{ name: "Slow", result: "PASSED", takes: 600_000 }];
  const acme = { alias: "acme", region: "us-east-1", account: "123456789012", empty: true, testCaseResults };
  await rig.restore({ document: { instances: [acme] } });
  const testRuns = async () => {
    const [instance] = (await rig.dump()).instances as unknown as readonly {
      testRuns?: readonly { stoppedAt?: number }[];
    }[];
    return instance?.testRuns ?? [];
  };
  const folder = newFolder();
  const environment = { region: "us-east-1", instance: "acme", endpoint: rig.url, rate: "unlimited" };
  const entryPoint = { type: "CHAT", flow: "${flow.bye}" };
  const files = smokeProject({}, environment);
  const testCases = { slow: { name: "Slow", content: {}, entryPoint } };
  write(folder, { ...files, "connectctl.json": { ...files["connectctl.json"], testCases } });
  expect(await run(binary, ["apply", ...ENV, "--auto-approve"], { folder })).toMatchObject({ code: 0 });
  const onStart = (child: ChildProcess) => {
    let isOver = false;
    child.once("exit", () => {
      isOver = true;
    });
    const look = async (): Promise<void> => {
      while (!isOver) {
        if ((await testRuns()).length > 0) return void child.kill("SIGKILL");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    void look();
  };
  expect(await run(binary, SMOKE, { folder, onStart })).toMatchObject({ signal: "SIGKILL" });
  expect(await testRuns()).toMatchObject([{ name: "Slow" }]);
  write(folder, files);
  const next = await run(binary, SMOKE, { folder });
  expect(next.stderr).toContain("Stopped a run of a test case that an earlier run left behind");
  expect((await testRuns()).map(({ stoppedAt }) => stoppedAt === undefined)).toEqual([false]);
});

describe("answers that are lost", () => {
  test.each(["reset-after", "garbage-after", "error-after"] as const)(
    "leave one contact for each task, and none running: %s",
    async (fault) => {
      const folder = await applied({ "reaches-sales": REACHES_SALES });
      await rig.rules([{ operation: "StartTaskContact", call: 1, fault }]);
      const done = await run(binary, SMOKE, { folder });
      await rig.rules([]);
      await run(binary, SMOKE, { folder });
      expect(done.code === 0 || done.code === 7).toBe(true);
      expect(await contacts()).toEqual({ all: 2, running: 0 });
    },
  );

  test("of stops are told loudly, with the command, and the next command stops them", async () => {
    const folder = await applied({ "reaches-sales": REACHES_SALES });
    await rig.rules([{ operation: "StopContact", call: 1, times: 999, fault: "denied" }]);
    const done = await run(binary, SMOKE, { folder });
    expect(done.code).toBe(7);
    expect(done.stdout).toMatch(/To stop it: connectctl task stop --env demo [0-9a-f-]{36}/);
    expect((await contacts()).running).toBe(1);
    await rig.rules([]);
    await expectNothingLeft(folder);
  });
});

test("lets exactly one of two runs work at once", async () => {
  const folder = await applied({ waits: { ...WAITS, within: "10m" } });
  const children: ChildProcess[] = [];
  const onStart = (child: ChildProcess) => void children.push(child);
  const both = [run(binary, SMOKE, { folder, onStart }), run(binary, SMOKE, { folder, onStart })];
  // The one that works waits for what never comes: it can only be the other that ends.
  expect(await Promise.race(both)).toMatchObject({ code: 5 });
  for (const child of children) child.kill("SIGINT");
  expect((await Promise.all(both)).map(({ code }) => code).sort()).toEqual([130, 5]);
});
