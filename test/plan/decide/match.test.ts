import { expect, test } from "vitest";
import type { Desired } from "../../../src/model/resource.js";
import type { State } from "../../../src/model/state.js";
import { matchResources, readsFor } from "../../../src/plan/index.js";
import { flow, flowModule, hours, manifest, moved } from "../../support/desired.js";
import { instanceWith, MemoryInstance, stateOf } from "../../support/memory-instance.js";
import { snapshotOf } from "../../support/planning.js";

function matchIn(live: MemoryInstance, desired: Desired, state?: State) {
  const { listed } = snapshotOf(live, desired, state);
  const { matches, diagnostics } = matchResources(desired, state, listed);
  const print = matches.map(({ address, id, byName, record, movedFrom }) =>
    [
      address,
      id ? (live.things.get(`${address.split(".")[0]} ${id}`)?.name ?? "gone") : "nothing",
      ...(byName ? ["by name"] : []),
      ...(record ? ["recorded"] : []),
      ...(movedFrom ? [`from ${movedFrom}`] : []),
    ].join(", "),
  );
  return { print: print.join("\n"), matches, diagnostics };
}

const applied = manifest(flow("main"), flowModule("greeting"));

test("pairs by the recorded id, whatever the name is by now", () => {
  const live = instanceWith(applied);
  const state = stateOf(live, applied);
  live.edit("flow", "main", { name: "Renamed in the console" });
  expect(matchIn(live, applied, state).print).toBe(
    "flow.main, Renamed in the console, recorded\nmodule.greeting, greeting, recorded",
  );
});

test("pairs by exact name what no state knows", () => {
  const live = new MemoryInstance();
  live.add("flow", "Main");
  live.add("flow", "main");
  expect(matchIn(live, manifest(flow("main"))).print).toBe("flow.main, main, by name");
});

test("does not pair across kinds", () => {
  const live = new MemoryInstance();
  live.add("module", "main");
  expect(matchIn(live, manifest(flow("main"))).print).toBe("flow.main, nothing");
});

test("does not take what another address is recorded to be", () => {
  const live = instanceWith(applied);
  const desired = manifest(flow("other", { name: "main" }), flowModule("greeting"));
  expect(matchIn(live, desired, stateOf(live, applied)).print).toBe(
    "flow.main, main, recorded\nflow.other, nothing\nmodule.greeting, greeting, recorded",
  );
});

test("takes what stands in the name of something that is gone", () => {
  const live = instanceWith(applied);
  const state = stateOf(live, applied);
  live.remove("flow", "main");
  live.add("flow", "main");
  expect(matchIn(live, applied, state).print).toBe(
    "flow.main, main, by name, recorded\nmodule.greeting, greeting, recorded",
  );
});

test("keeps the recorded id of what is gone where nothing stands in its name", () => {
  const live = instanceWith(applied);
  const state = stateOf(live, applied);
  live.remove("flow", "main");
  expect(matchIn(live, applied, state).print).toContain("flow.main, gone, recorded");
});

test("says that a name is ambiguous, and takes the first by id whatever the order of the list", () => {
  const live = new MemoryInstance();
  live.add("hours", "office");
  const second = { ...live.named("hours", "office"), id: "ffffffff-0000-4000-8000-000000000002" };
  live.put(second);
  const desired = manifest(hours("office"));
  const { listed } = snapshotOf(live, desired, undefined);
  const reversed = { hours: [...(listed.hours ?? [])].reverse() };
  const found = matchResources(desired, undefined, reversed);
  expect(found).toEqual(matchResources(desired, undefined, listed));
  expect(found.diagnostics.map(({ code, address }) => [code, address])).toEqual([
    ["plan/ambiguous-name", "hours.office"],
  ]);
  expect(found.diagnostics[0]?.detail).toContain("00000000-0000-4000-8000-000000000001, ffffffff");
});

test("follows a move to the new address", () => {
  const live = instanceWith(applied);
  const desired = manifest(flow("front", { name: "main" }), flowModule("greeting"), moved("flow.main", "flow.front"));
  expect(matchIn(live, desired, stateOf(live, applied)).print).toBe(
    "flow.front, main, recorded, from flow.main\nmodule.greeting, greeting, recorded",
  );
});

test("ignores a move of what the state does not know", () => {
  const live = new MemoryInstance();
  const desired = manifest(flow("front"), moved("flow.main", "flow.front"));
  expect(matchIn(live, desired).print).toBe("flow.front, nothing");
});

test("refuses a move onto an address that the state holds already", () => {
  const both = manifest(flow("main"), flow("front"));
  const live = instanceWith(both);
  const desired = manifest(flow("front"), moved("flow.main", "flow.front"));
  const { diagnostics } = matchIn(live, desired, stateOf(live, both));
  expect(diagnostics.map(({ code, address }) => [code, address])).toEqual([["plan/moved-onto-another", "flow.front"]]);
});

test("reads the fields that the manifest names or that were recorded, each resource once", () => {
  const live = instanceWith(applied);
  const state = stateOf(live, applied);
  const desired = manifest(flow("main", { more: { description: "Front door" } }));
  const reads = readsFor(matchIn(live, desired, state).matches);
  expect(reads.map(({ address }) => address)).toEqual(["flow.main", "module.greeting"]);
  expect(reads[0]?.fields).toEqual(["name", "type", "published", "content", "description", "layout"]);
});
