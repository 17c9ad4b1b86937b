import { describe, expect, test } from "vitest";
import { isWrite } from "../../src/model/change.js";
import type { Desired } from "../../src/model/resource.js";
import { type ApplySeed, applyTo, failuresOf, memoryJournal, printEnds, printWrites } from "../support/applying.js";
import { flow, flowModule, hours, lookup, manifest, moved, queue, removed } from "../support/desired.js";
import { instanceWith, MemoryInstance, stateOf } from "../support/memory-instance.js";
import { fault } from "../support/memory-provider.js";
import { type PlanSeed, planFor } from "../support/planning.js";
import { block, content } from "../support/plans.js";

/** Applies a manifest to what is there after another one. */
async function applied(before: Desired, after: Desired, seed: ApplySeed = {}, plan: PlanSeed = {}) {
  const live = instanceWith(before);
  const state = before.resources.length > 0 ? stateOf(live, before) : undefined;
  const done = await applyTo(live, planFor(after, { live, state, ...plan }), { state, ...seed });
  return { ...done, live };
}

const empty = manifest();
const ring = [flow("a", { invokes: "flow.b" }), flow("b", { invokes: "flow.a" })];
const circle = manifest(...ring);

describe("carrying out", () => {
  test("writes nothing, and says so, where nothing is to be done", async () => {
    const before = manifest(flow("main"));
    const { provider, journal, events } = await applied(before, before);
    expect(provider.writes).toEqual([]);
    expect(journal.entries()).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(["apply_start"]);
  });

  test("creates in the order of references, and fills them in", async () => {
    const desired = manifest(
      flow("main", { invokes: ["module.greeting", "prompt.beep"] }),
      flowModule("greeting"),
      lookup("prompt.beep", "Beep"),
    );
    const live = new MemoryInstance();
    live.add("prompt", "Beep");
    const done = await applyTo(live, planFor(desired, { live }));
    expect(printWrites(done)).toBe("create module greeting\ncreate flow main");
    expect(live.print()).toBe(instanceWith(desired).print());
    expect(done.state.resources).toMatchObject(stateOf(live, desired).resources);
  });

  test("creates a placeholder first and fills it in last", async () => {
    const { live, events, ...done } = await applied(empty, circle);
    expect(printWrites(done)).toBe("create flow a\ncreate flow b\nupdate flow content a");
    expect(live.print()).toBe(instanceWith(circle).print());
    expect(
      events.flatMap((event) => (event.type === "change_done" ? [`${event.address} ${event.placeholder}`] : [])),
    ).toEqual(["flow.a true", "flow.b false", "flow.a false"]);
  });

  test("leads no caller into a placeholder that could not be filled in", async () => {
    const after = manifest(
      flow("entry", { invokes: "flow.b" }),
      flow("a", { invokes: ["flow.b", "flow.entry"], type: "CUSTOMER_QUEUE" }),
      flow("b", { invokes: "flow.a" }),
    );
    const done = await applied(manifest(flow("entry")), after, {
      fate: ({ operation, name }) =>
        operation.startsWith("update") && name === "a" ? fault("rejected", "no") : undefined,
    });
    expect(printEnds(done)).toBe("done flow.b\nfailed flow.a\nblocked flow.entry by flow.a");
  });

  test("leaves out of a placeholder what cannot be filled in yet", async () => {
    const desired = manifest(
      flow("a", { invokes: "flow.b", more: { description: "See ${flow.b.id}" } }),
      flow("b", { invokes: "flow.a" }),
    );
    const { live, ...done } = await applied(empty, desired);
    expect(printEnds(done)).toBe("done flow.b\ndone flow.a");
    expect(live.named("flow", "a").body["description"]).toBe(`See ${live.named("flow", "b").id}`);
  });

  test("fills in ids and names, aliases of modules and qualifiers", async () => {
    const invoke = {
      FlowModuleId: "${module.auth}:${module.auth.alias.live}",
      Text: "${flow.next.id} ${flow.next.name}",
    };
    const desired = manifest(
      flow("main", { content: content(block("Ask", "InvokeFlowModule", invoke)) }),
      flow("next", { name: "Next one" }),
      flowModule("auth", { more: { aliases: { live: { version: "current" } } } }),
    );
    const { live, ...done } = await applied(empty, desired);
    expect(printEnds(done)).toContain("done flow.main");
    const auth = live.named("module", "auth");
    const text = JSON.stringify(live.named("flow", "main").body);
    expect(text).toContain(`${live.arnOf(auth)}:${auth.aliases?.["live"]}`);
    expect(text).toContain(`${live.named("flow", "Next one").id} Next one`);
  });

  test("waits for an alias that an update adds", async () => {
    const invoke = { FlowModuleId: "${module.auth}:${module.auth.alias.live}" };
    const after = manifest(
      flow("main", { content: content(block("Ask", "InvokeFlowModule", invoke)) }),
      flowModule("auth", { more: { aliases: { live: { version: "current" } } } }),
    );
    const done = await applied(manifest(flow("main"), flowModule("auth")), after);
    expect(printEnds(done)).toBe("done module.auth\ndone flow.main");
  });

  test("sends only what differs", async () => {
    const before = manifest(flow("main", { more: { description: "Old", tags: { a: "1" } } }), flow("next"));
    const after = manifest(flow("main", { more: { description: "New", tags: { a: "1" } } }), flow("next"));
    expect(printWrites(await applied(before, after))).toBe("update flow metadata main");
  });

  test("renames in a chain without a clash", async () => {
    const before = manifest(flow("a", { name: "1" }), flow("b", { name: "2" }), flow("c", { name: "3" }));
    const after = manifest(flow("a", { name: "2" }), flow("b", { name: "3" }), flow("c", { name: "4" }));
    expect(printEnds(await applied(before, after))).toBe("done flow.c\ndone flow.b\ndone flow.a");
  });

  test("lets a placeholder wait for its name", async () => {
    const before = manifest(flow("a", { name: "Main" }));
    const after = manifest(flow("a", { name: "Old main" }), flow("b", { name: "Main", invokes: ["flow.b", "flow.a"] }));
    const done = await applied(before, after);
    expect(printEnds(done)).toBe("done flow.a\ndone flow.b");
    expect(done.state.resources.map(({ dependsOn }) => dependsOn)).toEqual([[], ["flow.a"]]);
  });

  test("does not record whoever gave its name away as a dependency", async () => {
    const before = manifest(flow("a", { name: "Main" }));
    const done = await applied(before, manifest(flow("a", { name: "Old main" }), flow("b", { name: "Main" })));
    expect(done.state.resources.map(({ dependsOn }) => dependsOn)).toEqual([[], []]);
  });
});

