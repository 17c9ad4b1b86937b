import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { openSituation, type Ran, runIn } from "../scenarios/situations.js";

const SCHEMAS = "schemas";

/** All schemas of the package in one validator, as a user would load them. */
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });

beforeAll(() => {
  for (const file of readdirSync(SCHEMAS)) ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, file), "utf8")));
});

function problems(name: string, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`urn:connectctl:schema:${name}:1`);
  if (!validate) throw new Error(`no schema ${name}`);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The one document that a command printed. */
const documentOf = ({ stdout }: Ran): unknown => JSON.parse(stdout);

const linesOf = ({ stdout }: Ran): readonly { readonly type?: string }[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Whether a command only said what is wrong. */
const isRefusal = (value: unknown) =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "diagnostics";

/** Situations that have something of everything: drift, drafts, orphans, circles, refusals, failures. */
const SOME = [
  "circle",
  "conflict",
  "destroy",
  "draft",
  "drift",
  "edited",
  "gone-live",
  "missing-lookup",
  "module-alias",
].concat("orphan", "rejected-content", "removed");

describe.each(SOME)("the documents of %s", (situation) => {
  test("keep to their schemas", async () => {
    const opened = await openSituation(situation);
    const planning = opened.flags.filter((flag) => flag !== "destroy");
    const commands: readonly (readonly [schema: string, ...argv: string[]])[] = [
      ["diagnostics", "validate"],
      ["plan", "plan", ...planning],
      ["drift", "drift", "--drafts"],
      ["pull", "pull", "--all", "--dry-run", "--drafts"],
      ["graph", "graph"],
      ["state-list", "state", "list"],
      ["doctor", "doctor"],
    ];
    for (const [schema, ...argv] of commands) {
      const value = documentOf(await runIn(opened, ...argv, "--json", "--quiet"));
      expect([argv[0], ...problems(isRefusal(value) ? "diagnostics" : schema, value)]).toEqual([argv[0]]);
    }
    const destroy = opened.flags.includes("destroy") ? "destroy" : "apply";
    const applied = await runIn(opened, destroy, "--auto-approve", ...planning, "--json", "--quiet");
    const events = linesOf(applied);
    expect(events.flatMap((event) => problems("apply-event", event))).toEqual([]);
    expect(events[0]?.type).toBe("version");
    expect(events.at(-1)?.type).toBe("run_summary");
  });
});

describe("a document", () => {
  test("of a saved plan and of a state is shown as it is", async () => {
    const opened = await openSituation("edited");
    const plan = documentOf(await runIn(opened, "plan", "--out", "p.json", "--json"));
    const shown = documentOf(await runIn(opened, "show", "p.json", "--json"));
    expect(shown).toEqual(plan);
    expect(problems("show", shown)).toEqual([]);
    expect(problems("show", documentOf(await runIn(opened, "show", "state/demo.json", "--json")))).toEqual([]);
  });

  test("of one flow's blocks keeps to its schema", async () => {
    const opened = await openSituation("edited");
    const value = documentOf(await runIn(opened, "graph", "--flow", "flow.main-ivr", "--json"));
    expect(problems("flow-graph", value)).toEqual([]);
  });

  test("of every code says what each means, and that of one code says the same", async () => {
    const opened = await openSituation("edited");
    const all = documentOf(await runIn(opened, "explain", "--json")) as Readonly<Record<string, string>>;
    expect(problems("explain", all)).toEqual([]);
    const one = documentOf(await runIn(opened, "explain", "plan/conflict", "--json"));
    expect(problems("explain", one)).toEqual([]);
    expect(one).toEqual({ code: "plan/conflict", meaning: all["plan/conflict"] });
  });

  test("of a failed and of a blocked change keeps to the schema of events", async () => {
    const opened = await openSituation("rejected-content");
    const events = linesOf(await runIn(opened, "apply", "--auto-approve", "--json", "--quiet"));
    const types = new Set(events.map(({ type }) => type));
    expect(types).toContain("change_failed");
    expect(events.flatMap((event) => problems("apply-event", event))).toEqual([]);
  });

  test.each([
    [
      "drift",
      {
        environment: "a",
        drift: [],
        unmanaged: [],
        summary: { changed: 0, deleted: 0, conflict: 0, unmanaged: 0, compared: 0 },
      },
    ],
    ["diagnostics", { diagnostics: [{ severity: "error", code: "a/b", summary: "c" }] }],
    ["doctor", { environment: "a", checks: [], summary: { ok: 0, warn: 0, fail: 0 }, notes: [] }],
    ["graph", { nodes: [], edges: [] }],
    ["flow-graph", { start: "", blocks: [], links: [] }],
    ["apply-event", { type: "version", tool: "connectctl 1", formatVersion: "1.0" }],
    ["explain", { code: "plan/conflict", meaning: "b" }],
  ])("of %s is refused with a field too many, and with one missing", (name, value) => {
    const whole = name === "drift" ? { ...value, coverage: [] } : value;
    expect(problems(name, whole)).toEqual([]);
    expect(problems(name, { ...whole, sumary: {} })).not.toEqual([]);
    for (const key of Object.keys(whole)) {
      const { [key as keyof typeof whole]: _, ...rest } = whole;
      expect(problems(name, rest)).not.toEqual([]);
    }
  });

  test("that is listed in the docs has a schema, and each schema is listed", () => {
    const listed = readFileSync("docs/machine.md", "utf8").match(/schemas\/[\w-]+\.schema\.json/g) ?? [];
    const files = readdirSync(SCHEMAS).map((file) => `schemas/${file}`);
    expect([...new Set(listed)].sort()).toEqual(files.sort());
  });
});

describe("an apply that does not begin", () => {
  const told = (ran: Ran) => linesOf(ran).map(({ type }) => type);
  const REFUSED = ["version", "diagnostics", "run_summary"];

  test.each([
    ["a safety rule", "protected", ["apply", "--auto-approve"]],
    ["a hash that was not reviewed", "edited", ["apply", "--expect-plan", "sha256:0"]],
    ["nobody's approval", "edited", ["apply"]],
    ["a plan that is not there", "edited", ["apply", "none.json"]],
    ["a flag that there is not", "edited", ["apply", "--bogus"]],
    ["an environment that there is not", "edited", ["destroy", "--auto-approve", "--env", "none"]],
  ])("for %s tells so in events, the last of which counts nothing", async (_, situation, argv) => {
    const opened = await openSituation(situation);
    const flags = argv.includes("--env") ? argv : [...argv, ...opened.flags];
    const ran = await runIn(opened, ...flags, "--json");
    expect(told(ran)).toEqual(REFUSED);
    expect(linesOf(ran).flatMap((event) => problems("apply-event", event))).toEqual([]);
    expect(linesOf(ran).at(-1)).toMatchObject({ status: "failed", done: 0, failed: 0, writes: 0 });
    expect(ran.code).toBeGreaterThan(2);
  });

  test("is told of in one document by any other command", async () => {
    const opened = await openSituation("edited");
    expect(problems("diagnostics", documentOf(await runIn(opened, "plan", "--bogus", "--json")))).toEqual([]);
  });
});

describe("show", () => {
  test("gives the same bytes as the plan did, as Markdown and as a page", async () => {
    const opened = await openSituation("edited");
    const read = (name: string) => readFileSync(join(opened.folder, name), "utf8");
    await runIn(opened, "plan", "--out", "p.json", "--markdown", "a.md", "--html", "a.html");
    await runIn(opened, "show", "p.json", "--markdown", "b.md", "--html", "b.html");
    expect(read("b.md")).toBe(read("a.md"));
    expect(read("b.html")).toBe(read("a.html"));
  });
});

describe("in a job that takes outputs", () => {
  const outputsOf = (text: string) =>
    Object.fromEntries(
      text
        .trimEnd()
        .split("\n")
        .map((line) => line.split("=", 2)),
    );

  test("a plan, a drift and an apply say what later steps ask for", async () => {
    const opened = await openSituation("drift", { GITHUB_OUTPUT: "outputs" });
    const file = join(opened.folder, "outputs");
    const run = async (...argv: string[]) => {
      writeFileSync(file, "");
      await runIn(opened, ...argv);
      return outputsOf(readFileSync(file, "utf8"));
    };
    const plan = await run("plan", "--out", "p.json");
    expect(plan).toMatchObject({
      has_changes: "true",
      applyable: "true",
      update: "1",
      drift: "1",
      environment: "demo",
    });
    expect(plan.plan_hash).toMatch(/^[0-9a-f]{64}$/);
    const drift = await run("drift");
    expect(drift).toMatchObject({ has_drift: "true", changed: "1", flows_managed: "1", flows_live: "1" });
    expect(await run("apply", "p.json")).toMatchObject({ status: "done", done: "1", failed: "0" });
    expect(await run("plan")).toMatchObject({ has_changes: "false", update: "0" });
  });
});
