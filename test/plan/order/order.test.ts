import { describe, expect, test } from "vitest";
import { flow, flowModule, hours, manifest, type Part, queue } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { changeOf, planFor, printFindings, printWaves } from "../../support/planning.js";

const waves = (...parts: readonly Part[]) => printWaves(planFor(manifest(...parts)));

/** Everything recorded and there, to be changed from that. */
function applied(...parts: readonly Part[]) {
  const live = instanceWith(manifest(...parts));
  return { live, state: stateOf(live, manifest(...parts)) };
}

describe("references", () => {
  test("puts a module in an earlier wave than the flow that invokes it", () => {
    expect(waves(flow("main", { invokes: "module.greeting" }), flowModule("greeting"))).toBe(
      "+ module.greeting\n---\n+ flow.main",
    );
  });

  test("puts a chain in as many waves as it is long", () => {
    const parts = [
      flow("a", { invokes: "flow.b" }),
      flow("b", { invokes: "queue.q" }),
      queue("q", { hours: "hours.h" }),
    ];
    expect(waves(...parts, hours("h"))).toBe("+ hours.h\n---\n+ queue.q\n---\n+ flow.b\n---\n+ flow.a");
  });

  test("puts what does not depend on each other in one wave, sorted by address", () => {
    expect(waves(flow("b"), flow("a"), flowModule("a"))).toBe("+ flow.a\n+ flow.b\n+ module.a");
  });

  test("puts something after all it refers to, near and far", () => {
    const parts = [flow("a", { invokes: ["flow.b", "flow.c"] }), flow("b", { invokes: "flow.c" }), flow("c")];
    expect(waves(...parts)).toBe("+ flow.c\n---\n+ flow.b\n---\n+ flow.a");
  });

  test("puts an update after the update of what it refers to, though that is there", () => {
    const before = [flow("a", { invokes: "flow.b" }), flow("b")];
    const after = manifest(flow("a", { invokes: "flow.b", text: "x" }), flow("b", { text: "x" }));
    expect(printWaves(planFor(after, applied(...before)))).toBe("~ flow.b\n---\n~ flow.a");
  });
});

describe("circles", () => {
  test("opens a circle with one placeholder, which stands before the others", () => {
    const plan = planFor(
      manifest(flow("a", { invokes: "flow.b", type: "CUSTOMER_QUEUE" }), flow("b", { invokes: "flow.a" })),
    );
    expect(printWaves(plan)).toBe("+ flow.b\n---\n+ flow.a …");
    expect(changeOf(plan, "flow.b").circular).toEqual(["flow.a"]);
    expect(changeOf(plan, "flow.a").circular).toEqual([]);
    expect(changeOf(plan, "flow.a").placeholder).toMatchObject({ Metadata: { name: "connectctl placeholder" } });
  });

  test("puts what is there and leads into a new circle after the circle, though that leads back", () => {
    const before = [flow("entry")];
    const after = manifest(flow("entry", { invokes: "flow.a" }), flow("a", { invokes: ["flow.a", "flow.entry"] }));
    const plan = planFor(after, applied(...before));
    expect(printWaves(plan)).toBe("+ flow.a …\n---\n~ flow.entry");
    expect(changeOf(plan, "flow.entry").circular).toEqual([]);
  });

  test("opens a self reference with a placeholder", () => {
    const plan = planFor(manifest(flow("a", { invokes: "flow.a" })));
    expect(printWaves(plan)).toBe("+ flow.a …");
    expect(changeOf(plan, "flow.a")).toMatchObject({ dependsOn: [], circular: [], resolved: { "flow.a": null } });
  });

  test("opens two circles that share a flow with one placeholder", () => {
    const plan = planFor(
      manifest(
        flow("a", { invokes: "flow.hub" }),
        flow("b", { invokes: "flow.hub" }),
        flow("hub", { invokes: ["flow.a", "flow.b"] }),
      ),
    );
    expect(printWaves(plan)).toBe("+ flow.a\n+ flow.b\n---\n+ flow.hub …");
  });

  test("opens a circle of three hundred with one placeholder", () => {
    const next = (index: number) => `flow.f${(index + 1) % 300}` as const;
    const plan = planFor(
      manifest(...Array.from({ length: 300 }, (_, index) => flow(`f${index}`, { invokes: next(index) }))),
    );
    expect(plan.changes.filter(({ placeholder }) => placeholder)).toHaveLength(1);
    expect(plan.applyable).toBe(true);
  });

  test("spares the entry point, where callers may come in meanwhile", () => {
    const parts = [flow("a", { invokes: "flow.z" }), flow("z", { invokes: "flow.a", type: "CUSTOMER_QUEUE" })];
    expect(waves(...parts)).toBe("+ flow.a\n---\n+ flow.z …");
  });

  test("prefers a flow in the background to a module, and a module to an entry point", () => {
    const hold = flow("z", { invokes: "module.m", type: "CUSTOMER_HOLD" });
    expect(waves(hold, flowModule("m", { invokes: "flow.z" }))).toBe("+ module.m\n---\n+ flow.z …");
    expect(waves(flow("a", { invokes: "module.m" }), flowModule("m", { invokes: "flow.a" }))).toBe(
      "+ flow.a\n---\n+ module.m …",
    );
  });

  test("needs no placeholder where all of a circle exists", () => {
    const circle = (text: string) => [flow("a", { invokes: "flow.b", text }), flow("b", { invokes: "flow.a", text })];
    const plan = planFor(manifest(...circle("new")), applied(...circle("old")));
    expect(printWaves(plan)).toBe("~ flow.a\n~ flow.b");
    expect(changeOf(plan, "flow.a").circular).toEqual(["flow.b"]);
  });

  test("needs no placeholder where what exists already joins a circle with what is new", () => {
    const { live, state } = applied(flow("a"));
    const plan = planFor(manifest(flow("a", { invokes: "flow.b" }), flow("b", { invokes: "flow.a" })), { live, state });
    expect(printWaves(plan)).toBe("+ flow.b\n---\n~ flow.a");
    expect(changeOf(plan, "flow.b").circular).toEqual(["flow.a"]);
  });

  test("lets a queue wait for a flow's placeholder", () => {
    const parts = [flow("out", { invokes: "queue.q", type: "OUTBOUND_WHISPER" }), hours("h")];
    expect(waves(...parts, queue("q", { hours: "hours.h", calls: "flow.out" }))).toBe(
      "+ hours.h\n---\n+ queue.q\n---\n+ flow.out …",
    );
  });
});