describe("the state alone", () => {
  test("counts what is adopted as it is among what is done", async () => {
    const live = instanceWith(manifest(flow("mine"), flow("yours")));
    const done = await applyTo(live, planFor(manifest(flow("mine"), flow("yours", { text: "New" })), { live }));
    expect(printEnds(done)).toBe("done flow.yours\ndone flow.mine");
    expect(done.events.filter(({ type }) => type === "change_done")).toMatchObject([
      { address: "flow.mine", action: "adopt", done: 1, total: 2 },
      { address: "flow.yours", action: "adopt", done: 2, total: 2 },
    ]);
    expect(done.provider.writes).toHaveLength(1);
  });

  test("is brought up to date by adopting, moving and forgetting", async () => {
    const live = instanceWith(manifest(flow("front", { name: "main" }), flow("old"), flow("mine")));
    const before = manifest(flow("main"), flow("old"));
    const state = stateOf(live, before);
    const after = manifest(
      flow("front", { name: "main" }),
      flow("mine"),
      moved("flow.main", "flow.front"),
      removed("flow.old"),
    );
    const done = await applyTo(live, planFor(after, { live, state }), { state });
    expect(done.provider.writes).toEqual([]);
    expect(done.state.resources).toMatchObject(
      stateOf(live, manifest(flow("front", { name: "main" }), flow("mine"))).resources,
    );
    expect(
      done.journal
        .entries()
        .map(({ begin }) => `${begin.operation} ${begin.address}`)
        .sort(),
    ).toEqual(["none flow.front", "none flow.mine", "none flow.old"]);
  });

  test("forgets what is gone from the instance", async () => {
    const live = instanceWith(manifest(flow("main")));
    const state = stateOf(live, manifest(flow("main")));
    live.remove("flow", "main");
    const done = await applyTo(live, planFor(manifest(), { live, state }), { state });
    expect(done.state.resources).toEqual([]);
  });
});

