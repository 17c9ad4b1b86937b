import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";

const NARROW = { env: { COLUMNS: "80" } };

const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

test("explain lists every code with its first sentence, and tells one code whole, within the width", async () => {
  const list = await program(newFolder(), ["explain"], NARROW);
  expect(list.stdout).toMatch(/^6 +Blocked by a safety rule/m);
  expect(list.stdout).toMatch(/^plan\/conflict +Since the last apply the manifest/m);
  const one = await program(newFolder(), ["explain", "plan/conflict"], NARROW);
  expect(one.stdout).toMatch(/^plan\/conflict\n {2}Since the last apply .*\n {2}Pull the console's work/);
  expect([widest(list.stdout), widest(one.stdout)].every((width) => width <= 80)).toBe(true);
});

test("init tells what it left alone, within the width", async () => {
  const folder = newFolder();
  await program(folder, ["init"]);
  const { stdout, stderr } = await program(folder, ["init"], NARROW);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Left as they were: connectctl\.yaml, /);
  expect(widest(stderr)).toBeLessThanOrEqual(80);
});

test("fmt says that there was nothing to do", async () => {
  const folder = newFolder();
  await program(folder, ["init"]);
  expect(await program(folder, ["fmt"])).toEqual({
    ...{ code: 0, stdout: "" },
    stderr: "Every flow file is in its stable form.\n",
  });
  expect((await program(folder, ["fmt", "--quiet"])).stderr).toBe("");
});

test("doctor says below its counts what it did not try", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["Office"]) });
  const { stdout } = await program(folder, ["doctor"]);
  expect(stdout).toMatch(/\d+ ok, 0 to look at, 0 failed\.\nPermissions to write are not tried, [^\n]*\n$/);
});

test("show names the plan as it was given, not by its place on the disk", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["Office"]) });
  await program(folder, ["plan", "--out", "my.plan.json"]);
  expect(existsSync(join(folder, "my.plan.json"))).toBe(true);
  const { stdout } = await program(folder, ["show", "my.plan.json"]);
  expect(stdout).toContain("To carry out exactly this plan: connectctl apply my.plan.json\n");
});

test.each([
  [["apply"], "apply a saved plan"],
  [["destroy"], "give --auto-approve or --expect-plan"],
  [["state", "repair", "--from-instance"], "look at it on a terminal, or give --auto-approve"],
])("%j tells where nobody can be asked what to do instead", async (line, help) => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["Office"]) });
  const { code, stderr } = await program(folder, line);
  expect([code, stderr]).toEqual([3, expect.stringContaining(`help: ${help}`)]);
});

test("an apply with nothing to write says so once", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["Office"]) });
  await program(folder, ["apply", "--auto-approve"]);
  const { stdout, stderr } = await program(folder, ["apply", "--auto-approve"]);
  expect(stdout).toBe("Nothing to do in demo: the one resource is as the manifest says.\n");
  expect(stderr).toBe("");
});

test("simulator load tells which instances there are now", async () => {
  const folder = newFolder();
  write(folder, {
    "connectctl.json": manifestOf(["Office"]),
    "live.json": { instances: [{ alias: "one" }, { alias: "two" }] },
  });
  const { stdout } = await program(folder, ["simulator", "load", "live.json"]);
  expect(stdout).toBe("Loaded live.json; there is now: one, two.\n");
});
