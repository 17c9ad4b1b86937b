import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";

function project(): string {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["office"]) });
  return folder;
}

test.each(["--out", "--markdown", "--html", "--summary-file"])("%s makes the folder it names", async (flag) => {
  const folder = project();
  expect((await program(folder, ["plan", flag, "some/where/file"])).code).toBe(0);
  expect(existsSync(join(folder, "some/where/file"))).toBe(true);
});

test.each(["--markdown", "--html", "--summary-file"])(
  "%s that cannot be written is no matter of the state",
  async (flag) => {
    const { code, stderr } = await program(project(), ["plan", flag, "connectctl.json/file"]);
    expect(code).toBe(1);
    expect(stderr).toContain("cli/cannot-write");
  },
);
