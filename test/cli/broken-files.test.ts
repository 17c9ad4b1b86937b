import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder, program, write } from "./program.js";

const end = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
const CONTENT = { Version: "2019-10-30", StartAction: "end", Metadata: {}, Actions: [end] };
const MANIFEST = {
  version: 1,
  environments: { demo: { simulator: true } },
  flows: { main: { name: "Main", content: "main.json" }, other: { name: "Other", content: "other.json" } },
};

/** Two flows that were applied, a saved plan for one of them, and then no file of them that can be read. */
async function brokenAfterwards(): Promise<string> {
  const folder = newFolder();
  write(folder, { "connectctl.json": MANIFEST, "main.json": CONTENT, "other.json": CONTENT });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const flows = { ...MANIFEST.flows, main: { ...MANIFEST.flows.main, description: "Front door" } };
  write(folder, { "connectctl.json": { ...MANIFEST, flows } });
  expect(await program(folder, ["plan", "--out", "saved.json"])).toMatchObject({ code: 0 });
  rmSync(join(folder, "other.json"));
  writeFileSync(join(folder, "main.json"), "{ torn");
  return folder;
}

test("what goes by the files is refused while they are broken", async () => {
  const folder = await brokenAfterwards();
  for (const argv of [["plan"], ["apply", "--auto-approve"], ["validate"], ["pull", "--dry-run"]]) {
    expect(await program(folder, argv)).toMatchObject({ code: 3 });
  }
});

test("what goes by the state needs no sound content files", async () => {
  const folder = await brokenAfterwards();
  expect(await program(folder, ["state", "list"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("flow.other"),
  });
  expect(await program(folder, ["drift"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("No drift"),
    stderr: expect.stringContaining("by the state alone"),
  });
  expect(await program(folder, ["unlock", "none"])).toMatchObject({
    code: 8,
    stderr: expect.stringContaining("state/not-locked"),
  });
});

test("a saved plan holds all that it needs", async () => {
  const folder = await brokenAfterwards();
  expect(await program(folder, ["apply", "saved.json"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 updated"),
  });
});

test("a destroy goes by the state", async () => {
  const folder = await brokenAfterwards();
  expect(await program(folder, ["destroy", "--auto-approve"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("2 deleted"),
  });
});

test("an environment that is broken is never overlooked", async () => {
  const folder = await brokenAfterwards();
  write(folder, { "connectctl.json": { ...MANIFEST, environments: { demo: { simulator: true, rate: "fast" } } } });
  for (const argv of [["state", "list"], ["drift"], ["destroy", "--auto-approve"], ["apply", "saved.json"]]) {
    expect(await program(folder, argv)).toMatchObject({ code: 3 });
  }
});
