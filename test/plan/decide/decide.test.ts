import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/model/json.js";
import { flow, flowModule, hours, lookup, manifest, moved, queue, removed } from "../../support/desired.js";
import { instanceWith, MemoryInstance, stateOf } from "../../support/memory-instance.js";
import { changeOf, planFor, printFields, printFindings, printReasons } from "../../support/planning.js";

const applied = manifest(flow("main", { text: "Hello" }));
const edited = manifest(flow("main", { text: "Welcome" }));

function recorded(desired = applied) {
  const live = instanceWith(desired);
  return { live, state: stateOf(live, desired) };
}

/** The console's own text in the first block of a flow. */
function says(text: string): { content: Json } {
  const { content } = manifest(flow("main", { text })).resources[0]?.body ?? {};
  return { content: content ?? null };
}

describe("three-way", () => {
  test("keeps what is the same everywhere", () => {
    expect(printReasons(planFor(applied, recorded()))).toBe("keep flow.main: same");
  });

  test("creates what nobody knows", () => {
    const plan = planFor(applied);
    expect(printReasons(plan)).toBe("create flow.main: new");
    expect(changeOf(plan, "flow.main")).toMatchObject({ id: null, precondition: { absent: true }, before: null });
  });

  test("updates what was edited in the manifest", () => {
    const plan = planFor(edited, recorded());
    expect(printReasons(plan)).toBe("update flow.main: edited");
    expect(printFields(changeOf(plan, "flow.main"))).toBe('content/blocks/say/Parameters/Text: "Hello" -> "Welcome"');
    expect(plan.drift).toEqual([]);
  });

  test("takes back what was changed in the instance, and tells it as drift", () => {
    const { live, state } = recorded();
    live.edit("flow", "main", says("Changed by hand"));
    const plan = planFor(applied, { live, state });
    expect(printReasons(plan)).toBe("update flow.main: drifted");
    expect(plan.drift).toMatchObject([{ address: "flow.main", kind: "changed" }]);
    expect(plan.drift.map(printFields)).toEqual(['content/blocks/say/Parameters/Text: "Hello" -> "Changed by hand"']);
  });

  test("calls it a conflict where both sides changed", () => {
    const { live, state } = recorded();
    live.edit("flow", "main", says("Changed by hand"));
    const plan = planFor(edited, { live, state });
    expect(printReasons(plan)).toBe("update flow.main: conflict");
    expect(printFindings(plan)).toBe("plan/conflict flow.main");
    expect(plan).toMatchObject({ applyable: false, summary: { conflict: 1, drift: 0 } });
  });

  test("calls it a conflict too where the two sides changed different fields", () => {
    const { live, state } = recorded(manifest(flow("main", { more: { description: "Old", tags: { team: "cx" } } })));
    live.edit("flow", "main", { tags: { team: "other" } });
    const desired = manifest(flow("main", { more: { description: "New", tags: { team: "cx" } } }));
    expect(printReasons(planFor(desired, { live, state }))).toBe("update flow.main: conflict");
  });

  test("keeps what was changed on both sides to the same", () => {
    const { live, state } = recorded();
    live.edit("flow", "main", says("Welcome"));
    const plan = planFor(edited, { live, state });
    expect(printReasons(plan)).toBe("keep flow.main: same");
    expect(plan.drift).toEqual([]);
    expect(changeOf(plan, "flow.main").after).not.toBeNull();
  });

  test("does not compare what neither the manifest nor the state names", () => {
    const { live, state } = recorded();
    live.edit("flow", "main", { description: "Written in the console", tags: { owner: "sales" } });
    expect(printReasons(planFor(applied, { live, state }))).toBe("keep flow.main: same");
  });

  test("manages a field as soon as the manifest names it", () => {
    const desired = manifest(flow("main", { more: { description: "Front door" } }));
    const plan = planFor(desired, recorded());
    expect(printReasons(plan)).toBe("update flow.main: edited");
    expect(printFields(changeOf(plan, "flow.main"))).toBe('description: "" -> "Front door"');
  });

  test("lets go of a field that the manifest names no longer, without a write", () => {
    const plan = planFor(applied, recorded(manifest(flow("main", { more: { description: "Front door" } }))));
    expect(printReasons(plan)).toBe("keep flow.main: same");
    expect(changeOf(plan, "flow.main").after).toEqual(applied.resources[0]?.body);
  });

  test("revives what was archived in the instance", () => {
    const { live, state } = recorded();
    live.edit("flow", "main", { archived: true });
    const plan = planFor(applied, { live, state });
    expect(printReasons(plan)).toBe("update flow.main: drifted");
    expect(printFields(changeOf(plan, "flow.main"))).toBe("archived: true -> false");
  });

  test("creates again what is gone from the instance", () => {
    const { live, state } = recorded();
    live.remove("flow", "main");
    const plan = planFor(applied, { live, state });
    expect(printReasons(plan)).toBe("create flow.main: gone-live");
    expect(changeOf(plan, "flow.main").id).toBeNull();
    expect(plan.drift).toEqual([{ address: "flow.main", kind: "deleted", fields: [] }]);
  });

  test("adopts what was made by hand in place of what is gone", () => {
    const { live, state } = recorded();
    live.remove("flow", "main");
    const { id } = live.add("flow", "main", applied.resources[0]?.body);
    const plan = planFor(applied, { live, state });
    expect(printReasons(plan)).toBe("adopt flow.main: same-name");
    expect(changeOf(plan, "flow.main")).toMatchObject({ id, fields: [] });
    expect(plan.drift).toMatchObject([{ address: "flow.main", kind: "deleted" }]);
  });
});

