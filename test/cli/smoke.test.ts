import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { World } from "../../src/cli/world.js";
import { virtualClock } from "../support/virtual-clock.js";
import { newFolder, program, type Said, write } from "./program.js";
import { REACHES_SALES, smokeProject, WAITS } from "./smoke-project.js";

interface Project {
  readonly folder: string;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly run: (...argv: readonly string[]) => Promise<Said>;
  readonly runIn: (more: Partial<World>, ...argv: readonly string[]) => Promise<Said>;
  /** Contacts in the simulator that have not ended. */
  readonly running: () => Promise<number>;
}

const ENV = ["--env", "demo"];

function project(smoke: object): Project {
  const folder = newFolder();
  write(folder, smokeProject(smoke));
  const clock = virtualClock();
  const runIn: Project["runIn"] = (more, ...argv) =>
    clock.during(program(folder, argv, { now: clock.now, sleep: clock.sleep, ...more }));
  const run: Project["run"] = (...argv) => runIn({}, ...argv);
  const running = async () => {
    const { instances } = JSON.parse((await run("simulator", "dump")).stdout);
    return instances.flatMap(({ contacts = [] }) => contacts).filter(({ endedAt }: { endedAt?: number }) => !endedAt)
      .length;
  };
  return { folder, clock, run, runIn, running };
}

async function applied(smoke: object): Promise<Project> {
  const made = project(smoke);
  expect(await made.run("apply", ...ENV, "--auto-approve")).toMatchObject({ code: 0 });
  return made;
}

/** Sends a signal once so much time has passed. */
function signalled({ clock }: Project, at: number, signal: "SIGINT" | "SIGTERM"): Partial<World> {
  return {
    onSignal: (listener) => {
      void clock.sleep(at).then(() => listener(signal));
      return () => undefined;
    },
  };
}

const lines = (text: string) => text.trim().split("\n");

