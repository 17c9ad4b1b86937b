import { expect, test } from "vitest";
import { flow, lookup, manifest } from "../../support/desired.js";
import { MemoryInstance } from "../../support/memory-instance.js";
import { changeOf, planFor, printFindings } from "../../support/planning.js";
import { block, content } from "../../support/plans.js";

const beep = lookup("prompt.beep", "Beep.wav");

test("resolves what is found", () => {
  const live = new MemoryInstance();
  const { id } = live.add("prompt", "Beep.wav");
  const plan = planFor(manifest(flow("main", { invokes: "prompt.beep" }), beep), { live });
  expect(changeOf(plan, "flow.main").resolved).toMatchObject({ "prompt.beep": { id, name: "Beep.wav" } });
  expect(changeOf(plan, "flow.main").dependsOn).toEqual([]);
});

test("says what is missing, what is near, and who refers to it", () => {
  const live = new MemoryInstance();
  live.add("prompt", "beep.wav");
  const flows = [flow("a", { invokes: "prompt.beep" }), flow("b", { invokes: "prompt.beep" })];
  const [found] = planFor(manifest(...flows, beep), { live }).diagnostics;
  expect(found).toEqual({
    severity: "error",
    code: "plan/missing-lookup",
    summary: "The instance has no prompt of this name",
    detail: "`Beep.wav` was not found; `flow.a`, `flow.b` refer to it.",
    address: "prompt.beep",
    file: "connectctl.yaml",
    pointer: "/lookups/prompt/beep",
    line: 9,
    column: 5,
    help: "write `beep.wav`, or give this environment's name under `names`",
  });
});

test("says all that is missing in one run", () => {
  const lookups = [beep, lookup("lambda.customer", "stg-customer"), lookup("queue.vip", "VIP")];
  const used = ["prompt.beep", "lambda.customer", "queue.vip"];
  const plan = planFor(manifest(flow("main", { invokes: used }), ...lookups));
  expect(printFindings(plan)).toBe(
    "plan/missing-lookup lambda.customer\nplan/missing-lookup prompt.beep\nplan/missing-lookup queue.vip",
  );
});

test("counts those who refer to it beyond five", () => {
  const flows = Array.from({ length: 7 }, (_, index) => flow(`f${index}`, { invokes: "prompt.beep" }));
  expect(planFor(manifest(...flows, beep)).diagnostics[0]?.detail).toContain("`flow.f4` and 2 more refer to it");
});

test("does not mind what is missing and not used, or used only by what is left out", () => {
  expect(planFor(manifest(flow("main"), beep)).diagnostics).toEqual([]);
  const desired = manifest(flow("main"), flow("other", { invokes: "prompt.beep" }), beep);
  expect(planFor(desired, { options: { targets: ["flow.main"] } }).diagnostics).toEqual([]);
});

test("says that a name stands twice", () => {
  const live = new MemoryInstance();
  const ids = [live.add("prompt", "Beep.wav").id, live.add("prompt", "Beep.wav").id];
  const plan = planFor(manifest(flow("main", { invokes: "prompt.beep" }), beep), { live });
  expect(printFindings(plan)).toBe("plan/ambiguous-lookup prompt.beep");
  expect(plan.diagnostics[0]?.detail).toContain(ids.join(", "));
});

test("says that a module that is looked up has no such alias", () => {
  const live = new MemoryInstance();
  live.add("module", "Auth", { aliases: { live: {} } });
  const invoke = { FlowModuleId: "${module.auth}:${module.auth.alias.lvie}" };
  const desired = manifest(
    flow("main", { content: content(block("Ask", "InvokeFlowModule", invoke)) }),
    lookup("module.auth", "Auth"),
  );
  const plan = planFor(desired, { live });
  expect(printFindings(plan)).toBe("plan/missing-alias flow.main");
  expect(plan.diagnostics[0]).toMatchObject({
    detail:
      "`${module.auth.alias.lvie}`, in block `Ask`, asks for an alias that the module of the instance does not have.",
    help: "write `live`",
    file: "flows/main.json",
  });
});
