import { expect, test } from "vitest";
import { newFolder, program, write } from "./program.js";

test("init tells of a file that stands where a folder belongs", async () => {
  const folder = newFolder();
  write(folder, { flows: "a file" });
  const { code, stderr } = await program(folder, ["init"]);
  expect(code).toBe(3);
  expect(stderr).toContain("cannot be written: the system says EEXIST");
});
