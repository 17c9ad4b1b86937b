import { expect, test } from "vitest";
import type { Desired } from "../../src/model/resource.js";
import { flow, flowModule, lookup, manifest, moved } from "../support/desired.js";
import { instanceWith, stateOf } from "../support/memory-instance.js";
import { changeOf, type PlanSeed, planFor, printReasons } from "../support/planning.js";

const before = manifest(
  flow("main", { invokes: ["module.greeting", "prompt.beep"] }),
  flowModule("greeting"),
  lookup("prompt.beep", "Beep.wav"),
);

/** A plan without a look at the instance, from what was recorded of these parts. */
function unread(desired: Desired, options: PlanSeed["options"] = {}) {
  return planFor(desired, { state: stateOf(instanceWith(before), before), options: { refresh: "none", ...options } });
}

test("keeps what hashes to what was recorded, lookups included", () => {
  const plan = unread(before);
  expect(printReasons(plan)).toBe("keep flow.main: same\nkeep module.greeting: same");
  expect(plan).toMatchObject({ complete: false, applyable: true, drift: [] });
});

test("updates what does not, and names the fields", () => {
  const desired = manifest(
    flow("main", { invokes: ["module.greeting", "prompt.beep"], text: "Welcome" }),
    ...[flowModule("greeting"), lookup("prompt.beep", "Beep.wav")],
  );
  const change = changeOf(unread(desired), "flow.main");
  expect(change).toMatchObject({
    action: "update",
    reason: "edited",
    fields: [{ path: "content", before: null, after: null }],
  });
  expect(Object.keys(change.before ?? {})).toEqual(["content", "name", "published", "type"]);
  expect(change.precondition).toEqual({ sha256: stateOf(instanceWith(before), before).resources[0]?.sha256 });
});

test("refuses what it would have to look up, and nothing recorded", () => {
  const desired = manifest(
    ...[flow("main", { invokes: ["module.greeting", "queue.sales"] }), flowModule("greeting")],
    ...[lookup("queue.sales", "Sales"), lookup("prompt.beep", "Beep.wav")],
  );
  const plan = unread(desired);
  expect(plan.applyable).toBe(false);
  expect(plan.diagnostics).toMatchObject([
    { code: "plan/unread-lookup", address: "queue.sales", detail: expect.stringContaining("`flow.main` refers to it") },
  ]);
});

test("creates what was never recorded", () => {
  const desired = manifest(flow("new", { invokes: "module.greeting" }), ...[flowModule("greeting")]);
  const plan = unread(desired);
  expect(printReasons(plan)).toBe("create flow.new: new\nkeep module.greeting: same");
  expect(plan.orphans).toMatchObject([{ address: "flow.main" }]);
});

test("replaces what was recorded with another type, and updates who refers to it", () => {
  const base = manifest(flow("main", { invokes: "flow.next" }), flow("next"));
  const state = stateOf(instanceWith(base), base);
  const desired = manifest(flow("main", { invokes: "flow.next" }), flow("next", { type: "CUSTOMER_QUEUE" }));
  const plan = planFor(desired, { state, options: { refresh: "none" } });
  expect(printReasons(plan)).toBe("replace flow.next: create-only-field\nupdate flow.main: edited");
  expect(plan.diagnostics[0]).toMatchObject({ code: "plan/delete-not-allowed" });
  expect(plan.diagnostics[0]?.detail).toContain('`type` can only be set at creation and is to become "CUSTOMER_QUEUE"');
});

test("deletes orphans by what was recorded", () => {
  const plan = unread(manifest(flowModule("greeting")), { allowDelete: true });
  expect(changeOf(plan, "flow.main")).toMatchObject({ action: "delete", precondition: { sha256: expect.any(String) } });
});

test("follows moves", () => {
  const desired = manifest(
    flow("front", { name: "main", invokes: ["module.greeting", "prompt.beep"] }),
    ...[flowModule("greeting"), lookup("prompt.beep", "Beep.wav"), moved("flow.main", "flow.front")],
  );
  expect(printReasons(unread(desired))).toBe("keep flow.front: moved\nkeep module.greeting: same");
});