describe("smoke", () => {
  test("passes where a task reaches the queue with its attributes, and leaves nothing running", async () => {
    const { run, running } = await applied({ "reaches-sales": REACHES_SALES });
    const { code, stdout, stderr } = await run("smoke", ...ENV);
    expect(code).toBe(0);
    expect(lines(stdout).at(-1)).toBe("Smoke tests in demo: 1 passed.");
    expect(stderr).toContain("This starts 1 task in demo; in the simulator, so nothing is billed.");
    expect(await running()).toBe(0);
  });

  test("exits with 7 where one fails and one times out, says what was seen, and leaves nothing running", async () => {
    const fails = { flow: "flow.bye", expect: { queue: "queue.sales" } };
    const { run, running } = await applied({ fails, waits: WAITS, "reaches-sales": REACHES_SALES });
    const { code, stdout } = await run("smoke", ...ENV);
    expect(code).toBe(7);
    expect(stdout).toContain("reaches queue.sales");
    expect(stdout).toMatch(/seen +in queue\.sales/);
    expect(lines(stdout).at(-1)).toBe("Smoke tests in demo: 1 passed, 1 failed, 1 timed out.");
    expect(await running()).toBe(0);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("stops on %s what it started, starts no more, and reports", async (signal, code) => {
    const made = await applied({ a: WAITS, b: WAITS });
    const stopped = await made.runIn(signalled(made, 3000, signal), "smoke", ...ENV, "--json");
    expect(stopped.code).toBe(code);
    expect(JSON.parse(stopped.stdout).summary).toMatchObject({ total: 2, brokenOff: 2 });
    expect(await made.running()).toBe(0);
  });

  test("gives one document that its schema describes, and the other forms as files", async () => {
    const fails = { flow: "flow.bye", expect: { queue: "queue.sales" } };
    const { runIn, folder } = await applied({ fails, "reaches-sales": REACHES_SALES });
    const files = ["--markdown", "smoke.md", "--junit", "smoke.xml", "--summary-file", "summary.md"];
    const inJob = { env: { GITHUB_OUTPUT: "outputs" } };
    const { stdout } = await runIn(inJob, "smoke", ...ENV, "--json", ...files);
    expect(problems("smoke", JSON.parse(stdout))).toBe("");
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    expect(read("smoke.md")).toContain("<!-- connectctl:smoke:demo -->");
    expect(read("summary.md")).toBe(read("smoke.md"));
    expect(read("smoke.xml")).toContain('tests="2" failures="1"');
    expect(lines(read("outputs"))).toEqual([
      ...["environment=demo", "total=2", "started=2", "passed=1", "failed=1", "timed_out=0", "broken_off=0"],
      ...["not_run=0", "left=0"],
    ]);
  });

  test("starts nothing where more tasks would be started than are allowed", async () => {
    const { run } = await applied({ a: WAITS, b: WAITS, c: WAITS });
    const refused = await run("smoke", ...ENV, "--max-tasks", "2");
    expect(refused).toMatchObject({ code: 6, stdout: "" });
    expect(refused.stderr).toContain("smoke/too-many-tasks");
    expect((await run("smoke", ...ENV, "--max-tasks", "many")).code).toBe(3);
  });

  test("chooses by names of tests and by addresses of flows", async () => {
    const { run } = await applied({
      one: REACHES_SALES,
      two: WAITS,
      three: { flow: "flow.bye", expect: { ended: true } },
    });
    const names = async (...argv: readonly string[]) =>
      JSON.parse((await run("smoke", ...ENV, "--json", ...argv)).stdout).results?.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names("--target", "flow.bye", "--target", "on*")).toEqual(["one", "three"]);
    expect(await names("--exclude", "flow.main")).toEqual(["three"]);
    const typo = await run("smoke", ...ENV, "--target", "thre");
    expect(typo).toMatchObject({ code: 3 });
    expect(typo.stderr).toContain("write `three`");
  });

  test("says that there is none to run, and that is fine", async () => {
    const { run } = await applied({ one: { ...REACHES_SALES, environments: ["other"] } });
    expect(await run("smoke", ...ENV)).toMatchObject({ code: 0, stdout: "Smoke tests in demo: none was run.\n" });
  });

  test("says what has not been applied yet, with its place", async () => {
    const { run } = project({ one: REACHES_SALES });
    const { code, stdout } = await run("smoke", ...ENV, "--json");
    const { diagnostics } = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(diagnostics).toMatchObject([
      { code: "smoke/not-applied", address: "flow.main", file: "connectctl.json", line: expect.any(Number) },
      { code: "smoke/not-applied", address: "queue.sales" },
    ]);
  });
});

/** What is wrong with a document by a schema of the package. */
function problems(schema: string, value: unknown): string {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  const file = new URL(`../../schemas/${schema}.schema.json`, import.meta.url);
  ajv.validate(JSON.parse(readFileSync(file, "utf8")), value);
  return ajv.errors ? ajv.errorsText() : "";
}

describe("apply --smoke", () => {
  const events = (text: string) => lines(text).map((line) => JSON.parse(line));

  test("runs the tests of what it changed, and ends with the summary of the run", async () => {
    const bye = { flow: "flow.bye", expect: { ended: true } };
    const { run, folder, running } = project({ "reaches-sales": REACHES_SALES, bye });
    const first = events((await run("apply", ...ENV, "--auto-approve", "--smoke", "--json")).stdout);
    expect(
      first
        .filter(({ type }) => type === "smoke_done")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["bye", "reaches-sales"]);
    expect(first.map((event) => problems("apply-event", event)).filter((text) => text !== "")).toEqual([]);
    expect(first.slice(-2)).toMatchObject([
      { type: "smoke_summary", total: 2, passed: 2 },
      { type: "run_summary", status: "done" },
    ]);
    const manifest = JSON.parse(readFileSync(join(folder, "connectctl.json"), "utf8"));
    write(folder, {
      "connectctl.json": {
        ...manifest,
        queues: { ...manifest.queues, sales: { ...manifest.queues.sales, description: "x" } },
      },
    });
    const second = events((await run("apply", ...ENV, "--auto-approve", "--smoke", "--json")).stdout);
    expect(second.find(({ type }) => type === "smoke_start")).toMatchObject({ tests: ["reaches-sales"] });
    const third = await run("apply", ...ENV, "--auto-approve", "--smoke");
    expect(third).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("not run: none leads to what was changed"),
    });
    const all = events((await run("apply", ...ENV, "--auto-approve", "--smoke=all", "--json")).stdout);
    expect(all.find(({ type }) => type === "smoke_start")).toMatchObject({ tasks: 2 });
    expect(await running()).toBe(0);
  });

  test("follows a saved plan too, and exits with 7 where a test fails", async () => {
    const { run, running } = project({ waits: WAITS });
    expect(await run("plan", ...ENV, "--out", "plan.json")).toMatchObject({ code: 0 });
    const done = await run("apply", "--smoke", "plan.json");
    expect(done.code).toBe(7);
    expect(done.stdout).toContain("Smoke tests in demo: 1 timed out.");
    expect(await running()).toBe(0);
  });

  test("writes nothing where there are too many tasks", async () => {
    const { run } = project({ waits: WAITS });
    const refused = await run("apply", ...ENV, "--auto-approve", "--smoke", "--max-tasks", "0");
    expect(refused.code).toBe(6);
    expect(await run("plan", ...ENV, "--detailed-exitcode")).toMatchObject({ code: 2 });
  });

  test("is not run after an apply that was stopped, and says so", async () => {
    const made = project({ waits: WAITS });
    let send = (_: "SIGINT"): void => undefined;
    let said = "";
    const write = (text: string) => {
      said += text;
      if (text.includes("creating")) send("SIGINT");
    };
    const onSignal: World["onSignal"] = (listener) => {
      send = listener;
      return () => undefined;
    };
    const stderr = { isTTY: false, columns: 100, write };
    const argv = ["apply", ...ENV, "--auto-approve", "--smoke", "--json"];
    const stopped = await made.runIn({ onSignal, stderr }, ...argv);
    expect(stopped.code).toBe(130);
    expect(said).toContain("Smoke tests were not run: the apply did not succeed.");
    expect(events(stopped.stdout).slice(-2)).toMatchObject([{ type: "smoke_skipped" }, { type: "run_summary" }]);
    expect(problems("apply-event", events(stopped.stdout).at(-2))).toBe("");
  });
});

