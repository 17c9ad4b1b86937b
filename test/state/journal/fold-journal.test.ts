import fc from "fast-check";
import { expect, test } from "vitest";
import type { JournalBegin, JournalEnd } from "../../../src/model/journal.js";
import type { State } from "../../../src/model/state.js";
import { foldJournal, type JournalEntry, stateText } from "../../../src/state/index.js";
import { INSTANCE, resource, stateOf } from "../sample.js";

function entry(begin: Partial<JournalBegin> & { address: string }, end?: JournalEnd): JournalEntry {
  const [kind = "flow", name = ""] = begin.address.split(".");
  const whole = { kind: kind as JournalBegin["kind"], action: "update", operation: "Do", name, ...begin } as const;
  return { seq: 1, begin: whole, ...(end ? { end } : {}) };
}

const show = (state: State) => state.resources.map(({ address, id }) => `${address}=${id}`).join(" ");
const newFlow = { id: "n1", arn: `${INSTANCE}/n1`, sha256: "h", parts: { content: "c" }, dependsOn: ["queue.b"] };

test("records what was created", () => {
  const state = foldJournal(stateOf(resource("queue.b")), [
    entry({ address: "flow.a", action: "create", name: "A" }, newFlow),
  ]);
  expect(state.resources[0]).toEqual({ address: "flow.a", kind: "flow", name: "A", ...newFlow });
  expect(show(state)).toBe("flow.a=n1 queue.b=b-id");
});

test("keeps what an update does not tell, also fields it does not know", () => {
  const before = { ...resource("flow.a", { dependsOn: ["queue.b"] }), note: "mine" };
  const state = foldJournal(stateOf(before), [
    entry({ address: "flow.a", id: "a-id", name: "New" }, { sha256: "h2", parts: { name: "x" } }),
  ]);
  expect(state.resources).toEqual([{ ...before, name: "New", sha256: "h2", parts: { name: "x" } }]);
});

test("keeps what was applied to the letter no longer than its fingerprint", () => {
  const before = { ...resource("flow.a"), verbatim: "v1" };
  const after = (end: JournalEnd) => foldJournal(stateOf(before), [entry({ address: "flow.a", id: "a-id" }, end)]);
  expect(after({ name: "New" }).resources[0]).toMatchObject({ verbatim: "v1" });
  expect(after({ sha256: "h2", parts: {} }).resources[0]).not.toHaveProperty("verbatim");
  expect(after({ sha256: "h2", parts: {}, verbatim: "v2" }).resources[0]).toMatchObject({ verbatim: "v2" });
  expect(after({ id: "n2", arn: "arn:n2" }).resources[0]).not.toHaveProperty("verbatim");
});

test("changes nothing for writes that failed or did not end", () => {
  const state = stateOf(resource("flow.a"));
  const failed = entry({ address: "flow.a", action: "delete", id: "a-id" }, { failed: "in use", removed: true });
  expect(foldJournal(state, [failed, entry({ address: "flow.b", action: "create" })])).toEqual(state);
});

test("records nothing of a create that told no id", () => {
  expect(foldJournal(stateOf(), [entry({ address: "flow.a", action: "create" }, {})])).toEqual(stateOf());
});

test("records a placeholder without a fingerprint, and fills it in later", () => {
  const placed = entry({ address: "flow.a", action: "create" }, { id: "n1", arn: "arn:n1" });
  expect(foldJournal(stateOf(), [placed]).resources[0]).toMatchObject({ id: "n1", sha256: "", parts: {} });
  const filled = entry({ address: "flow.a", id: "n1" }, { sha256: "h" });
  expect(foldJournal(stateOf(), [placed, filled]).resources[0]).toMatchObject({ id: "n1", sha256: "h" });
});

test("forgets the fingerprint of what is gone when it is created again", () => {
  const again = entry({ address: "flow.a", action: "create" }, { id: "n1", arn: "arn:n1" });
  expect(foldJournal(stateOf(resource("flow.a")), [again]).resources[0]).toMatchObject({
    id: "n1",
    sha256: "",
    parts: {},
  });
});

