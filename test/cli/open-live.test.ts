import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/command-line.js";

const MANIFEST =
  "version: 1\nenvironments:\n  demo: { simulator: true }\nhours:\n  office: { name: Office, timeZone: Asia/Tokyo }\n";

test.each([
  ["plan", ["plan"]],
  ["simulator dump", ["simulator", "dump"]],
  ["simulator reset", ["simulator", "reset"]],
])("%s follows no link out of the project to the simulator's data", async (_, argv) => {
  const [folder, elsewhere] = [mkdtempSync(join(tmpdir(), "live-")), mkdtempSync(join(tmpdir(), "elsewhere-"))];
  writeFileSync(join(folder, "connectctl.yaml"), MANIFEST);
  symlinkSync(elsewhere, join(folder, ".connectctl"));
  const done = await run(folder, ...argv);
  expect(done.code).toBe(3);
  expect(done.stderr).toContain("The simulator's data would lie outside the project folder");
  expect(readdirSync(elsewhere)).toEqual([]);
});

test("a link that stays in the project is followed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "live-"));
  writeFileSync(join(folder, "connectctl.yaml"), MANIFEST);
  mkdirSync(join(folder, "kept"));
  symlinkSync("kept", join(folder, ".connectctl"));
  expect((await run(folder, "plan")).code).toBe(0);
  expect(readdirSync(join(folder, "kept"))).toEqual(["simulator"]);
});
