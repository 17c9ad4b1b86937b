import fc from "fast-check";
import { expect, test } from "vitest";
import { parseArn } from "../../src/model/arn.js";
import type { Plan } from "../../src/model/plan.js";
import { run, runJson } from "../support/command-line.js";
import { arnOf, type Holding, instanceArn, lambdaArn, type Use } from "../support/instance-builder.js";
import { filesOf, project, STAGING } from "./project.js";

const STRANGE = [
  "/",
  "&",
  "$(",
  ")",
  '"',
  "'",
  ":",
  "*",
  "${",
  "}",
  "\\",
  "#",
  "- ",
  "🚀",
  "👩‍🚀",
  "é",
  "Ü",
  "ﬁ",
  "İ",
  "ß",
  "日本語",
  "con",
  "_",
  ".",
];

const nameArb = fc
  .oneof(
    fc
      .array(fc.oneof(fc.constantFrom(...STRANGE), fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join("")),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }),
    fc.constantFrom(
      "Main",
      "main",
      "MAIN",
      "Ma in",
      "ma-in",
      "nul",
      "flow.main",
      "${flow.main}",
      "null",
      "1.10",
      "arn",
      "arn:aws:connect:x",
    ),
  )
  .map((name) => [...name].slice(0, 120).join(""))
  .filter((name) => name.trim() !== "" && !parseArn(name) && !/^(?:Default|Sample) /i.test(name));

const namesArb = (minLength: number, maxLength: number) => fc.uniqueArray(nameArb, { minLength, maxLength });

const textArb = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    "${",
    "$${flow.main}",
    "$.Attributes.x",
    "$",
    "arn:",
    `${instanceArn(STAGING)}.`,
    `x$${arnOf(STAGING, "queue", "gone")}`,
  ),
  fc.constantFrom(`to ${arnOf(STAGING, "queue", "gone")}:, ${lambdaArn(STAGING, "none")}`, "${region}", "${var.x}"),
);

interface Names {
  readonly flows: readonly string[];
  readonly modules: readonly string[];
  readonly queues: readonly string[];
  readonly hours: readonly string[];
  readonly prompts: readonly string[];
}

const pick = (names: readonly string[]) => fc.constantFrom(...names);

function useArb({ flows, modules, queues, hours, prompts }: Names): fc.Arbitrary<Use> {
  return fc.oneof(
    fc.record({ at: fc.constantFrom("transfer" as const, "hook" as const, "task" as const), flow: pick(flows) }),
    fc.record({ at: fc.constant("invoke" as const), module: pick(modules) }),
    fc.record({ at: fc.constant("alias" as const), module: pick(modules), alias: fc.constant("live") }),
    fc.record({ at: fc.constantFrom("queue" as const, "queueId" as const, "metric" as const), queue: pick(queues) }),
    fc.record({ at: fc.constant("hours" as const), hours: pick(hours) }),
    fc.record({ at: fc.constant("prompt" as const), prompt: pick(prompts) }),
    fc.record({
      at: fc.constant("lambda" as const),
      fn: fc.constantFrom("one", "two"),
      qualifier: fc.constantFrom("live", "7", "$LATEST"),
    }),
    fc.record({ at: fc.constant("lambda" as const), fn: fc.constantFrom("one", "two", "unknown") }),
    fc.constant<Use>({ at: "bot", bot: "Order Bot", alias: "live" }),
    fc.constant<Use>({ at: "view" }),
    fc
      .dictionary(fc.string({ minLength: 1, maxLength: 8 }), textArb, { maxKeys: 3 })
      .map((texts) => ({ at: "attributes" as const, texts })),
    textArb.map((text) => ({ at: "text" as const, text: text === "" ? "-" : text })),
  );
}

const holdingArb: fc.Arbitrary<Holding> = fc
  .record({
    flows: namesArb(1, 8),
    modules: namesArb(1, 3),
    queues: namesArb(1, 3),
    hours: namesArb(1, 2),
    prompts: namesArb(1, 2),
  })
  .chain((names) => {
    const uses = fc.array(useArb(names), { maxLength: 5 });
    const moduleUses = fc.array(
      textArb.map((text): Use => ({ at: "text", text: text === "" ? "-" : text })),
      { maxLength: 2 },
    );
    return fc.record({
      flows: fc.tuple(...names.flows.map((name) => uses.map((list) => ({ name, uses: list })))),
      modules: fc.tuple(
        ...names.modules.map((name) => moduleUses.map((list) => ({ name, uses: list, aliases: ["live"] }))),
      ),
      queues: fc.constant(names.queues),
      hours: fc.constant(names.hours),
      prompts: fc.constant(names.prompts),
      lambdas: fc.constant(["one", "two"]),
      bots: fc.constant([["Order Bot", "live"] as const]),
    });
  });

test("after a pull of anything the plan is empty, and a second pull changes no byte", async () => {
  await fc.assert(
    fc.asyncProperty(holdingArb, async (holding) => {
      const folder = await project({ staging: holding });
      const first = await run(folder, "pull", "--env", "staging", "--all");
      expect(first.code, first.stderr).toBe(0);
      const files = filesOf(folder);
      const plan = await runJson<Plan>(folder, 0, "plan", "--env", "staging");
      expect(plan.changes.filter(({ action }) => action !== "keep")).toEqual([]);
      const second = await run(folder, "pull", "--env", "staging", "--all");
      expect(second.code, second.stderr).toBe(0);
      expect(filesOf(folder)).toEqual(files);
      const folded = Object.keys(files).map((file) => file.normalize("NFKC").toUpperCase());
      expect(new Set(folded).size).toBe(folded.length);
    }),
    { numRuns: 25 },
  );
}, 300_000);
