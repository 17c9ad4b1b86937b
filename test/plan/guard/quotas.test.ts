import { describe, expect, test } from "vitest";
import type { Kind } from "../../../src/model/kind.js";
import type { Listed, Snapshot } from "../../../src/model/snapshot.js";
import { flow, manifest } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor } from "../../support/planning.js";

const flows = (count: number) => manifest(...Array.from({ length: count }, (_, index) => flow(`f${index}`)));

/** So many more of a kind than the snapshot has, some of them archived. */
function withMore(kind: Kind, count: number, archived = 0): NonNullable<PlanSeed["snapshot"]> {
  const more = Array.from({ length: count }, (_, index): Listed => {
    const state = index < archived ? { archived: true } : {};
    return { kind, id: `id-${index}`, arn: `arn-${index}`, name: `Other ${index}`, ...state };
  });
  return (snapshot: Snapshot) => ({
    ...snapshot,
    listed: { ...snapshot.listed, [kind]: [...(snapshot.listed[kind] ?? []), ...more] },
  });
}

const quotasOf = (plan: ReturnType<typeof planFor>) => plan.diagnostics.filter(({ code }) => code === "plan/quota");

describe("a default quota", () => {
  test("that the creates just fit into is not worth a word", () => {
    expect(quotasOf(planFor(flows(10), { snapshot: withMore("flow", 90) }))).toEqual([]);
  });

  test("that they go over is a warning with numbers, archived ones counted, and the plan can be applied", () => {
    const plan = planFor(flows(11), { snapshot: withMore("flow", 90, 7) });
    expect(quotasOf(plan)).toEqual([
      {
        severity: "warning",
        code: "plan/quota",
        summary: "More than the default quota of 100 for “Flows per instance”",
        detail: "90 are there, 7 of them archived, which count, and this plan creates 11, which makes 101.",
        help: "look in Service Quotas whether “Flows per instance” was raised to 101 or more for this account, and ask for it before you apply",
      },
    ]);
    expect(plan.applyable).toBe(true);
  });

  test("is not spoken of where an instance is over it already and nothing is created", () => {
    expect(quotasOf(planFor(manifest(), { snapshot: withMore("flow", 300) }))).toEqual([]);
  });

  test("has to take what a replacement makes as well, before it deletes the old one", () => {
    const live = instanceWith(manifest(flow("main")));
    const state = stateOf(live, manifest(flow("main")));
    const seed = { live, state, snapshot: withMore("flow", 99), options: { allowDelete: true } };
    expect(quotasOf(planFor(manifest(flow("main", { text: "x" })), seed))).toEqual([]);
    const [found] = quotasOf(planFor(manifest(flow("main", { type: "CUSTOMER_QUEUE" })), seed));
    expect(found?.detail).toContain("100 are there, and this plan creates 1, which makes 101");
  });

  test("of one kind is none of another's", () => {
    expect(quotasOf(planFor(flows(1), { snapshot: withMore("queue", 500) }))).toEqual([]);
  });

  test("is counted from the state where nothing was read", () => {
    const many = Array.from({ length: 100 }, (_, index) => flow(`f${index}`));
    const live = instanceWith(manifest(...many));
    const state = stateOf(live, manifest(...many));
    const plan = planFor(manifest(...many, flow("new")), { live, state, options: { refresh: "none" } });
    expect(quotasOf(plan).map(({ detail }) => detail)).toEqual([
      "100 are there, and this plan creates 1, which makes 101.",
    ]);
  });
});
