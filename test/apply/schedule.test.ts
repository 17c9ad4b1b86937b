import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runSteps, type StepEnd } from "../../src/apply/schedule.js";
import type { Step } from "../../src/apply/step.js";
import { change } from "../support/plans.js";

/** `a`, or `b<a,c` for a step that waits for others. */
function steps(...texts: readonly string[]): readonly Step[] {
  return texts.map((text) => {
    const [key = "", waits = ""] = text.split("<");
    const waitsFor = waits.split(",").filter(Boolean);
    return {
      key,
      stage: "write",
      change: change({ address: `flow.${key}`, action: "create" }),
      waitsFor,
      isRemoval: false,
      weight: 1,
    };
  });
}

async function ran(
  list: readonly Step[],
  end: (key: string) => StepEnd = () => "done",
  more: Partial<Parameters<typeof runSteps>[1]> = {},
) {
  const started: string[] = [];
  const run = async ({ key }: Step) => {
    started.push(key);
    return end(key);
  };
  const result = await runSteps(list, {
    parallelism: 1,
    isStopped: () => false,
    heldBy: () => undefined,
    run,
    ...more,
  });
  return {
    started: started.join(" "),
    done: [...result.done],
    failed: [...result.failed],
    blocked: [...result.blocked],
  };
}

describe("runSteps", () => {
  test("runs what is ready by key, and the rest as it becomes ready", async () => {
    expect((await ran(steps("c", "b<a", "a"))).started).toBe("a b c");
  });

  test("tells which failure blocks what, near and far", async () => {
    const { started, blocked } = await ran(steps("a", "b<a", "c<b", "d"), (key) => (key === "a" ? "failed" : "done"));
    expect(started).toBe("a d");
    expect(blocked).toEqual([
      ["b", "a"],
      ["c", "a"],
    ]);
  });

  test("starts nothing after a halt", async () => {
    const result = await ran(steps("a", "b", "c"), (key) => (key === "b" ? "halt" : "done"));
    expect(result).toMatchObject({ started: "a b", done: ["a"], failed: ["b"], blocked: [] });
  });

  test("lets what runs come to its end before a mistake of ours is told, and starts nothing more", async () => {
    const told: string[] = [];
    const run = async ({ key }: Step): Promise<StepEnd> => {
      if (key === "a") throw new Error("a mistake of ours");
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      told.push(`${key} ended`);
      return "done";
    };
    await ran(steps("a", "b", "c<b"), undefined, { run, parallelism: 2 }).catch((bug: Error) => told.push(bug.message));
    expect(told).toEqual(["b ended", "a mistake of ours"]);
  });

  test("does not try what is held back, nor what waits for it, and tells because of which", async () => {
    const heldBy = ({ key }: Step) => (key === "b" ? "a" : undefined);
    const result = await ran(steps("a", "b", "c<b", "d"), (key) => (key === "a" ? "failed" : "done"), { heldBy });
    expect(result).toMatchObject({ started: "a d", failed: ["a"] });
    expect(result.blocked).toEqual([
      ["b", "a"],
      ["c", "a"],
    ]);
  });

  test("counts a step that is waited for twice once", async () => {
    expect((await ran(steps("a", "b<a,a"))).done).toEqual(["a", "b"]);
  });

  test("runs every step of any graph once, after all that it waits for", async () => {
    const graphs = fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 5 }), async (lists, parallelism) => {
        const list = steps(
          ...lists.map((waits, index) => `n${index}<${waits.filter((to) => to < index).map((to) => `n${to}`)}`),
        );
        const finished = new Set<string>();
        const run = async ({ key, waitsFor }: Step): Promise<StepEnd> => {
          expect(waitsFor.every((one) => finished.has(one))).toBe(true);
          await Promise.resolve();
          finished.add(key);
          return "done";
        };
        const { done } = await runSteps(list, { parallelism, isStopped: () => false, heldBy: () => undefined, run });
        expect(done.size).toBe(list.length);
      }),
      { numRuns: 60 },
    );
  });
});