describe("parallelism", () => {
  const many = manifest(...Array.from({ length: 6 }, (_, index) => flow(`f${index}`)));

  async function mostAtOnce(parallelism: number): Promise<number> {
    let running = 0;
    let most = 0;
    const during = async () => {
      running++;
      most = Math.max(most, running);
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      running--;
    };
    await applied(empty, many, { parallelism, during });
    return most;
  }

  test("is what was asked for, and no more", async () => {
    expect(await mostAtOnce(1)).toBe(1);
    expect(await mostAtOnce(4)).toBe(4);
    expect(await mostAtOnce(99)).toBe(6);
  });

  test("lets nobody wait for a wave to end", async () => {
    const desired = manifest(flow("slow"), flow("quick"), flow("after", { invokes: "flow.quick" }));
    const order: string[] = [];
    const during = async ({ name }: { name: string }) => {
      const turns = name === "slow" ? 200 : 1;
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      order.push(name);
    };
    await applied(empty, desired, { during });
    expect(order).toEqual(["quick", "after", "slow"]);
  });

  test("starts with what most others wait for", async () => {
    const desired = manifest(
      flow("a"),
      flow("b"),
      flow("z"),
      flow("y", { invokes: "flow.z" }),
      flow("x", { invokes: "flow.y" }),
    );
    const { provider } = await applied(empty, desired, { parallelism: 1 });
    expect(provider.writes.map(({ name }) => name)).toEqual(["z", "y", "a", "b", "x"]);
  });
});

describe("failures", () => {
  const chain = manifest(flow("a", { invokes: "flow.b" }), flow("b", { invokes: "flow.c" }), flow("c"), flow("other"));
  const refuses = (name: string, what = fault("rejected", "refused")): ApplySeed => ({
    fate: (write) => (write.name === name ? what : undefined),
  });

  test("block what depends on them, and nothing else", async () => {
    const done = await applied(empty, chain, refuses("c"));
    expect(printEnds(done)).toBe("done flow.other\nfailed flow.c\nblocked flow.b by flow.c\nblocked flow.a by flow.c");
    expect(done.result?.summary).toEqual({
      ...{ type: "run_summary", status: "failed", done: 1, failed: 1, blocked: 2, notStarted: 0, writes: 2 },
    });
    expect(done.events.filter(({ type }) => type === "change_blocked")).toHaveLength(2);
  });

  test("keep every delete from happening", async () => {
    const before = manifest(flow("old"), flow("c"));
    const done = await applied(before, manifest(flow("c", { text: "x" })), refuses("c"), {
      options: { allowDelete: true },
    });
    expect(printEnds(done)).toBe("failed flow.c\nblocked flow.old by flow.c");
  });

  test("of what stands around stop everything that has not begun", async () => {
    for (const kind of ["credentials", "permission", "network", "state", "precondition"] as const) {
      const done = await applied(empty, chain, { ...refuses("c", fault(kind, "no")), parallelism: 1 });
      expect(printEnds(done)).toBe(
        "failed flow.c\nblocked flow.b by flow.c\nblocked flow.a by flow.c\nnot started flow.other",
      );
    }
  });

  test("of one do not stop others", async () => {
    for (const kind of ["rejected", "duplicate", "in-use", "not-found", "service", "throttled"] as const) {
      expect(printEnds(await applied(empty, chain, refuses("c", fault(kind, "no"))))).toContain("done flow.other");
    }
  });

  test("close an opened circle all the same", async () => {
    const done = await applied(empty, manifest(...ring, flow("c")), refuses("c"));
    expect(printEnds(done)).toContain("done flow.a");
  });

  test("leave a placeholder where the circle could not be closed, and the state knows it", async () => {
    const { live, state, ...done } = await applied(empty, circle, refuses("b"));
    expect(printEnds(done)).toBe("failed flow.b\nblocked flow.a by flow.b");
    expect(state.resources.map(({ address }) => address)).toEqual(["flow.a"]);
    const again = planFor(circle, { live, state });
    expect(again.changes.map(({ action, address, reason }) => `${action} ${address} ${reason}`)).toEqual([
      "create flow.b new",
      "update flow.a edited",
    ]);
    expect(printEnds(await applyTo(live, again, { state }))).toBe("done flow.b\ndone flow.a");
    expect(live.print()).toBe(instanceWith(circle).print());
  });

  test("that are bugs are not swallowed", async () => {
    const during = () => Promise.reject(new TypeError("a bug"));
    await expect(applied(empty, chain, { during })).rejects.toThrow(TypeError);
  });
});

