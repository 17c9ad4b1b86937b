import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";

// One name in two forms of Unicode: as keyboards write it, and as some file systems and terminals hand it over.
const composed = "ガイド";
const decomposed = composed.normalize("NFD");

function project(environment: object = {}): string {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf([composed, "other"], environment) });
  return folder;
}

const addressesIn = (stdout: string) =>
  (JSON.parse(stdout) as { changes: { address: string }[] }).changes.map(({ address }) => address);

test.each([composed, decomposed])("finds an address in whatever form of Unicode it is typed (%#)", async (typed) => {
  const folder = project();
  const run = (...argv: string[]) => program(folder, argv);
  const address = `hours.${typed}`;
  expect(addressesIn((await run("plan", "--json", "--target", address)).stdout)).toEqual([`hours.${composed}`]);
  expect(addressesIn((await run("plan", "--json", "--exclude", address)).stdout)).toEqual(["hours.other"]);
  expect((await run("apply", "--auto-approve")).code).toBe(0);
  expect((await run("state", "show", address)).code).toBe(0);
  expect((await run("state", "mv", address, "hours.moved")).code).toBe(0);
  expect((await run("state", "mv", "hours.moved", address)).code).toBe(0);
  expect((await run("state", "rm", address)).code).toBe(0);
});

test("protects an address in whatever form of Unicode its pattern is written", async () => {
  const folder = project({ protect: [`hours.${decomposed}`] });
  expect((await program(folder, ["apply", "--auto-approve"])).code).toBe(0);
  const { code, stderr } = await program(folder, ["destroy", "--auto-approve"]);
  expect(code).toBe(6);
  expect(stderr).toContain("plan/protected");
});
