import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPlaceholder } from "../../src/flow/index.js";
import type { Plan, PlanOptions } from "../../src/model/plan.js";
import type { Desired } from "../../src/model/resource.js";
import type { State } from "../../src/model/state.js";
import { bodyExtractor } from "../../src/plan/decide/identities.js";
import { type ApplySeed, applyTo, printEnds } from "../support/applying.js";
import { manifest } from "../support/desired.js";
import { identitiesIn, instanceWith, MemoryInstance, stateOf, unfulfilled } from "../support/memory-instance.js";
import { type Fate, fault } from "../support/memory-provider.js";
import { planFor } from "../support/planning.js";
import { projects } from "../support/projects.js";
import { recover } from "../support/restarting.js";

const options: Partial<PlanOptions> = { allowDelete: true, maxDelete: 100 };

/** An instance and a state after a first apply. */
function start(before: Desired): { readonly live: MemoryInstance; readonly state: State } {
  const live = instanceWith(before);
  return { live, state: stateOf(live, before) };
}

function planned(desired: Desired, live: MemoryInstance, state: State): Plan {
  return planFor(desired, { live, state, options });
}

/** What is left to do: nothing, after an apply. */
function leftIn({ changes, drift, orphans }: Plan): readonly unknown[] {
  return [...changes.filter(({ action, after }) => action !== "keep" || after !== null), ...drift, ...orphans];
}

