import { describe, expect, test } from "vitest";
import { flow, flowModule, manifest } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { planFor, printFindings, printReasons } from "../../support/planning.js";

const desired = manifest(
  flow("main", { invokes: ["module.auth", "flow.next"] }),
  flow("next", { invokes: "module.shared" }),
  flow("other"),
  flowModule("auth"),
  flowModule("shared"),
);

const selected = (targets: readonly string[], excludes: readonly string[] = []) =>
  planFor(desired, { options: { targets, excludes } });

const addresses = (targets: readonly string[], excludes: readonly string[] = []) =>
  selected(targets, excludes)
    .changes.map(({ address }) => address)
    .sort()
    .join(" ");

describe("targets", () => {
  test("come with all they refer to, near and far", () => {
    expect(addresses(["flow.main"])).toBe("flow.main flow.next module.auth module.shared");
    expect(selected(["flow.main"])).toMatchObject({ complete: false, applyable: true });
  });

  test("are patterns", () => {
    expect(addresses(["module.*", "flow.o?her"])).toBe("flow.other module.auth module.shared");
  });

  test("follow circles once", () => {
    const circle = manifest(flow("a", { invokes: "flow.b" }), flow("b", { invokes: "flow.a" }), flow("c"));
    const plan = planFor(circle, { options: { targets: ["flow.a"] } });
    expect(plan.changes.map(({ address }) => address).sort()).toEqual(["flow.a", "flow.b"]);
  });

  test("that fit nothing are told, with what is near", () => {
    const plan = selected(["flow.mian"]);
    expect(printFindings(plan)).toBe("plan/pattern-fits-nothing -");
    expect(plan.diagnostics[0]).toMatchObject({
      severity: "warning",
      detail: "`--target flow.mian` fits none of the 5 addresses in the manifest and the state.",
      help: "write `flow.main`",
    });
  });
});

describe("excludes", () => {
  test("leave out", () => {
    expect(addresses([], ["flow.*"])).toBe("module.auth module.shared");
    expect(selected([], ["flow.*"]).complete).toBe(false);
  });

  test("are stronger than targets", () => {
    expect(addresses(["flow.*"], ["flow.main"])).toBe("flow.next flow.other module.shared");
  });

  test("that would leave a reference to nothing are an error", () => {
    const plan = selected([], ["module.shared"]);
    expect(printFindings(plan)).toBe("plan/left-out flow.next");
    expect(plan).toMatchObject({ applyable: false });
    expect(plan.diagnostics[0]?.detail).toBe(
      "`flow.next` refers to `module.shared`, which does not exist yet and is excluded from this plan.",
    );
  });

  test("may leave out what exists already", () => {
    const live = instanceWith(desired);
    const plan = planFor(desired, { live, state: stateOf(live, desired), options: { excludes: ["module.shared"] } });
    expect(printFindings(plan)).toBe("");
  });
});

test("orphans and their deletes are selected too", () => {
  const before = manifest(flow("old"), flow("older"), flow("main"));
  const live = instanceWith(before);
  const seed = { live, state: stateOf(live, before) };
  const plan = planFor(manifest(flow("main")), { ...seed, options: { allowDelete: true, excludes: ["flow.older"] } });
  expect(printReasons(plan)).toBe("delete flow.old: orphan\nkeep flow.main: same");
  expect(plan.orphans.map(({ address }) => address)).toEqual(["flow.old"]);
});
