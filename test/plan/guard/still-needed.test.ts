import { describe, expect, test } from "vitest";
import type { PlanOptions } from "../../../src/model/plan.js";
import { flow, flowModule, lookup, manifest, type Part, removed } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor, printFindings } from "../../support/planning.js";

const front = flow("front", { invokes: "module.m" });
const before = [front, flowModule("m")];

/** What a plan finds after everything was applied once, with deletes allowed. */
function findings(after: readonly Part[], options: Partial<PlanOptions> = {}, more: PlanSeed = {}): string {
  const live = instanceWith(manifest(...before));
  const state = stateOf(live, manifest(...before));
  return printFindings(
    planFor(manifest(...after), { live, state, options: { allowDelete: true, ...options }, ...more }),
  );
}

describe("a delete", () => {
  test("is refused while somebody refers to it who is left out", () => {
    expect(findings([flow("front")], { excludes: ["flow.front"] })).toBe("plan/still-needed module.m");
    expect(findings([flow("front")], { targets: ["module.m"] })).toBe("plan/still-needed module.m");
    expect(findings([], { targets: ["module.m"] }, { mode: "destroy" })).toBe("plan/still-needed module.m");
  });

  test("is refused while somebody refers to it who could not be read", () => {
    const blind: PlanSeed["snapshot"] = (snapshot) => {
      const unread = snapshot.resources.filter(({ kind }) => kind === "flow");
      return { ...snapshot, resources: snapshot.resources.filter(({ kind }) => kind !== "flow"), unreadable: unread };
    };
    expect(findings([flow("front")], {}, { snapshot: blind })).toBe("plan/still-needed module.m");
  });

  test("is refused while a lookup finds it that somebody refers to", () => {
    const found = [flow("front", { invokes: "module.other" }), lookup("module.other", "m")];
    expect(findings(found)).toBe("plan/still-needed module.m");
    expect(findings([...found, removed("module.m")])).toBe("");
  });

  test("goes through where all that refer to it are changed, deleted or forgotten", () => {
    expect(findings([flow("front")])).toBe("");
    expect(findings([])).toBe("");
    expect(findings([], {}, { mode: "destroy" })).toBe("");
    expect(findings([removed("flow.front")])).toBe("");
  });
});

test("a replacement is refused while somebody refers to the old one who is left out", () => {
  const both = (type: string) => [flow("front", { invokes: "flow.back" }), flow("back", { type })];
  const live = instanceWith(manifest(...both("CONTACT_FLOW")));
  const state = stateOf(live, manifest(...both("CONTACT_FLOW")));
  const plan = (excludes: readonly string[]) =>
    planFor(manifest(...both("CUSTOMER_QUEUE")), { live, state, options: { allowDelete: true, excludes } });
  expect(printFindings(plan(["flow.front"]))).toBe("plan/still-needed flow.back");
  expect(printFindings(plan([]))).toBe("");
});