describe("a full quota", () => {
  test("stops the creates of that kind alone, and lets circles be closed", async () => {
    const more = [flow("c"), flow("d", { invokes: "flow.c" }), flowModule("m"), flow("z1"), flow("z2")];
    const done = await applied(empty, manifest(...ring, ...more), { quota: { flow: 3 }, parallelism: 1 });
    expect(printEnds(done).split("\n").sort()).toEqual([
      "blocked flow.z1 by flow.d",
      "blocked flow.z2 by flow.d",
      "done flow.a",
      "done flow.b",
      "done flow.c",
      "done module.m",
      "failed flow.d",
    ]);
  });
});

describe("stopping", () => {
  test("starts nothing new and tells what was not started", async () => {
    let stopped = false;
    const during = async () => {
      stopped = true;
    };
    const desired = manifest(flow("a", { invokes: "flow.b" }), flow("b"), flow("c"));
    const done = await applied(empty, desired, { during, isStopped: () => stopped, parallelism: 1 });
    expect(printEnds(done)).toBe("done flow.b\nnot started flow.c\nnot started flow.a");
    expect(done.result?.summary).toMatchObject({ status: "stopped", done: 1, notStarted: 2 });
  });

  test("never calls done what could not begin", async () => {
    const live = instanceWith(empty);
    const plan = planFor(circle, { live });
    const stuck = { ...plan, changes: plan.changes.map((change) => ({ ...change, circular: [], placeholder: null })) };
    const done = await applyTo(live, stuck, {});
    expect(done.result?.summary).toMatchObject({ status: "failed", done: 0, notStarted: 2, writes: 0 });
  });

  test("after the last step is no stop", async () => {
    let count = 0;
    const during = async () => {
      count++;
    };
    const done = await applied(empty, circle, { during, isStopped: () => count >= 3 });
    expect(done.result?.summary.status).toBe("done");
  });
});

describe("the right to write", () => {
  test("is asked before every single write", async () => {
    const seen: number[] = [];
    const { provider } = await applied(empty, circle, { assertHeld: async () => void seen.push(seen.length) });
    expect(seen).toHaveLength(provider.writes.length);
  });

  test("stops everything when it is gone", async () => {
    let left = 1;
    const assertHeld = async () => {
      if (left-- <= 0) throw fault("state", "the lock is gone");
    };
    const done = await applied(empty, manifest(flow("a"), flow("b"), flow("c")), { assertHeld, parallelism: 1 });
    expect(printEnds(done)).toBe("done flow.a\nfailed flow.b\nnot started flow.c");
    expect(done.provider.writes).toHaveLength(1);
  });
});