describe("smoke tests in the manifest", () => {
  test("are checked by validate, all of them at once, with their places", async () => {
    const { run } = project({
      "no-flow": { flow: "queue.sales", expect: { ended: true } },
      unknown: { flow: "flow.mian", expect: { queue: "${queue.sale}" } },
      long: { flow: "flow.main", name: "n".repeat(1025), expect: { ended: true }, within: "2h" },
      keys: { flow: "flow.main", attributes: { "a b": "x" }, expect: { attributes: { x: { pattern: "(" } } } },
      large: { flow: "flow.main", attributes: { a: "あ".repeat(11_000) }, expect: { ended: true } },
      where: { flow: "flow.main", expect: { ended: true }, environments: ["dmeo"] },
      both: { flow: "flow.main", expect: { queue: "queue.sales", notQueue: "${queue.sales}" } },
    });
    const { code, stdout } = await run("validate", "--json");
    const told = JSON.parse(stdout).diagnostics.map(
      ({ code, pointer, line }: { code: string; pointer: string; line: number }) => `${line > 1} ${code} ${pointer}`,
    );
    expect(code).toBe(3);
    expect(told.sort()).toEqual([
      "true manifest/smoke-test /smoke/both/expect/notQueue",
      "true manifest/smoke-test /smoke/keys/attributes/a b",
      "true manifest/smoke-test /smoke/keys/expect/attributes/x/pattern",
      "true manifest/smoke-test /smoke/large/attributes",
      "true manifest/smoke-test /smoke/long/name",
      "true manifest/smoke-test /smoke/long/within",
      "true manifest/smoke-test /smoke/no-flow/flow",
      "true manifest/smoke-test /smoke/unknown/flow",
      "true manifest/smoke-test /smoke/where/environments/0",
      "true manifest/unknown-reference /smoke/unknown/expect/queue",
    ]);
  });

  test("have a form that is checked", async () => {
    const { run } = project({
      empty: { flow: "flow.main", expect: {} },
      none: { flow: "flow.main" },
      unit: { flow: "flow.main", expect: { ended: true }, within: 30 },
      two: { flow: "flow.main", expect: { attributes: { x: { set: true, not: "y" } } } },
      key: { flow: "flow.main", expect: { que: "queue.sales" } },
      nowhere: { flow: "flow.main", expect: { ended: true }, environments: [] },
    });
    const { code, stdout } = await run("validate", "--json");
    const told = JSON.parse(stdout).diagnostics.map(
      ({ code, pointer, help }: Readonly<Record<string, string>>) => `${code} ${pointer}: ${help}`,
    );
    expect(code).toBe(3);
    expect(told).toEqual(
      expect.arrayContaining([
        "manifest/wrong-value /smoke/empty/expect: Add one.",
        "manifest/missing-key /smoke/none: Add `expect`.",
        "manifest/wrong-type /smoke/unit/within: Write a length of time such as `30s`, `2m` or `500ms`.",
        "manifest/unknown-key /smoke/key/expect/que: Remove it.",
        "manifest/wrong-value /smoke/nowhere/environments: Add one.",
      ]),
    );
    expect(told.some((one: string) => one.includes("/smoke/two"))).toBe(true);
  });

  test("keep lookups in use that only they name", async () => {
    const folder = newFolder();
    const files = smokeProject({ a: { flow: "flow.main", expect: { notQueue: "queue.old" }, environments: ["demo"] } });
    write(folder, { ...files, "connectctl.json": { ...files["connectctl.json"], lookups: { queue: { old: "Old" } } } });
    expect(await program(folder, ["validate"])).toMatchObject({ code: 0, stderr: "" });
    await program(folder, ["apply", ...ENV, "--auto-approve"]);
    const missing = await program(folder, ["smoke", ...ENV]);
    expect(missing).toMatchObject({ code: 3, stderr: expect.stringContaining("smoke/missing-lookup") });
  });
});
