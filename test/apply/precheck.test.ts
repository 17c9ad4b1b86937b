import { describe, expect, test } from "vitest";
import { checkPreconditions } from "../../src/apply/index.js";
import type { Desired } from "../../src/model/resource.js";
import { flow, hours, manifest, queue } from "../support/desired.js";
import { instanceWith, type MemoryInstance, stateOf } from "../support/memory-instance.js";
import { memoryProvider } from "../support/memory-provider.js";
import { type PlanSeed, planFor } from "../support/planning.js";
import { sha256 } from "../support/sha256.js";

/** What a check finds after somebody changed the instance behind a plan's back. */
async function checked(before: Desired, after: Desired, meddle: (live: MemoryInstance) => void, seed: PlanSeed = {}) {
  const live = instanceWith(before);
  const plan = planFor(after, { live, state: stateOf(live, before), ...seed });
  meddle(live);
  const { diagnostics, live: read } = await checkPreconditions(plan, memoryProvider(live), sha256);
  return { found: diagnostics.map(({ address, detail }) => `${address}: ${detail}`), diagnostics, read };
}

const before = manifest(flow("main"), flow("kept"));
const after = manifest(flow("main", { text: "New" }), flow("kept"), flow("new"));
const nothing = () => {};
const id = "00000000-0000-4000-8000-000000000002";

describe("checkPreconditions", () => {
  test("finds nothing where nothing moved, and hands on what it read", async () => {
    const { found, read } = await checked(before, after, nothing);
    expect(found).toEqual([]);
    expect([...read.keys()]).toEqual(["flow.main"]);
  });

  test("finds what was changed, and says so once for each", async () => {
    const { found, diagnostics } = await checked(before, after, (live) => {
      live.edit("flow", "main", { content: {} });
      live.add("flow", "new");
    });
    expect(found).toEqual([
      `flow.main: \`main\` (${id}) is not what it was when the plan was made.`,
      "flow.new: The plan creates `new`, and the instance has one of that name by now (00000000-0000-4000-8000-000000000003).",
    ]);
    expect(diagnostics[0]).toMatchObject({ code: "apply/moved-on", severity: "error" });
  });

  test("finds what is gone", async () => {
    const { found } = await checked(before, after, (live) => live.remove("flow", "main"));
    expect(found).toEqual([`flow.main: \`main\` (${id}) is gone from the instance.`]);
  });

  test("finds what was archived meanwhile", async () => {
    const { found } = await checked(before, after, (live) => live.edit("flow", "main", { archived: true }));
    expect(found).toHaveLength(1);
  });

  test("does not mind what nobody manages, or what the plan keeps", async () => {
    const { found } = await checked(before, after, (live) => {
      live.edit("flow", "main", { tags: { owner: "sales" } });
      live.edit("flow", "kept", { content: {} });
    });
    expect(found).toEqual([]);
  });

  test("finds a field that was not there when the plan was made", async () => {
    const plain = [hours("h"), queue("q", { hours: "hours.h" })];
    const limited = queue("q", { hours: "hours.h", more: { maxContacts: 5 } });
    const { found } = await checked(manifest(...plain), manifest(hours("h"), limited), (live) =>
      live.edit("queue", "q", { maxContacts: 9 }),
    );
    expect(found).toHaveLength(1);
  });

  test("finds what is to be deleted and was changed", async () => {
    const seed = { options: { allowDelete: true } };
    const { found } = await checked(
      before,
      manifest(flow("kept")),
      (live) => live.edit("flow", "main", { content: {} }),
      seed,
    );
    expect(found).toHaveLength(1);
  });

  test("does not mind a name that another change of the plan gives away", async () => {
    const names = [
      manifest(flow("a", { name: "1" })),
      manifest(flow("a", { name: "2" }), flow("b", { name: "1", invokes: "flow.a" })),
    ];
    const { found } = await checked(names[0] ?? before, names[1] ?? after, nothing);
    expect(found).toEqual([]);
  });

  test("checks a plan that was made without a look against what was recorded", async () => {
    const seed = { options: { refresh: "none" as const, allowDelete: true } };
    const described = manifest(flow("main", { text: "New", more: { description: "New" } }));
    expect((await checked(before, described, nothing, seed)).found).toEqual([]);
    const changed = await checked(before, described, (live) => live.edit("flow", "main", { content: {} }), seed);
    expect(changed.found).toHaveLength(1);
    const orphan = await checked(before, described, (live) => live.edit("flow", "kept", { content: {} }), seed);
    expect(orphan.found).toHaveLength(1);
  });
});