describe("layout", () => {
  const laidOut = (x: number, text = "Hello") => {
    const { content } = says(text) as { content: Record<string, Json> };
    const Metadata = { ActionMetadata: { say: { position: { x, y: 20 } } } };
    return manifest(flow("main", { content: { ...content, Metadata } }));
  };

  test("tells a change of layout alone apart", () => {
    const plan = planFor(laidOut(300), recorded(laidOut(20)));
    expect(printReasons(plan)).toBe("update flow.main: layout");
    expect(changeOf(plan, "flow.main")).toMatchObject({ layoutOnly: true, risk: "low" });
  });

  test("makes no conflict of layout that drifted", () => {
    const { live, state } = recorded(laidOut(20));
    live.edit("flow", "main", { content: laidOut(99).resources[0]?.body["content"] ?? null });
    const plan = planFor(laidOut(20, "Welcome"), { live, state });
    expect(printReasons(plan)).toBe("update flow.main: edited");
    expect(plan.drift).toMatchObject([{ kind: "changed", fields: [{ path: "layout" }] }]);
  });

  test("makes a conflict of layout that was edited where behaviour drifted", () => {
    const { live, state } = recorded(laidOut(20));
    live.edit("flow", "main", { content: laidOut(20, "By hand").resources[0]?.body["content"] ?? null });
    expect(printReasons(planFor(laidOut(99), { live, state }))).toBe("update flow.main: conflict");
  });
});

describe("adopting", () => {
  test("takes over without a write what is as the manifest asks", () => {
    const live = instanceWith(applied);
    const plan = planFor(applied, { live });
    expect(changeOf(plan, "flow.main")).toMatchObject({ action: "adopt", reason: "same-name", fields: [], wave: 0 });
    expect(plan.applyable).toBe(true);
  });

  test("takes over with a write what is not", () => {
    const plan = planFor(edited, { live: instanceWith(applied) });
    expect(changeOf(plan, "flow.main")).toMatchObject({ action: "adopt", wave: 1 });
    expect(printFields(changeOf(plan, "flow.main"))).toContain('"Hello" -> "Welcome"');
    expect(plan.drift).toEqual([]);
  });
});