test("removes what was deleted", () => {
  const gone = entry({ address: "flow.a", action: "delete", id: "a-id" }, { removed: true });
  expect(show(foldJournal(stateOf(resource("flow.a"), resource("flow.b")), [gone]))).toBe("flow.b=b-id");
});

test("remembers what was replaced until that is deleted", () => {
  const created = entry({ address: "flow.a", action: "replace" }, newFlow);
  const deleted = entry({ address: "flow.a", action: "replace", id: "a-id" }, { removed: true });
  const before = stateOf(resource("flow.a"));
  expect(foldJournal(before, [created]).resources[0]).toMatchObject({ id: "n1", superseded: ["a-id"] });
  expect(foldJournal(before, [created, deleted]).resources[0]).toEqual({ ...resource("flow.a"), ...newFlow });
});

test("gives a new address to what was moved, and to those that refer to it", () => {
  const before = stateOf(resource("flow.old"), resource("flow.user", { dependsOn: ["flow.old"] }));
  const moved = entry({ address: "flow.new", action: "keep", movedFrom: "flow.old", id: "old-id", name: "old" }, {});
  const state = foldJournal(before, [moved]);
  expect(show(state)).toBe("flow.new=old-id flow.user=user-id");
  expect(state.resources[1]?.dependsOn).toEqual(["flow.new"]);
  expect(state.resources[0]?.sha256).toBe(before.resources[0]?.sha256);
});

test("lets two resources change their addresses with each other", () => {
  const before = stateOf(resource("flow.a"), resource("flow.b"), resource("flow.c", { dependsOn: ["flow.a"] }));
  const swap = [
    entry({ address: "flow.b", movedFrom: "flow.a", id: "a-id" }, {}),
    entry({ address: "flow.a", movedFrom: "flow.b", id: "b-id" }, {}),
  ];
  const after = foldJournal(before, swap);
  expect(show(after)).toBe("flow.a=b-id flow.b=a-id flow.c=c-id");
  expect(after.resources[2]?.dependsOn).toEqual(["flow.b"]);
  expect(foldJournal(after, swap)).toEqual(after);
});

test("leaves lineage, serial and unknown fields of the state alone", () => {
  const before = { ...stateOf(), serial: 7, note: "mine" };
  expect(foldJournal(before, [entry({ address: "flow.a" }, newFlow)])).toMatchObject({ serial: 7, note: "mine" });
});

const address = fc.constantFrom("flow.a", "flow.b", "flow.c");
const id = fc.constantFrom("a-id", "b-id", "x", "y");
const anyEntry = fc.oneof(
  fc
    .tuple(address, id)
    .map(([at, told]) => entry({ address: at, action: "create" }, { id: told, arn: `arn:${told}`, sha256: told })),
  fc.tuple(address, id).map(([at, told]) => entry({ address: at, action: "delete", id: told }, { removed: true })),
  address.map((at) => entry({ address: at, action: "create" })),
);

test("gives the same state when the same journal is folded twice", () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 8 }), (entries) => {
      const before = stateOf(resource("flow.a"), resource("flow.b"));
      const once = foldJournal(before, entries);
      expect(stateText(foldJournal(once, entries))).toBe(stateText(once));
      expect(stateText(before)).toBe(stateText(stateOf(resource("flow.a"), resource("flow.b"))));
    }),
  );
});

test("looks at each record a few times, however many entries there are", () => {
  let looks = 0;
  const counted = (index: number) => ({
    ...resource(`flow.f${index}`),
    get address() {
      looks++;
      return `flow.f${index}` as const;
    },
  });
  const state = stateOf(...Array.from({ length: 400 }, (_, index) => counted(index)));
  const entries = state.resources.map(({ address, id }) => entry({ address, id }, {}));
  looks = 0;
  foldJournal(state, entries);
  expect(looks).toBeLessThan(40 * 400);
});
