import fc from "fast-check";
import { expect, test } from "vitest";
import { isSameJson, type JsonObject } from "../../src/model/json.js";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { run, runJson } from "../support/command-line.js";
import { instanceArn } from "../support/instance-builder.js";
import { contentWith, everything, type Mention, mentionArb, POSITIONS } from "./positions-law.js";
import { filesOf, load, PROD, project, STAGING } from "./project.js";

/** A project whose staging instance has a flow with these mentions; production has everything but that flow. */
async function drawn(mentions: readonly Mention[]): Promise<string> {
  const folder = await project({});
  await load(folder, { instances: [everything(STAGING, contentWith(STAGING, mentions)), everything(PROD)] });
  return folder;
}

/** Pulls, plans, pulls again, brings it to the other instance; what has to hold of all this. */
async function comesBack(mentions: readonly Mention[]): Promise<void> {
  const folder = await drawn(mentions);
  const { unresolved } = await runJson<PullReport>(folder, 0, "pull", "--env", "staging", "--all");
  expect(unresolved).toEqual([]);
  const files = filesOf(folder);
  const plan = await runJson<Plan>(folder, 0, "plan", "--env", "staging");
  expect(plan.changes.filter(({ action }) => action !== "keep")).toEqual([]);
  expect((await run(folder, "pull", "--env", "staging", "--all")).code).toBe(0);
  expect(filesOf(folder)).toEqual(files);
  const applied = await run(folder, "apply", "--env", "prod", "--auto-approve");
  expect(applied.code, applied.stderr).toBe(0);
  expect((await run(folder, "plan", "--env", "prod", "--detailed-exitcode")).code).toBe(0);
  const there = await runJson<{ content: JsonObject }>(folder, 0, "render", "flow.main", "--env", "prod");
  const wanted = contentWith(PROD, mentions);
  expect(isSameJson(there.content, wanted), JSON.stringify([there.content, wanted], null, 1)).toBe(true);
  expect(JSON.stringify(there.content)).not.toContain(STAGING.account);
  expect(JSON.stringify(there.content)).not.toContain(instanceArn(STAGING));
}

test.each(["arn", "id", "qualified"] as const)(
  "every parameter that names a thing comes over by name, as %s",
  async (form) => {
    await comesBack(POSITIONS.map((position) => ({ ...position, form })));
  },
);

test("whatever a content mentions, and wherever, comes back as it was and goes over by name", async () => {
  const contents = fc.array(mentionArb, { minLength: 1, maxLength: 8 });
  await fc.assert(fc.asyncProperty(contents, comesBack), { numRuns: 12 });
}, 300_000);
