import { mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadPlan, savePlan } from "../../src/state/index.js";
import { PLAN, seal } from "./plan-sample.js";
import { diagnosticOf, faultOf, projectFolder, sha256 } from "./sample.js";

const planFile = async () => join(await projectFolder(), "plan.json");

async function savedWith(change: (plan: Record<string, unknown>) => void): Promise<string> {
  const file = await planFile();
  const plan = JSON.parse(JSON.stringify(PLAN)) as Record<string, unknown>;
  change(plan);
  await writeFile(file, JSON.stringify(plan));
  return file;
}

test("gives back the plan that was saved", async () => {
  const file = await planFile();
  await savePlan(file, PLAN);
  expect(await loadPlan(file, sha256)).toEqual(PLAN);
  expect(await readFile(file, "utf8")).toMatch(/^\{\n {2}"formatVersion": "1.0",\n[\s\S]*\n\}\n$/);
});

test("lets only the owner read it, also where a file was before", async () => {
  const file = await planFile();
  await writeFile(file, "before", { mode: 0o644 });
  await savePlan(file, PLAN);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("writes to where a link leads", async () => {
  const folder = await projectFolder();
  await writeFile(join(folder, "real.json"), "");
  await symlink(join(folder, "real.json"), join(folder, "plan.json"));
  await savePlan(join(folder, "plan.json"), PLAN);
  expect(await loadPlan(join(folder, "real.json"), sha256)).toEqual(PLAN);
});

test("does not take the place of what is not a file", async () => {
  const file = await planFile();
  await mkdir(file);
  expect((await diagnosticOf(savePlan(file, PLAN))).detail).toContain("is not a file");
  expect((await diagnosticOf(savePlan("/dev/null", PLAN))).detail).toContain("is not a file");
});

test("refuses to save what JSON cannot hold", async () => {
  const plan = { ...PLAN, diagnostics: [{ ...PLAN.diagnostics[0], detail: undefined }] } as unknown as typeof PLAN;
  await expect(savePlan(await planFile(), plan)).rejects.toThrow("JSON cannot hold");
});

test("loads a plan that was laid out anew but not altered", async () => {
  const file = await savedWith(() => undefined);
  expect(await loadPlan(file, sha256)).toEqual(PLAN);
});

test.each<[string, (plan: Record<string, never>) => void]>([
  ["the action of a change", (plan) => Object.assign(plan.changes?.[0] ?? {}, { action: "delete" })],
  ["the target", (plan) => Object.assign(plan.target ?? {}, { instanceId: "other" })],
  ["the state it is based on", (plan) => Object.assign(plan.state ?? {}, { serial: 4 })],
  ["whether it may be applied", (plan) => Object.assign(plan, { applyable: false })],
  ["its environment", (plan) => Object.assign(plan, { environment: "staging" })],
  ["its hash", (plan) => Object.assign(plan, { planHash: sha256("other") })],
  ["the hash of the file", (plan) => Object.assign(plan, { fileHash: sha256("other") })],
  ["a field that was added", (plan) => Object.assign(plan, { extra: 1 })],
])("refuses a plan in which somebody altered %s", async (_, change) => {
  const file = await savedWith(change as never);
  const fault = await faultOf(loadPlan(file, sha256));
  expect(fault.kind).toBe("precondition");
  expect(fault.diagnostics[0]).toMatchObject({ code: "state/plan-altered", file });
});

test("names both hashes where both are wrong", async () => {
  const file = await savedWith((plan) => Object.assign(plan, { changes: [] }));
  expect((await diagnosticOf(loadPlan(file, sha256))).detail).toMatch(/`planHash` is .*; `fileHash` is /);
});

test.each(["1.1", "2.0"])("refuses a plan of the newer format %s", async (formatVersion) => {
  const file = await savedWith((plan) => Object.assign(plan, { formatVersion }));
  const fault = await faultOf(loadPlan(file, sha256));
  expect(fault.kind).toBe("precondition");
  expect(fault.diagnostics[0]).toMatchObject({ code: "state/unsupported-version" });
});

test("says that there is no such plan", async () => {
  expect(await diagnosticOf(loadPlan(await planFile(), sha256))).toMatchObject({ code: "state/plan-missing" });
});

test("tells where a torn plan ends", async () => {
  const file = await planFile();
  await writeFile(file, '{\n  "formatVersion": "1.0",');
  expect(await diagnosticOf(loadPlan(file, sha256))).toMatchObject({ code: "state/plan-unreadable", line: 2 });
});

test.each(["[]", "null", "{}", '{"formatVersion":"1.0"}'])("says that %s is not a plan", async (text) => {
  const file = await planFile();
  await writeFile(file, text);
  expect((await diagnosticOf(loadPlan(file, sha256))).code).toBe("state/plan-invalid");
});

test("refuses a plan that is sealed but has a field too many, or one of a wrong kind", async () => {
  const file = await planFile();
  await writeFile(file, JSON.stringify(seal({ ...PLAN, extra: 1 } as never)));
  expect((await diagnosticOf(loadPlan(file, sha256))).detail).toContain("extra");
  await writeFile(file, JSON.stringify(seal({ ...PLAN, mode: "other" } as never)));
  expect(await diagnosticOf(loadPlan(file, sha256))).toMatchObject({ code: "state/plan-invalid", pointer: "/mode" });
});
