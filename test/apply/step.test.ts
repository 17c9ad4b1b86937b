import { describe, expect, test } from "vitest";
import { toSteps } from "../../src/apply/step.js";
import { isWrite } from "../../src/model/change.js";
import { flow, manifest } from "../support/desired.js";
import { instanceWith, stateOf } from "../support/memory-instance.js";
import { planFor } from "../support/planning.js";
import { change } from "../support/plans.js";

const printSteps = (changes: Parameters<typeof toSteps>[0]) =>
  toSteps(changes)
    .map(({ key, waitsFor, isRemoval, weight }) => {
      return `${key} (${weight}) <- ${[...(isRemoval ? ["all writes"] : []), ...waitsFor].join(", ")}`;
    })
    .join("\n");

describe("toSteps", () => {
  test("makes one step of a change, which waits for what it depends on", () => {
    const changes = [
      change({ address: "module.m", action: "create" }),
      change({ address: "flow.a", action: "create", dependsOn: ["hours.kept", "module.m"] }),
    ];
    expect(printSteps(changes)).toBe("write module.m (2) <- \nwrite flow.a (1) <- write module.m");
  });

  test("makes two steps of a placeholder; the others of its circle wait for the first", () => {
    const { changes } = planFor(manifest(flow("a", { invokes: "flow.b" }), flow("b", { invokes: "flow.a" })));
    expect(printSteps(changes.filter(isWrite))).toBe(
      "write flow.b (2) <- placeholder flow.a\n" +
        "placeholder flow.a (3) <- \n" +
        "write flow.a (1) <- placeholder flow.a, write flow.b",
    );
  });

  test("waits for nothing of a circle that is there already", () => {
    const changes = [
      change({ address: "flow.a", action: "update", dependsOn: ["flow.b"], circular: ["flow.b"] }),
      change({ address: "flow.b", action: "update", dependsOn: ["flow.a"], circular: ["flow.a"] }),
    ];
    expect(printSteps(changes)).toBe("write flow.a (1) <- \nwrite flow.b (1) <- ");
  });

  test("removes after everything is written, and after the removal of what referred to it", () => {
    const changes = [
      change({ address: "flow.a", action: "replace", before: { content: { to: "${flow.gone}" } } }),
      change({ address: "flow.gone", action: "delete" }),
      change({ address: "flow.left", action: "update", superseded: ["old"] }),
    ];
    expect(printSteps(changes)).toBe(
      "write flow.a (3) <- \n" +
        "write flow.left (3) <- \n" +
        "retire flow.a (2) <- all writes\n" +
        "delete flow.gone (1) <- all writes, retire flow.a\n" +
        "retire flow.left (1) <- all writes",
    );
  });

  test("holds thousands of removals and writes apart without a word for each pair of them", () => {
    const several = (action: "create" | "delete", name: string) =>
      Array.from({ length: 2000 }, (_, index) =>
        change({ address: `flow.${name}${index}`, action, id: `${name}${index}` }),
      );
    const steps = toSteps([...several("create", "new"), ...several("delete", "old")]);
    expect(steps.reduce((sum, { waitsFor }) => sum + waitsFor.length, 0)).toBe(0);
    expect(steps.map(({ weight }) => weight)).toEqual(steps.map(({ isRemoval }) => (isRemoval ? 1 : 2)));
  });

  test("lets nobody into a circle whose placeholders are not filled in, near or far", () => {
    const entry = flow("entry");
    const desired = manifest(
      flow("entry", { invokes: "flow.b" }),
      flow("a", { invokes: ["flow.b", "flow.entry"], type: "CUSTOMER_QUEUE" }),
      flow("b", { invokes: "flow.a" }),
      flow("late", { invokes: "flow.b" }),
    );
    const live = instanceWith(manifest(entry));
    const { changes } = planFor(desired, { live, state: stateOf(live, manifest(entry)) });
    expect(printSteps(changes.filter(isWrite))).toBe(
      "write flow.b (3) <- placeholder flow.a\n" +
        "placeholder flow.a (4) <- \n" +
        "write flow.a (2) <- placeholder flow.a, write flow.b\n" +
        "write flow.entry (1) <- write flow.b, write flow.a\n" +
        "write flow.late (1) <- write flow.b, write flow.a",
    );
  });

  test("tries removals that wait for each other in some order, and never for ever", () => {
    const changes = [
      change({ address: "flow.a", action: "replace", before: { content: { to: "${flow.gone}" } } }),
      change({ address: "flow.gone", action: "delete", before: { content: { to: "${flow.a}" } } }),
    ];
    const waits = toSteps(changes).flatMap(({ key, waitsFor }) => waitsFor.map((to) => `${key} <- ${to}`));
    expect(waits).toContain("delete flow.gone <- retire flow.a");
    expect(waits).not.toContain("retire flow.a <- delete flow.gone");
  });

  test("weighs a chain of five thousand", () => {
    const changes = Array.from({ length: 5000 }, (_, index) =>
      change({ address: `flow.f${index}`, action: "create", dependsOn: index === 0 ? [] : [`flow.f${index - 1}`] }),
    );
    expect(toSteps(changes)[0]?.weight).toBe(5000);
  });
});
