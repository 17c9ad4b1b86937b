import { expect, test } from "vitest";
import { flow, manifest, type Part } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor, printFindings, printWaves } from "../../support/planning.js";

function applied(...parts: readonly Part[]) {
  const live = instanceWith(manifest(...parts));
  return { live, state: stateOf(live, manifest(...parts)) };
}

function planned(before: readonly Part[], after: readonly Part[], seed: PlanSeed = {}) {
  return planFor(manifest(...after), { ...applied(...before), ...seed });
}

const named = (address: string, name: string) => flow(address, { name });

test("orders a chain of renames by who gives a name away", () => {
  const plan = planned(
    [named("a", "1"), named("b", "2"), named("c", "3")],
    [named("a", "2"), named("b", "3"), named("c", "4")],
  );
  expect(printWaves(plan)).toBe("~ flow.c\n---\n~ flow.b\n---\n~ flow.a");
  expect(plan.applyable).toBe(true);
});

test("refuses an exchange of names, once for all that take part", () => {
  const plan = planned(
    [named("a", "1"), named("b", "2"), named("c", "3")],
    [named("a", "2"), named("b", "3"), named("c", "1")],
  );
  expect(printFindings(plan)).toBe("plan/name-swap flow.a");
  expect(plan.diagnostics[0]?.detail).toContain("`flow.a`, `flow.b`, `flow.c`");
});

test("refuses a name that belongs to a resource that nobody manages", () => {
  const { live, state } = applied(named("a", "1"));
  const { id } = live.add("flow", "2");
  const plan = planFor(manifest(named("a", "2")), { live, state });
  expect(printFindings(plan)).toBe("plan/name-taken flow.a");
  expect(plan.diagnostics[0]?.detail).toBe(`\`2\` is the name of a resource that is not managed (${id}).`);
});

test("suggests a move where the name belongs to an orphan", () => {
  for (const allowDelete of [true, false]) {
    const plan = planned([named("old", "1")], [named("new", "1")], { options: { allowDelete } });
    expect(printFindings(plan)).toBe("plan/name-taken flow.new");
    expect(plan.diagnostics[0]?.detail).toContain("`1` is the name of `flow.old`");
    expect(plan.diagnostics[0]?.help).toContain("`{ from: flow.old, to: flow.new }`");
  }
});

test("says that the one who gives the name away was left out of the plan", () => {
  const plan = planned([named("a", "1")], [named("a", "2"), named("b", "1")], { options: { targets: ["flow.b"] } });
  expect(printFindings(plan)).toBe("plan/name-taken flow.b");
  expect(plan.diagnostics[0]?.help).toBe("plan with `flow.a` too: it gives the name away");
});

test("takes a name from what is replaced under another", () => {
  const plan = planned([named("a", "1")], [flow("a", { name: "2", type: "CUSTOMER_QUEUE" }), named("b", "1")], {
    options: { allowDelete: true },
  });
  expect(printWaves(plan)).toBe("± flow.a\n---\n+ flow.b");
  expect(plan.applyable).toBe(true);
});

test("refuses a replacement under a name that is taken", () => {
  const { live, state } = applied(named("a", "1"));
  live.add("flow", "2");
  const desired = manifest(flow("a", { name: "2", type: "CUSTOMER_QUEUE" }));
  expect(printFindings(planFor(desired, { live, state, options: { allowDelete: true } }))).toBe(
    "plan/name-taken flow.a",
  );
});

test("does not mind a list that still shows what is gone", () => {
  const { live, state } = applied(named("a", "1"));
  const plan = planFor(manifest(named("a", "1")), {
    live,
    state,
    snapshot: (snapshot) => ({ ...snapshot, resources: [] }),
  });
  expect(printFindings(plan)).toBe("");
  expect(printWaves(plan)).toBe("+ flow.a");
});