function namesTwice(live: MemoryInstance): readonly string[] {
  const names = [...live.things.values()].map(({ kind, name }) => `${kind} ${name}`);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** The records, without what only tells one instance's ids from another's. */
function printState({ resources }: State, live: MemoryInstance): string {
  const lines = resources.map(({ address, name, kind, id, dependsOn, superseded }) =>
    JSON.stringify([address, name, live.get(kind, id)?.name, dependsOn, superseded ?? []]),
  );
  return lines.join("\n");
}

describe("any project, edited in any way and applied", () => {
  test("leaves nothing to plan, and a second apply writes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(projects, projects, fc.integer({ min: 1, max: 8 }), async (before, after, parallelism) => {
        const { live, state } = start(before);
        const plan = planned(after, live, state);
        fc.pre(plan.applyable);
        const done = await applyTo(live, plan, { state, parallelism });
        expect(printEnds(done)).not.toMatch(/failed|blocked|not started/);
        expect(unfulfilled(live, after)).toEqual([]);
        const again = planned(after, live, done.state);
        expect(leftIn(again)).toEqual([]);
        const second = await applyTo(live, again, { state: done.state });
        expect([second.provider.writes, second.journal.entries()]).toEqual([[], []]);
      }),
      { numRuns: 100 },
    );
  });

  test("is destroyed whole, though the service refuses to delete what is in use", async () => {
    await fc.assert(
      fc.asyncProperty(projects, async (project) => {
        const { live, state } = start(project);
        const plan = planFor(project, { live, state, mode: "destroy" });
        const done = await applyTo(live, plan, { state, refusesInUse: true });
        expect(printEnds(done)).not.toMatch(/failed|blocked|not started/);
        expect(unfulfilled(live, manifest())).toEqual([]);
        expect(done.state.resources).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("gives the references back that it put in", async () => {
    await fc.assert(
      fc.asyncProperty(projects, async (project) => {
        const live = new MemoryInstance();
        for (const { kind, by } of project.lookups) if ("name" in by) live.add(kind, by.name);
        await applyTo(live, planFor(project, { live }));
        const extract = bodyExtractor(identitiesIn(live, project));
        for (const { kind, name, body } of project.resources) {
          const found = extract(live.named(kind, name).body);
          expect(Object.fromEntries(Object.keys(body).map((field) => [field, found[field]]))).toEqual(body);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("is planned the same whether what was applied to the letter is known or not", async () => {
    const hands = fc.array(fc.tuple(fc.nat(), fc.constantFrom("text", "archive", "rename", "order")), { maxLength: 4 });
    const withoutLetters = ({ resources, ...state }: State): State => ({
      ...state,
      resources: resources.map(({ verbatim: _, ...resource }) => resource),
    });
    let known = 0;
    await fc.assert(
      fc.asyncProperty(projects, projects, hands, async (before, after, meddling) => {
        const live = instanceWith(manifest());
        for (const { kind, by } of before.lookups) if ("name" in by) live.add(kind, by.name);
        const first = planFor(before, { live, options });
        fc.pre(first.applyable);
        const { state } = await applyTo(live, first);
        known += state.resources.filter(({ verbatim }) => verbatim !== undefined).length;
        for (const [index, how] of meddling) meddle(live, index, how);
        for (const desired of [before, after]) {
          const one = planFor(desired, { live, state, options });
          const other = planFor(desired, { live, state: withoutLetters(state), options });
          expect({ ...one, state: other.state, planHash: "", fileHash: "" }).toEqual({
            ...other,
            planHash: "",
            fileHash: "",
          });
        }
      }),
      { numRuns: 100 },
    );
    expect(known).toBeGreaterThan(100);
  });

  test("is brought back from whatever was done by hand", async () => {
    const hands = fc.array(fc.tuple(fc.nat(), fc.constantFrom("text", "delete", "archive", "rename")), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(projects, projects, hands, async (before, after, meddling) => {
        const { live, state } = start(before);
        for (const [index, how] of meddling) meddle(live, index, how);
        const plan = planFor(after, { live, state, options: { ...options, onConflict: "overwrite" } });
        fc.pre(plan.applyable);
        const done = await applyTo(live, plan, { state });
        expect(printEnds(done)).not.toMatch(/failed|blocked|not started/);
        expect(unfulfilled(live, after)).toEqual([]);
        expect(leftIn(planned(after, live, done.state))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

function meddle(live: MemoryInstance, index: number, how: string): void {
  const flows = live.all("flow");
  const thing = flows[index % flows.length];
  if (!thing) return;
  if (how === "delete") live.remove("flow", thing.name);
  if (how === "text")
    live.edit("flow", thing.name, { content: { Version: "2019-10-30", StartAction: "", Actions: [] } });
  if (how === "order") {
    const turned = Object.entries(live.named("flow", thing.name).body["content"] ?? {}).reverse();
    live.edit("flow", thing.name, { content: Object.fromEntries(turned) });
  }
  if (how === "archive") live.edit("flow", thing.name, { archived: true });
  if (how === "rename") live.edit("flow", thing.name, { name: `${thing.name} by hand` });
}

describe("any apply that ends before its end", () => {
  const fates: fc.Arbitrary<Fate> = fc.constantFrom<Fate>(
    ...(["dies-before", "dies-after", "lost-done", "lost-undone"] as const),
    ...(["rejected", "permission", "network", "quota"] as const).map((kind) => fault(kind, "refused")),
  );

  test("is finished by the next, in the same place, with nothing made twice", async () => {
    const steps = fc.integer({ min: 1, max: 14 });
    await fc.assert(
      fc.asyncProperty(
        projects,
        projects,
        steps,
        fates,
        fc.integer({ min: 1, max: 6 }),
        async (before, after, step, fate, parallelism) => {
          const whole = start(before);
          const plan = planned(after, whole.live, whole.state);
          fc.pre(plan.applyable);
          const undisturbed = await applyTo(whole.live, plan, { state: whole.state });
          const broken = start(before);
          const seed: ApplySeed = {
            state: broken.state,
            parallelism,
            fate: ({ number }) => (number === step ? fate : undefined),
          };
          const stopped = await applyTo(broken.live, plan, seed);
          const state = (await recover(broken.live, broken.state, stopped.journal.entries())) ?? broken.state;
          expect(namesTwice(broken.live)).toEqual([]);
          const next = planned(after, broken.live, state);
          expect(next.diagnostics).toEqual([]);
          const rest = await applyTo(broken.live, next, { state });
          expect(printEnds(rest)).not.toMatch(/failed|blocked|not started/);
          expect(broken.live.print()).toBe(whole.live.print());
          expect(unfulfilled(broken.live, after)).toEqual([]);
          expect(printState(rest.state, broken.live)).toBe(printState(undisturbed.state, whole.live));
          expect(leftIn(planned(after, broken.live, rest.state))).toEqual([]);
        },
      ),
      { numRuns: 120 },
    );
  });

  test("leads no caller into a placeholder, at any moment and whatever is refused", async () => {
    await fc.assert(
      fc.asyncProperty(projects, projects, fc.integer({ min: 0, max: 12 }), async (before, after, refused) => {
        const { live, state } = start(before);
        const plan = planned(after, live, state);
        fc.pre(plan.applyable);
        const entered = live.all("flow").map(({ id }) => id);
        const led = new Set<string>();
        const look = () => {
          for (const name of placeholdersFrom(entered, live)) led.add(name);
        };
        await applyTo(live, plan, {
          state,
          fate: ({ number }) => (number === refused ? fault("rejected", "no") : undefined),
          during: async () => look(),
        });
        look();
        expect([...led]).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

/** Names of the placeholders that lie on the ways from some flows. */
function placeholdersFrom(ids: readonly string[], live: MemoryInstance): readonly string[] {
  const all = [...live.all("flow"), ...live.all("module")];
  const reached = new Set(ids);
  const found: string[] = [];
  for (const id of reached) {
    const thing = all.find((one) => one.id === id);
    const content = thing?.body["content"] ?? null;
    if (thing && isPlaceholder(content)) found.push(thing.name);
    const text = JSON.stringify(content);
    for (const other of all) if (text.includes(other.id)) reached.add(other.id);
  }
  return found;
}
