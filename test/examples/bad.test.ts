import { expect, test } from "vitest";
import { copyExample, exampleFile } from "./copy-example.js";

test("says everything that is wrong in one run, as expected.txt has it", async () => {
  const { run } = copyExample("bad");
  const { code, stdout, stderr } = await run("validate");
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  await expect(stderr).toMatchFileSnapshot(exampleFile("bad", "expected.txt"));
});

test("says the same as data", async () => {
  const { run } = copyExample("bad");
  const { code, stdout, stderr } = await run("validate", "--json");
  const { diagnostics } = JSON.parse(stdout);
  const codes = new Set(diagnostics.map((one: { code: string }) => one.code));
  expect({ code, hasText: stderr !== "" }).toEqual({ code: 3, hasText: true });
  expect(codes.size).toBeGreaterThanOrEqual(12);
});

test.each(["plan", "apply"])("keeps `%s` from starting", async (command) => {
  const { run } = copyExample("bad");
  const argv = command === "apply" ? [command, "--auto-approve"] : [command];
  expect(await run(...argv)).toMatchObject({ code: 3, stdout: "" });
});

test("leaves `drift` with the state alone, and there is none yet", async () => {
  const { run } = copyExample("bad");
  const { code, stdout, stderr } = await run("drift");
  expect({ code, stdout }).toEqual({ code: 8, stdout: "" });
  expect(stderr).toContain("The files have errors, so this goes by the state alone");
});
