import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";

/** A project with a saved plan, and that plan's hash. */
async function saved(): Promise<{ readonly folder: string; readonly hash: string }> {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  expect(await program(folder, ["plan", "--out", "plan.json"])).toMatchObject({ code: 0 });
  const { planHash } = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as { planHash: string };
  return { folder, hash: planHash };
}

test("a saved plan with another hash than the one that was reviewed is not carried out", async () => {
  const { folder, hash } = await saved();
  const other = await program(folder, ["apply", "plan.json", "--expect-plan", `sha256:${"0".repeat(64)}`]);
  expect(other).toMatchObject({ code: 4, stderr: expect.stringContaining("cli/other-plan") });
  expect(await program(folder, ["state", "list", "--json"])).toMatchObject({ stdout: "[]\n" });
  expect(await program(folder, ["apply", "plan.json", "--expect-plan", `sha256:${hash}`])).toMatchObject({ code: 0 });
});

test("a planning flag beside a saved plan is named as it was written", async () => {
  const { folder } = await saved();
  for (const flag of ["--no-adopt", "--allow-delete"]) {
    const said = await program(folder, ["apply", "plan.json", flag]);
    expect(said).toMatchObject({ code: 3, stderr: expect.stringContaining(`no planning flag: ${flag}\n`) });
  }
});

test("a move alone is a change too, until it is applied", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const { hours, ...rest } = manifestOf(["a"]) as { hours: { a: object } };
  const moved = [{ from: "hours.a", to: "hours.b" }];
  write(folder, { "connectctl.json": { ...rest, hours: { b: hours.a }, moved } });
  const planned = await program(folder, ["plan", "--detailed-exitcode"]);
  expect(planned).toMatchObject({ code: 2, stdout: expect.stringContaining("1 to move") });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["plan", "--detailed-exitcode"])).toMatchObject({ code: 0 });
});