describe("the journal", () => {
  test("knows each write before it is sent, and its end before it counts", async () => {
    const told: string[] = [];
    const inner = memoryJournal();
    const journal = {
      ...inner,
      begin: async (entry: Parameters<typeof inner.begin>[0]) => {
        const sequence = await inner.begin(entry);
        told.push(`begin ${entry.operation}`);
        return sequence;
      },
      end: async (sequence: number, end: Parameters<typeof inner.end>[1]) => {
        await inner.end(sequence, end);
        told.push("end");
      },
    };
    const live = new MemoryInstance();
    const plan = planFor(circle, { live });
    const during = async ({ operation }: { operation: string }) => void told.push(`send ${operation}`);
    await applyTo(live, plan, { journal, during, parallelism: 1 });
    expect(told.join("\n")).toBe(
      ["create flow", "create flow", "update flow content"].map((one) => `begin ${one}\nsend ${one}\nend`).join("\n"),
    );
  });

  test("says of a refusal that nothing happened", async () => {
    const { journal } = await applied(empty, manifest(flow("a")), { fate: () => fault("rejected", "refused") });
    expect(journal.entries().map(({ end }) => end)).toEqual([{ failed: "refused" }]);
  });

  test("leaves open what nobody knows the end of", async () => {
    const { journal } = await applied(manifest(flow("a")), manifest(flow("a", { text: "x" })), {
      fate: () => "lost-done",
    });
    expect(journal.entries()).toMatchObject([{ begin: { operation: "update flow content" } }]);
    expect(journal.entries()[0]?.end).toBeUndefined();
  });

  test("says nothing new of a change of which only some calls were carried out", async () => {
    const before = manifest(flow("a", { more: { tags: { x: "1" } } }));
    const after = manifest(flow("a", { text: "New", more: { tags: { x: "2" } } }));
    const fate: ApplySeed["fate"] = ({ operation }) =>
      operation.endsWith("tags") ? fault("permission", "no tags") : undefined;
    const { live, state, ...done } = await applied(before, after, { fate });
    expect(printEnds(done)).toBe("failed flow.a");
    expect(state.resources).toEqual(stateOf(instanceWith(before), before).resources);
    const again = planFor(after, { live, state });
    expect(again.drift).toEqual([]);
    expect(again.changes).toMatchObject([{ action: "update", reason: "edited", fields: [{ path: "tags/x" }] }]);
  });

  test("knows of a module whose alias could not be made", async () => {
    const desired = manifest(flowModule("m", { more: { aliases: { live: { version: "current" } } } }));
    const fate: ApplySeed["fate"] = ({ operation }) =>
      operation.endsWith("aliases") ? fault("rejected", "no") : undefined;
    const { live, state } = await applied(empty, desired, { fate });
    expect(state.resources).toMatchObject([{ address: "module.m", id: live.named("module", "m").id, sha256: "" }]);
    expect(planFor(desired, { live, state }).changes).toMatchObject([
      { action: "update", fields: [{ path: "aliases/live" }] },
    ]);
  });
});

describe("a create whose answer is lost", () => {
  const desired = manifest(flow("a"), flow("b", { invokes: "flow.a" }));
  const losesFirst = (how: "lost-done" | "lost-undone"): ApplySeed => ({
    fate: ({ number }) => (number === 1 ? how : undefined),
  });

  test("counts where the instance has exactly that, and is never sent again", async () => {
    const done = await applied(empty, desired, losesFirst("lost-done"));
    expect(printWrites(done)).toBe("create flow a\ncreate flow b");
    expect(printEnds(done)).toBe("done flow.a\ndone flow.b");
    expect(done.state.resources).toMatchObject(stateOf(done.live, desired).resources);
    expect(done.journal.entries().filter(({ end }) => !end)).toEqual([]);
  });

  test("fails where the instance has nothing of that name", async () => {
    const done = await applied(empty, desired, losesFirst("lost-undone"));
    expect(printEnds(done)).toBe("failed flow.a\nblocked flow.b by flow.a");
    expect(printWrites(done)).toBe("create flow a");
  });

  test("fails where somebody else made something of that name", async () => {
    const live = new MemoryInstance();
    const plan = planFor(desired, { live });
    const during = async () =>
      void (live.all("flow").length === 0 && live.add("flow", "a", { content: { mine: true } }));
    const done = await applyTo(live, plan, { ...losesFirst("lost-undone"), during });
    expect(printEnds(done)).toBe("failed flow.a\nblocked flow.b by flow.a");
    expect(done.state.resources).toEqual([]);
  });

  test("finds a placeholder too, and fills it in", async () => {
    const done = await applied(empty, circle, losesFirst("lost-done"));
    expect(printEnds(done)).toBe("done flow.b\ndone flow.a");
    expect(done.live.print()).toBe(instanceWith(circle).print());
  });
});

