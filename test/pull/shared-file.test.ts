import { expect, test } from "vitest";
import type { PullReport } from "../../src/model/pull.js";
import { run, runJson } from "../support/command-line.js";
import { type Holding, instanceOf } from "../support/instance-builder.js";
import { load, MANIFEST, PROD, project, put, read, STAGING } from "./project.js";

const ENV = ["--env", "staging"] as const;
const SHARED = `${MANIFEST}flows:\n  one: { name: One, content: flows/both.json }\n  two: { name: Two, content: flows/both.json }\n`;

const holding = (one: string, two: string): Holding => ({
  flows: [
    { name: "One", uses: [{ at: "attributes", texts: { say: one } }] },
    { name: "Two", uses: [{ at: "attributes", texts: { say: two } }] },
  ],
});

/** Two flows with one content in one file; then somebody draws in the console. */
async function drawn(one: string, two: string): Promise<string> {
  const folder = await project({ staging: { flows: holding("hello", "hello").flows?.slice(0, 1) ?? [] } });
  await runJson(folder, 0, "pull", ...ENV, "--all");
  put(folder, "flows/both.json", read(folder, "flows/one.json"));
  put(folder, "connectctl.yaml", SHARED);
  await load(folder, { instances: [instanceOf(STAGING, holding("hello", "hello")), instanceOf(PROD, {})] });
  expect(await run(folder, "apply", ...ENV, "--auto-approve")).toMatchObject({ code: 0 });
  await load(folder, { instances: [instanceOf(STAGING, holding(one, two)), instanceOf(PROD, {})] });
  return folder;
}

test("a file of two flows is left alone where one of them was drawn anew", async () => {
  const folder = await drawn("good morning", "hello");
  const before = read(folder, "flows/both.json");
  const report = await runJson<PullReport>(folder, 6, "pull", ...ENV);
  expect(report.resources.map(({ address, status }) => `${address} ${status}`)).toEqual([
    "flow.one conflict",
    "flow.two unchanged",
  ]);
  expect(read(folder, "flows/both.json")).toBe(before);
  await runJson(folder, 0, "pull", ...ENV, "--force", "flow.one");
  expect(read(folder, "flows/both.json")).toBe(before.replace("hello", "good morning"));
});

test("a file of two flows takes what both of them have become", async () => {
  const folder = await drawn("good morning", "good morning");
  await runJson(folder, 0, "pull", ...ENV);
  expect(read(folder, "flows/both.json")).toContain("good morning");
});
