import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";

interface State {
  readonly lineage: string;
  readonly resources: readonly { readonly address: string; readonly id: string }[];
}

const stateIn = (folder: string) => JSON.parse(readFileSync(join(folder, "state/demo.json"), "utf8")) as State;

async function applied(): Promise<string> {
  const folder = newFolder();
  for (const names of [["a"], ["a", "b"]]) {
    write(folder, { "connectctl.json": manifestOf(names) });
    expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  }
  return folder;
}

const REBUILD = ["state", "repair", "--from-instance"];

test.each(["missing", "torn"])("makes a state anew that is %s, by names, and shows it as a plan first", async (how) => {
  const folder = await applied();
  const before = stateIn(folder);
  if (how === "missing") rmSync(join(folder, "state/demo.json"));
  else writeFileSync(join(folder, "state/demo.json"), "{");
  expect(await program(folder, REBUILD)).toMatchObject({ code: 3 });
  const stdin = { isTTY: true, readLine: async () => "no" };
  const asked = await program(folder, REBUILD, { stdin });
  expect([asked.code, asked.stdout]).toEqual([3, expect.stringContaining("2 to adopt")]);
  expect(await program(folder, [...REBUILD, "--auto-approve"])).toMatchObject({ code: 0 });
  const after = stateIn(folder);
  const idsOf = ({ resources }: State) => resources.map(({ address, id }) => `${address} ${id}`);
  expect(idsOf(after)).toEqual(idsOf(before));
  expect(after.lineage).not.toBe(before.lineage);
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  expect(await program(folder, ["plan", "--detailed-exitcode"])).toMatchObject({ code: 0 });
});

test("never replaces a state that is sound", async () => {
  const folder = await applied();
  const before = stateIn(folder);
  const said = await program(folder, [...REBUILD, "--auto-approve"]);
  expect([said.code, said.stderr]).toEqual([8, expect.stringContaining("state/still-there")]);
  expect(stateIn(folder)).toEqual(before);
});

test("says that a state is sound before it asks anything", async () => {
  const folder = await applied();
  const readLine = async () => expect.unreachable("nothing was to be asked");
  const said = await program(folder, REBUILD, { stdin: { isTTY: true, readLine } });
  expect([said.code, said.stdout, said.stderr]).toEqual([8, "", expect.stringContaining("state/still-there")]);
});

test("folds what a killed run left", async () => {
  const folder = await applied();
  const { lineage, resources } = stateIn(folder);
  const header = { formatVersion: "1.0", environment: "demo", lineage, serial: 3, planHash: "p" };
  const id = resources[1]?.id;
  const begin = {
    address: "hours.b",
    kind: "hours",
    action: "delete",
    operation: "DeleteHoursOfOperation",
    name: "b",
    id,
  };
  const lines = [header, { seq: 1, begin }, { seq: 1, end: { removed: true } }];
  write(folder, { "state/demo.journal.ndjson": lines.map((line) => `${JSON.stringify(line)}\n`).join("") });
  const moved = await program(folder, ["state", "mv", "hours.a", "hours.c"]);
  expect([moved.code, moved.stderr]).toEqual([8, expect.stringContaining("state/journal-left")]);
  expect(await program(folder, ["state", "repair"])).toMatchObject({ code: 0 });
  expect(stateIn(folder).resources.map(({ address }) => address)).toEqual(["hours.a"]);
  expect((await program(folder, ["state", "repair"])).stdout).toContain("Nothing was left");
});
