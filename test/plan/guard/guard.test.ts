import { describe, expect, test } from "vitest";
import { flow, manifest, type Part, removed } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor, printFindings } from "../../support/planning.js";

function planned(before: readonly Part[], after: readonly Part[], seed: PlanSeed = {}) {
  const live = instanceWith(manifest(...before));
  return planFor(manifest(...after), { live, state: stateOf(live, manifest(...before)), ...seed });
}

const retyped = flow("main", { type: "CUSTOMER_QUEUE" });
const many = (count: number) => Array.from({ length: count }, (_, index) => flow(`f${index}`));

describe("protect", () => {
  const environment = { protect: ["flow.ma*"] };

  test.each([
    ["a delete", [], { options: { allowDelete: true } }],
    ["a replacement", [retyped], { options: { allowDelete: true } }],
    ["a destroy", [], { mode: "destroy" as const }],
  ])("forbids %s", (_, after, seed) => {
    const plan = planned([flow("main")], after, { ...seed, environment });
    expect(printFindings(plan)).toBe("plan/protected flow.main");
    expect(plan.applyable).toBe(false);
  });

  test("does not mind updates, or that it is forgotten", () => {
    expect(printFindings(planned([flow("main")], [flow("main", { text: "x" })], { environment }))).toBe("");
    expect(printFindings(planned([flow("main")], [removed("flow.main")], { environment }))).toBe("");
  });

  test("does not cover what only begins like it", () => {
    const seed = { options: { allowDelete: true }, environment: { protect: ["flow.mai"] } };
    expect(printFindings(planned([flow("main")], [], seed))).toBe("");
  });
});

describe("replacements", () => {
  test("are refused without --allow-delete, with both types named", () => {
    const plan = planned([flow("main")], [retyped]);
    expect(printFindings(plan)).toBe("plan/delete-not-allowed flow.main");
    expect(plan.diagnostics[0]?.detail).toContain(
      '`type` can only be set at creation and would go from "CONTACT_FLOW" to "CUSTOMER_QUEUE"',
    );
  });

  test("of what no state knows are refused whatever is allowed, and said once", () => {
    const live = instanceWith(manifest(flow("main")));
    for (const allowDelete of [true, false]) {
      expect(printFindings(planFor(manifest(retyped), { live, options: { allowDelete } }))).toBe(
        "plan/name-taken flow.main",
      );
    }
  });
});

describe("adopting", () => {
  test("is refused with --no-adopt", () => {
    const live = instanceWith(manifest(flow("main")));
    const plan = planFor(manifest(flow("main")), { live, options: { adopt: false } });
    expect(printFindings(plan)).toBe("plan/adopt-refused flow.main");
  });
});

describe("conflicts", () => {
  test("stop a plan, unless it is to overwrite", () => {
    const live = instanceWith(manifest(flow("main")));
    const state = stateOf(live, manifest(flow("main")));
    live.edit("flow", "main", { content: {} });
    const desired = manifest(flow("main", { text: "x" }));
    expect(planFor(desired, { live, state }).applyable).toBe(false);
    const plan = planFor(desired, { live, state, options: { onConflict: "overwrite" } });
    expect(plan).toMatchObject({ applyable: true, diagnostics: [], summary: { conflict: 1 } });
  });
});

describe("publishing", () => {
  test("cannot be taken back", () => {
    const plan = planned([flow("main")], [flow("main", { published: false })]);
    expect(printFindings(plan)).toBe("plan/cannot-unpublish flow.main");
  });

  test("can be done", () => {
    expect(printFindings(planned([flow("main", { published: false })], [flow("main")]))).toBe("");
  });
});

describe("too many deletes", () => {
  const left = (all: number, kept: number, seed: PlanSeed = {}) =>
    planned(many(all), many(kept), { ...seed, options: { allowDelete: true, ...seed.options } });

  test("are more than a third of ten or more", () => {
    expect(printFindings(left(10, 6))).toBe("plan/too-many-deletes -");
    expect(left(10, 6).diagnostics[0]).toMatchObject({
      detail: "4 of 10 managed resources would be deleted or replaced; the limit is 30 %.",
      help: "look at the list, then plan with --max-delete 40%",
    });
  });

  test("are not what is just the limit, or a share of less than ten", () => {
    expect(printFindings(left(10, 7))).toBe("");
    expect(printFindings(left(9, 0))).toBe("");
  });

  test("count replacements", () => {
    const after = many(10).map((part, index) => (index < 4 ? flow(`f${index}`, { type: "CUSTOMER_QUEUE" }) : part));
    expect(printFindings(planned(many(10), after, { options: { allowDelete: true } }))).toBe("plan/too-many-deletes -");
  });

  test("are what --max-delete says", () => {
    expect(printFindings(left(10, 6, { options: { maxDelete: 40 } }))).toBe("");
    expect(printFindings(left(10, 9, { options: { maxDelete: 0 } }))).toBe("plan/too-many-deletes -");
  });

  test("do not count where everything is to be destroyed", () => {
    expect(printFindings(planned(many(12), [], { mode: "destroy" }))).toBe("");
  });
});