describe("replacing", () => {
  const refers = flow("front", { invokes: "flow.main" });
  const before = manifest(flow("main"), refers);
  const after = manifest(flow("main", { type: "CUSTOMER_QUEUE" }), refers);
  const allow: PlanSeed = { options: { allowDelete: true } };

  test("renames the old one away, creates, updates who refers to it, and deletes the old one last", async () => {
    const done = await applied(before, after, {}, allow);
    expect(printWrites(done)).toBe(
      "update flow metadata main\ncreate flow main\nupdate flow content front\nDelete flow main (replaced <plan> 00000002)".replace(
        "<plan>",
        mark(before, after),
      ),
    );
    expect(done.live.print()).toBe(instanceWith(after).print());
    expect(done.state.resources).toMatchObject(stateOf(done.live, after).resources);
    expect(done.state.resources.every(({ superseded }) => superseded === undefined)).toBe(true);
  });

  function mark(one: Desired, other: Desired): string {
    const live = instanceWith(one);
    return planFor(other, { live, state: stateOf(live, one), ...allow }).planHash.slice(0, 8);
  }

  test("remembers the old one while somebody still refers to it, and deletes it the next time", async () => {
    const fate: ApplySeed["fate"] = ({ name, operation }) =>
      name === "front" ? fault("rejected", operation) : undefined;
    const { live, state, ...done } = await applied(before, after, { fate }, allow);
    expect(printEnds(done)).toBe("failed flow.front\nblocked flow.main by flow.front");
    expect(live.all("flow")).toHaveLength(3);
    const again = planFor(after, { live, state });
    expect(again.changes).toMatchObject([
      { address: "flow.main", action: "update", reason: "unfinished" },
      { address: "flow.front", action: "update", reason: "edited" },
    ]);
    const rest = await applyTo(live, again, { state });
    expect(printEnds(rest)).toBe("done flow.main\ndone flow.front");
    expect(live.print()).toBe(instanceWith(after).print());
  });

  test("cuts long names by whole characters", async () => {
    const name = "🎧".repeat(100);
    const done = await applied(
      manifest(flow("main", { name })),
      manifest(flow("main", { name, type: "CUSTOMER_QUEUE" })),
      {},
      allow,
    );
    expect(printEnds(done)).toBe("done flow.main");
    const away = done.journal.entries()[0]?.end?.name ?? "";
    expect([...away].length).toBeLessThan(127);
    expect(encodeURIComponent(away)).toContain("%F0%9F%8E%A7%20(replaced");
  });

  test("tells apart two whose long names begin alike", async () => {
    const long = "x".repeat(90);
    const typed = (type: string) =>
      manifest(flow("a", { name: `${long} a`, type }), flow("b", { name: `${long} b`, type }));
    const done = await applied(typed("CONTACT_FLOW"), typed("CUSTOMER_QUEUE"), {}, allow);
    expect(printEnds(done)).toBe("done flow.a\ndone flow.b");
  });

  test("deletes of two that were replaced the one first that refers to the other", async () => {
    const typed = (type: string) => manifest(flow("main", { type }), flow("front", { invokes: "flow.main", type }));
    const done = await applied(typed("CUSTOMER_QUEUE"), typed("CUSTOMER_HOLD"), { refusesInUse: true }, allow);
    expect(printEnds(done)).toBe("done flow.main\ndone flow.front");
  });

  test("deletes an orphan before the replaced one that it refers to", async () => {
    const both = manifest(flow("main"), flow("old", { invokes: "flow.main" }));
    const done = await applied(both, manifest(flow("main", { type: "CUSTOMER_QUEUE" })), { refusesInUse: true }, allow);
    expect(printEnds(done)).toBe("done flow.main\ndone flow.old");
  });
});

