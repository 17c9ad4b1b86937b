import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "../program.js";

const ESCAPE = "\u001b";

test("a flag that turns something off may be given by its own name", async () => {
  const env = { FORCE_COLOR: "1" };
  const said = async (more: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
    (await program(newFolder(), ["plan", ...argv], { env: { ...env, ...more } })).stderr;
  expect(await said({})).toContain(ESCAPE);
  expect(await said({ CONNECTCTL_NO_COLOR: "1" })).not.toContain(ESCAPE);
  expect(await said({ CONNECTCTL_COLOR: "false" })).not.toContain(ESCAPE);
  expect(await said({ CONNECTCTL_NO_COLOR: "0" })).toContain(ESCAPE);
  expect(await said({ CONNECTCTL_NO_COLOR: "1" }, "--color")).toContain(ESCAPE);
});

test("CONNECTCTL_NO_ADOPT refuses what lives under the same name, and the flag wins over it", async () => {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"]) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["state", "rm", "hours.a"])).toMatchObject({ code: 0 });
  const env = { CONNECTCTL_NO_ADOPT: "true" };
  const refused = await program(folder, ["plan"], { env });
  expect(refused).toMatchObject({ code: 6, stderr: expect.stringContaining("plan/adopt-refused") });
  expect(await program(folder, ["plan", "--adopt"], { env })).toMatchObject({ code: 0 });
});

test("CONNECTCTL_JSON counts for a command line that cannot be read, too", async () => {
  const env = { CONNECTCTL_JSON: "1" };
  const { stdout } = await program(newFolder(), ["plan", "--targt", "x"], { env });
  expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: "cli/usage", help: "write `--target`" }] });
  const events = (await program(newFolder(), ["apply", "--targt", "x"], { env })).stdout.trimEnd().split("\n");
  expect(events.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
    "version",
    "diagnostics",
    "run_summary",
  ]);
});
