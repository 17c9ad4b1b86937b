import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWrite } from "../../src/model/change.js";
import type { Plan } from "../../src/model/plan.js";
import type { Desired } from "../../src/model/resource.js";
import { buildPlan, type PlanFacts } from "../../src/plan/index.js";
import { instanceWith, stateOf } from "../support/memory-instance.js";
import { factsFor, type PlanSeed } from "../support/planning.js";
import { projects } from "../support/projects.js";

const seed: PlanSeed = { options: { allowDelete: true, maxDelete: 100 } };

/** The facts of a project that was applied once and edited since. */
function factsAfter(before: Desired, after: Desired): PlanFacts {
  const live = instanceWith(before);
  return factsFor(after, { ...seed, live, state: stateOf(live, before) });
}

/** The same facts in another order. */
function shuffled(facts: PlanFacts, by: (length: number) => readonly number[]): PlanFacts {
  const mixed = <Item>(list: readonly Item[]): readonly Item[] =>
    by(list.length).flatMap((index) => (index in list ? [list[index] as Item] : []));
  const { desired, snapshot, state } = facts;
  const lists = Object.entries(snapshot.listed).map(([kind, list]) => [kind, mixed(list)]);
  return {
    ...facts,
    desired: { ...desired, resources: mixed(desired.resources), lookups: mixed(desired.lookups) },
    snapshot: { ...snapshot, resources: mixed(snapshot.resources), listed: Object.fromEntries(mixed(lists) as never) },
    state: state && { ...state, resources: mixed(state.resources) },
  };
}

const orders = fc.infiniteStream(fc.nat()).map((stream) => (length: number) => {
  const keyed = Array.from({ length }, (_, index) => [stream.next().value ?? 0, index] as const);
  return keyed.sort(([a, i], [b, j]) => a - b || i - j).map(([, index]) => index);
});

/** What speaks against the order of a plan: references that lead to what is neither there before nor opened. */
function misplaced({ changes }: Plan): readonly string[] {
  const writes = new Map(changes.filter(isWrite).map((change) => [change.address, change]));
  return [...writes.values()].flatMap((change) =>
    change.dependsOn.flatMap((to) => {
      const other = writes.get(to);
      if (!other || other.wave < change.wave || change.action === "delete") return [];
      const isThere = other.placeholder !== null || (other.id !== null && other.action !== "replace");
      return change.circular.includes(to) && isThere ? [] : [`${change.address} before ${to}`];
    }),
  );
}

describe("any project, edited in any way", () => {
  test("is planned twice the same, byte for byte", () => {
    fc.assert(
      fc.property(projects, projects, (before, after) => {
        expect(JSON.stringify(buildPlan(factsAfter(before, after)))).toBe(
          JSON.stringify(buildPlan(factsAfter(before, after))),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("is planned the same whatever the order of resources, lists and records", () => {
    fc.assert(
      fc.property(projects, projects, orders, (before, after, by) => {
        const facts = factsAfter(before, after);
        expect(JSON.stringify(buildPlan(shuffled(facts, by)))).toBe(JSON.stringify(buildPlan(facts)));
      }),
      { numRuns: 100 },
    );
  });

  test("refers to nothing that is not there before, as a whole or as a placeholder", () => {
    fc.assert(
      fc.property(projects, projects, (before, after) => {
        expect(misplaced(buildPlan(factsAfter(before, after)))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("is kept as it is where nothing was edited", () => {
    fc.assert(
      fc.property(projects, (project) => {
        const { changes, drift, diagnostics } = buildPlan(factsAfter(project, project));
        expect(changes.filter(({ action, after }) => action !== "keep" || after !== null)).toEqual([]);
        expect([drift, diagnostics]).toEqual([[], []]);
      }),
      { numRuns: 40 },
    );
  });
});