describe("deletes", () => {
  const gone = (...parts: readonly Part[]) =>
    planFor(manifest(), { ...applied(...parts), options: { allowDelete: true, maxDelete: 100 } });

  test("come in the reverse order of references", () => {
    const plan = gone(
      flow("a", { invokes: "flow.b" }),
      flow("b", { invokes: "queue.q" }),
      queue("q", { hours: "hours.h" }),
      hours("h"),
    );
    expect(printWaves(plan)).toBe("- flow.a\n---\n- flow.b\n---\n- queue.q\n---\n- hours.h");
    expect(changeOf(plan, "flow.b").dependsOn).toEqual(["flow.a"]);
  });

  test("come after all writes, whatever those are", () => {
    const { live, state } = applied(flow("old"), flow("a"));
    const desired = manifest(flow("a", { invokes: "flow.b" }), flow("b"));
    expect(printWaves(planFor(desired, { live, state, options: { allowDelete: true } }))).toBe(
      "+ flow.b\n---\n~ flow.a\n---\n- flow.old",
    );
  });

  test("leave the links of one in a circle to be cut if the service refuses", () => {
    const plan = gone(flow("a", { invokes: "flow.b" }), flow("b", { invokes: "flow.a" }));
    expect(printWaves(plan)).toBe("- flow.b\n---\n- flow.a …");
    expect(changeOf(plan, "flow.b").circular).toEqual(["flow.a"]);
    expect(changeOf(plan, "flow.b").dependsOn).toEqual(["flow.a"]);
  });
});

describe("names that one takes from another", () => {
  test("put the taker after the giver", () => {
    const { live, state } = applied(flow("a", { name: "Main" }));
    const desired = manifest(flow("a", { name: "Old main" }), flow("b", { name: "Main" }));
    const plan = planFor(desired, { live, state });
    expect(printWaves(plan)).toBe("~ flow.a\n---\n+ flow.b");
    expect(changeOf(plan, "flow.b").dependsOn).toEqual(["flow.a"]);
  });

  test("make no placeholder of one whose name is not free before the circle is open", () => {
    const { live, state } = applied(flow("a", { name: "Main" }));
    const desired = manifest(flow("a", { name: "Old main", invokes: "flow.b" }), flow("b", { name: "Main" }));
    const plan = planFor(desired, { live, state });
    expect(printFindings(plan)).toBe("plan/no-order -");
    expect(plan.diagnostics[0]?.detail).toContain("`flow.a`, `flow.b`");
  });

  test("let one that refers to itself wait for its name only", () => {
    const { live, state } = applied(flow("a", { name: "Main" }));
    const desired = manifest(
      flow("a", { name: "Old main" }),
      flow("b", { name: "Main", invokes: ["flow.b", "flow.a"] }),
    );
    const plan = planFor(desired, { live, state });
    expect(printWaves(plan)).toBe("~ flow.a\n---\n+ flow.b …");
    expect(plan.applyable).toBe(true);
  });
});