describe("create-only fields", () => {
  const retyped = manifest(flow("main", { type: "CUSTOMER_QUEUE" }));

  test("replaces what has another type", () => {
    const plan = planFor(retyped, { ...recorded(), options: { allowDelete: true } });
    expect(printReasons(plan)).toBe("replace flow.main: create-only-field");
    expect(changeOf(plan, "flow.main")).toMatchObject({ risk: "high", placeholder: null });
    expect(plan.applyable).toBe(true);
  });

  test("updates those that refer to what is replaced, for its new id", () => {
    const refers = flow("front", { invokes: "flow.main" });
    const { live, state } = recorded(manifest(flow("main"), refers));
    const desired = manifest(flow("main", { type: "CUSTOMER_QUEUE" }), refers);
    const plan = planFor(desired, { live, state, options: { allowDelete: true } });
    expect(printReasons(plan)).toBe("replace flow.main: create-only-field\nupdate flow.front: dependency");
    const old = live.arnOf(live.named("flow", "main"));
    expect(printFields(changeOf(plan, "flow.front"))).toBe(
      `content/blocks/use 1/Parameters/ContactFlowId: "${old}" -> "\${flow.main}"`,
    );
  });

  test("makes no conflict of what changes only because something else is replaced", () => {
    const refers = flow("front", { invokes: "flow.main" });
    const { live, state } = recorded(manifest(flow("main"), refers));
    live.edit("flow", "front", says("Changed by hand"));
    const desired = manifest(flow("main", { type: "CUSTOMER_QUEUE" }), refers);
    const plan = planFor(desired, { live, state, options: { allowDelete: true } });
    expect(printReasons(plan)).toContain("update flow.front: drifted");
  });

  test("makes no edit of a lookup that was made anew under its name", () => {
    const desired = manifest(flow("main", { invokes: "prompt.beep" }), lookup("prompt.beep", "Beep.wav"));
    const { live, state } = recorded(desired);
    live.remove("prompt", "Beep.wav");
    live.add("prompt", "Beep.wav");
    expect(printReasons(planFor(desired, { live, state }))).toBe("update flow.main: dependency");
  });
});

describe("what only the state knows", () => {
  const both = manifest(flow("main"), flow("old"));

  test("is an orphan, and stays", () => {
    const plan = planFor(applied, recorded(both));
    expect(printReasons(plan)).toBe("keep flow.main: same");
    expect(plan.orphans).toMatchObject([{ address: "flow.old", name: "old" }]);
    expect(plan.applyable).toBe(true);
  });

  test("is deleted where that is allowed", () => {
    const plan = planFor(applied, { ...recorded(both), options: { allowDelete: true } });
    expect(printReasons(plan)).toBe("delete flow.old: orphan\nkeep flow.main: same");
    expect(plan.orphans).toMatchObject([{ address: "flow.old" }]);
  });

  test("is forgotten where the manifest says so", () => {
    const plan = planFor(manifest(flow("main"), removed("flow.old")), {
      ...recorded(both),
      options: { allowDelete: true },
    });
    expect(printReasons(plan)).toBe("keep flow.main: same\nkeep flow.old: removed");
    expect(plan.orphans).toEqual([]);
  });

  test("is forgotten where it is gone", () => {
    const { live, state } = recorded(both);
    live.remove("flow", "old");
    const plan = planFor(applied, { live, state });
    expect(printReasons(plan)).toBe("keep flow.main: same\nkeep flow.old: gone-live");
    expect(plan.drift).toMatchObject([{ address: "flow.old", kind: "deleted" }]);
  });

  test("drifts like everything else", () => {
    const { live, state } = recorded(both);
    live.edit("flow", "old", says("Changed by hand"));
    expect(planFor(applied, { live, state }).drift).toEqual([
      { address: "flow.old", kind: "changed", fields: [{ path: "content", before: null, after: null }] },
    ]);
  });

  test("is forgotten with a warning where every instance comes with it", () => {
    const names = manifest(flow("hold", { name: "Default customer hold" }), flow("mine", { name: "Default greeting" }));
    const plan = planFor(manifest(), { ...recorded(names), mode: "destroy" });
    expect(printReasons(plan)).toBe("delete flow.mine: destroy\nkeep flow.hold: removed");
    expect(printFindings(plan)).toBe("plan/born-with-instance flow.hold");
  });
});

