import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder, program } from "./program.js";

async function started(): Promise<string> {
  const folder = newFolder();
  expect((await program(folder, ["init"])).code).toBe(0);
  return folder;
}

test("plan --html and show --html write the same bytes", async () => {
  const folder = await started();
  const planned = await program(folder, ["plan", "--env", "demo", "--html", "plan.html", "--out", "plan.json"]);
  expect(planned.code).toBe(0);
  expect((await program(folder, ["show", "plan.json", "--html", "show.html"])).code).toBe(0);
  const [page, again] = ["plan.html", "show.html"].map((file) => readFileSync(join(folder, file), "utf8"));
  expect(page).toContain("flow.main-ivr");
  expect(again).toBe(page);
});

test("drift --html writes a page", async () => {
  const folder = await started();
  expect((await program(folder, ["apply", "--env", "demo", "--auto-approve"])).code).toBe(0);
  expect((await program(folder, ["drift", "--env", "demo", "--html", "drift.html"])).code).toBe(0);
  expect(readFileSync(join(folder, "drift.html"), "utf8")).toContain("No drift in demo");
});

test("graph draws everything, or one flow, and says what it cannot draw", async () => {
  const folder = await started();
  const graph = (...flags: readonly string[]) => program(folder, ["graph", "--env", "demo", ...flags]);
  expect((await graph("--format", "svg")).stdout).toMatch(/^<svg .*What refers to what/);
  expect((await graph("--format", "html")).stdout).toMatch(/^<!DOCTYPE html>/);
  expect((await graph("--flow", "flow.main-ivr", "--format", "svg")).stdout).toMatch(/^<svg .*flow\.main-ivr/);
  expect((await graph("--flow", "flow.main-ivr", "--format", "html")).stdout).toMatch(/^<!DOCTYPE html>/);
  expect(JSON.parse((await graph("--flow", "flow.main-ivr", "--json")).stdout)).toHaveProperty("links");
  expect(JSON.parse((await graph("--json")).stdout).nodes[0]).toHaveProperty("wave");
  const unknown = await graph("--flow", "flow.main-ivt");
  expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining("write `flow.main-ivr`")]);
  expect((await graph("--flow", "flow.main-ivr", "--format", "dot")).code).toBe(3);
});
