import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PullReport } from "../../src/model/pull.js";
import { run, runJson } from "../support/command-line.js";
import type { Holding } from "../support/instance-builder.js";
import { filesOf, project, put, read } from "./project.js";

const ENV = ["--env", "staging"] as const;
const FILE = "flows/main.json";

const HOLDING: Holding = {
  flows: [
    { name: "Main", uses: [{ at: "transfer", flow: "Other" }] },
    { name: "Other", uses: [{ at: "text", text: "hello" }] },
  ],
};

/** A project that has been pulled, and one of whose files is lost. */
async function pulled(lose: (folder: string) => void) {
  const folder = await project({ staging: HOLDING });
  await run(folder, "pull", "--all", ...ENV);
  const before = filesOf(folder);
  lose(folder);
  return { folder, before };
}

const remove = (folder: string) => rmSync(join(folder, FILE));
const tear = (folder: string) => put(folder, FILE, '{ "Version": ');

test("a pull brings back a content file that is gone, and changes nothing else", async () => {
  const { folder, before } = await pulled(remove);
  const dry = await runJson<PullReport>(folder, 0, "pull", ...ENV, "--dry-run");
  expect(dry.files).toEqual([FILE]);
  expect(existsSync(join(folder, FILE))).toBe(false);
  const done = await run(folder, "pull", ...ENV);
  expect(done.code).toBe(0);
  expect(done.stderr).not.toContain("manifest/");
  expect(filesOf(folder)).toEqual(before);
});

test("a pull of another flow says that a file is gone, and leaves it", async () => {
  const { folder } = await pulled(remove);
  const done = await run(folder, "pull", "flow.other", ...ENV);
  expect(done.code).toBe(0);
  expect(done.stderr).toContain("warning  flow.main  manifest/file-missing");
  expect(existsSync(join(folder, FILE))).toBe(false);
});

test("a content file that is no JSON is somebody's work, and replaced only with --force", async () => {
  const { folder, before } = await pulled(tear);
  const refused = await run(folder, "pull", ...ENV);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("manifest/json-syntax");
  expect(read(folder, FILE)).toBe('{ "Version": ');
  const forced = await run(folder, "pull", "--force", ...ENV);
  expect(forced.code).toBe(0);
  expect(forced.stderr).not.toContain("manifest/");
  expect(filesOf(folder)).toEqual(before);
});

test("a flow that is gone on both sides stays a warning", async () => {
  const { folder } = await pulled((at) => {
    remove(at);
    put(at, "connectctl.yaml", read(at, "connectctl.yaml").replace("name: Main", "name: Never made"));
    rmSync(join(at, "state"), { recursive: true });
  });
  const done = await run(folder, "pull", ...ENV);
  expect(done.code).toBe(0);
  expect(done.stderr).toContain("manifest/file-missing");
  expect(existsSync(join(folder, FILE))).toBe(false);
});

test("a path that leaves the folder still ends the pull", async () => {
  const { folder } = await pulled((at) =>
    put(at, "connectctl.yaml", read(at, "connectctl.yaml").replace(FILE, "../elsewhere.json")),
  );
  const done = await run(folder, "pull", "--force", ...ENV);
  expect(done.code).toBe(3);
  expect(done.stderr).toContain("manifest/outside-project");
});