describe("moving", () => {
  test("writes nothing where only the address is new", () => {
    const desired = manifest(flow("front", { name: "main" }), moved("flow.main", "flow.front"));
    const plan = planFor(desired, recorded());
    expect(printReasons(plan)).toBe("keep flow.front: moved");
    expect(changeOf(plan, "flow.front")).toMatchObject({ movedFrom: "flow.main", wave: 0 });
  });

  test("renames where the name is new too", () => {
    const plan = planFor(manifest(flow("front"), moved("flow.main", "flow.front")), recorded());
    expect(printReasons(plan)).toBe("update flow.front: edited");
    expect(printFields(changeOf(plan, "flow.front"))).toBe('name: "main" -> "front"');
  });
});

describe("what a replacement left over", () => {
  test("is an update with nothing to write, so that it is deleted", () => {
    const { live, state } = recorded();
    const old = live.add("flow", "main (replaced 1234)");
    const resources = state.resources.map((one) => ({ ...one, superseded: [old.id] }));
    const plan = planFor(applied, { live, state: { ...state, resources } });
    expect(changeOf(plan, "flow.main")).toMatchObject({ action: "update", reason: "unfinished", superseded: [old.id] });
    expect(changeOf(plan, "flow.main").fields).toEqual([]);
  });
});

describe("kinds without content", () => {
  test("compares opening hours and the queue's references", () => {
    const desired = manifest(hours("office"), hours("night"), queue("sales", { hours: "hours.office" }));
    const { live, state } = recorded(desired);
    const next = manifest(hours("office"), hours("night"), queue("sales", { hours: "hours.night" }));
    expect(printFields(changeOf(planFor(next, { live, state }), "queue.sales"))).toBe(
      'hours: "${hours.office}" -> "${hours.night}"',
    );
  });

  test("does not take an address for another that begins like it", () => {
    const desired = manifest(
      hours("office"),
      queue("sales", { hours: "hours.office", more: { description: "${flow.main-ivr.name}" } }),
      flow("main-ivr"),
    );
    const { live, state } = recorded(desired);
    const next = manifest(
      hours("office"),
      queue("sales", { hours: "hours.office", calls: "flow.main", more: { description: "${flow.main-ivr.name}" } }),
      flow("main-ivr"),
      flow("main", { type: "OUTBOUND_WHISPER" }),
    );
    expect(changeOf(planFor(next, { live, state }), "queue.sales").fields.map(({ path }) => path)).toEqual([
      "outboundCaller",
    ]);
  });
});

describe("modules", () => {
  test("waits for an alias that is new", () => {
    const use = { invokes: "module.auth" as const };
    const { live, state } = recorded(manifest(flow("main", use), flowModule("auth")));
    const { content } = says("x") as { content: { Actions: readonly Record<string, Json>[] } };
    const invoke = { FlowModuleId: "${module.auth}:${module.auth.alias.live}" };
    const Actions = [
      { ...content.Actions[0], Type: "InvokeFlowModule", Parameters: invoke },
      content.Actions[1] ?? null,
    ];
    const desired = manifest(
      flow("main", { content: { ...content, Actions } }),
      flowModule("auth", { more: { aliases: { live: { version: "current" } } } }),
    );
    const plan = planFor(desired, { live, state });
    expect(plan.changes.map(({ address, wave }) => `${wave} ${address}`)).toEqual(["1 module.auth", "2 flow.main"]);
  });
});

test("an empty instance and an empty manifest give an empty plan", () => {
  expect(planFor(manifest(), { live: new MemoryInstance() }).changes).toEqual([]);
});