describe("deleting", () => {
  const destroy: PlanSeed = { mode: "destroy" };

  test("goes against the references, so that nothing in use is refused", async () => {
    const all = manifest(flow("a", { invokes: "queue.q" }), queue("q", { hours: "hours.h" }), hours("h"));
    const done = await applied(all, empty, { refusesInUse: true }, destroy);
    expect(printWrites(done)).toBe("Delete flow a\nDelete queue q\nDelete hours h");
    expect(done.live.things.size).toBe(0);
    expect(done.state.resources).toEqual([]);
  });

  test("cuts no links of a circle where the service does not ask for it", async () => {
    expect(printWrites(await applied(circle, empty, {}, destroy))).toBe("Delete flow b\nDelete flow a");
  });

  test("cuts the links of one in a circle where the service refuses", async () => {
    const done = await applied(circle, empty, { refusesInUse: true }, destroy);
    expect(printWrites(done)).toBe("Delete flow b\nupdate flow content a\nDelete flow b\nDelete flow a");
    expect(done.live.things.size).toBe(0);
    expect(done.state.resources).toEqual([]);
  });

  test("waits for links to be cut that another delete is cutting already", async () => {
    const hub = manifest(
      flow("hub", { invokes: ["flow.a", "flow.b"] }),
      ...["a", "b"].map((name) => flow(name, { invokes: "flow.hub" })),
    );
    const done = await applied(hub, empty, { refusesInUse: true }, destroy);
    expect(printWrites(done).match(/update flow content hub/g)).toHaveLength(1);
    expect(done.live.things.size).toBe(0);
  });

  test("tells what is still in use elsewhere", async () => {
    const live = instanceWith(manifest(flow("a"), flow("mine", { invokes: "flow.a" })));
    const state = stateOf(live, manifest(flow("a")));
    const done = await applyTo(live, planFor(empty, { live, state, ...destroy }), { state, refusesInUse: true });
    expect(failuresOf(done)).toMatchObject([{ summary: "flow a is used by mine", address: "flow.a" }]);
    expect(done.state.resources).toHaveLength(1);
  });

  test("deletes what a replacement left over, too", async () => {
    const live = instanceWith(manifest(flow("a")));
    const old = live.add("flow", "a (replaced 1234)");
    const state = stateOf(live, manifest(flow("a")));
    const resources = state.resources.map((one) => ({ ...one, superseded: [old.id] }));
    const known = { ...state, resources };
    const done = await applyTo(live, planFor(empty, { live, state: known, ...destroy }), { state: known });
    expect(live.things.size).toBe(0);
    expect(done.state.resources).toEqual([]);
  });
});

describe("what was read for the plan", () => {
  test("is not read again", async () => {
    const before = manifest(flow("a"));
    const live = instanceWith(before);
    const state = stateOf(live, before);
    const plan = planFor(manifest(flow("a", { text: "New" })), { live, state });
    const { id } = live.named("flow", "a");
    const read = live.read("flow", id, []);
    const known = new Map(read ? [["flow.a", { ...read, body: { ...read.body, content: {} } }]] : []);
    const looked: string[] = [];
    live.read = (_, asked) => void looked.push(asked);
    expect(printWrites(await applyTo(live, plan, { state, live: known }))).toBe("update flow content a");
    expect(looked).toEqual([]);
  });
});

describe("a plan without a look", () => {
  test("reads before it writes, and writes only what differs", async () => {
    const before = manifest(flow("a", { more: { tags: { x: "1" } } }));
    const after = manifest(flow("a", { text: "New", more: { tags: { x: "1" } } }));
    const live = instanceWith(before);
    const state = stateOf(live, before);
    const done = await applyTo(live, planFor(after, { state, options: { refresh: "none" } }), { state });
    expect(printWrites(done)).toBe("update flow content a");
    expect(live.print()).toBe(instanceWith(after).print());
  });

  test("learns the aliases that no state records", async () => {
    const invoke = { FlowModuleId: "${module.auth}:${module.auth.alias.live}" };
    const both = manifest(
      flow("main", { content: content(block("Ask", "InvokeFlowModule", invoke)) }),
      flowModule("auth", { more: { aliases: { live: { version: "current" } } } }),
    );
    const live = instanceWith(both);
    const state = stateOf(live, both);
    const plan = planFor(both, { state, options: { refresh: "none" } });
    expect(plan.changes.filter(isWrite).map(({ address }) => address)).toEqual(["flow.main"]);
    const done = await applyTo(live, plan, { state });
    expect(printEnds(done)).toBe("done flow.main");
    expect(done.provider.writes).toEqual([]);
  });
});
