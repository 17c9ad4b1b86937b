import { expect, test } from "vitest";
import { flow, flowModule, manifest } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor } from "../../support/planning.js";
import { block, content } from "../../support/plans.js";

const ALIAS = "0c0ffee0-0000-4000-8000-000000000001";

const calling = (FlowModuleId: string) => ({ content: content(block("call", "InvokeFlowModule", { FlowModuleId })) });
const invoke = (text: string) => manifest(flowModule("auth"), flow("main", calling(text)));

const told = (text: string, seed: PlanSeed = {}) =>
  planFor(invoke(text), seed).diagnostics.filter(({ code }) => code === "plan/foreign-qualifier");

test.each([
  [":2", "version 2 of `module.auth`"],
  [`:${ALIAS}`, `the alias with the id ${ALIAS} of \`module.auth\``],
])("%s of a module that is made first is a warning, with its block and place", (qualifier, words) => {
  expect(told(`\${module.auth}${qualifier}`)).toMatchObject([
    {
      severity: "warning",
      address: "flow.main",
      pointer: "/Actions/0/Parameters/FlowModuleId",
      detail: expect.stringContaining(`Block \`call\` invokes ${words}`),
    },
  ]);
});

test.each(["${module.auth}", "${module.auth}:$LATEST", "$.Attributes.module"])("nothing is said of %s", (text) => {
  expect(told(text)).toEqual([]);
});

test("of a module that is there, an alias that nothing here names is a warning, and a version is none", () => {
  const before = invoke("${module.auth}");
  const seed = { live: instanceWith(before), state: stateOf(instanceWith(before), before) };
  expect(told(`\${module.auth}:${ALIAS}`, seed)).toHaveLength(1);
  expect(told("${module.auth}:2", seed)).toEqual([]);
});

test("nothing is said of an alias that a content which lives here names already", () => {
  const before = invoke(`\${module.auth}:${ALIAS}`);
  const seed = { live: instanceWith(before), state: stateOf(instanceWith(before), before) };
  const calls = calling(`\${module.auth}:${ALIAS}`);
  const again = manifest(flowModule("auth"), flow("main", calls), flow("new", calls));
  expect(planFor(again, seed).diagnostics.filter(({ code }) => code === "plan/foreign-qualifier")).toEqual([]);
});

test("an alias that leads to a version of a module that is made first is a warning, one that leads to its content is none", () => {
  const aliases = { live: { version: "current" }, old: { version: 1 } };
  const desired = manifest(flowModule("auth", { more: { aliases } }));
  const seed = { live: instanceWith(desired), state: stateOf(instanceWith(desired), desired) };
  const found = (more: PlanSeed) =>
    planFor(desired, more).diagnostics.filter(({ code }) => code === "plan/foreign-qualifier");
  expect(found({})).toMatchObject([
    { address: "module.auth", detail: expect.stringContaining("The alias `old` leads to version 1 of `module.auth`") },
  ]);
  expect(found(seed)).toEqual([]);
});
