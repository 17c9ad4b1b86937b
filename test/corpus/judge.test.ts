import fc from "fast-check";
import { expect, test } from "vitest";
import type { Content } from "../../bench/corpus/content.js";
import { simulate } from "../../bench/corpus/simulated.js";
import { judge } from "../../bench/corpus/verdict.js";
import { BLOCK_TYPES, blockFacts } from "../../src/flow/index.js";
import type { Json, JsonObject } from "../../src/model/json.js";

const TYPES = [...Object.keys(BLOCK_TYPES), "NobodyKnowsThis", ""];
const ERRORS = [
  ...new Set(
    TYPES.flatMap((type) => {
      const facts = blockFacts(type);
      return facts ? [...facts.requiredErrors, ...facts.expectedErrors, ...facts.refusedErrors] : [];
    }),
  ),
  "CallFailed",
  "ConnectionTimeLimitExceeded",
  "InFlightRedactionConfigurationFailed",
];
const PARAMETERS = [
  ...new Set(TYPES.flatMap((type) => blockFacts(type)?.requiredParameters ?? [])),
  ...["StoreInput", "InputValidation", "Tags", "TagKeys", "FlowAttributes", "TimeoutSeconds"],
  ...["EventHooks", "EventHooksConfiguration", "ChatBehavior", "ContinueFlowExecution", "Text"],
];
const MANY = Object.fromEntries([..."abcdefg"].map((key) => [key, "v"]));

const odd = fc.constantFrom<Json>(null, true, 0, [], ["a"], {}, { a: "b" }, { a: { Value: "1" } }, { a: {} }, MANY);
const value = fc.oneof(fc.constantFrom<Json>("", "x", "True", "False", "$.Attributes.x"), odd);
const target = fc.constantFrom<Json>("a", "end", "gone", "", 1, null);
const error = (ErrorType: string): JsonObject => ({ ErrorType, NextAction: "end" });
const branch = fc.record<JsonObject>(
  { NextAction: target, ErrorType: fc.constant("X") },
  { requiredKeys: ["ErrorType"] },
);
const condition = fc.record<JsonObject>(
  { NextAction: target, Condition: fc.constant({ Operator: "Equals", Operands: ["1"] }) },
  { requiredKeys: ["Condition"] },
);
const ways = fc
  .record({
    NextAction: fc.option(fc.oneof({ weight: 4, arbitrary: fc.constant<Json>("end") }, target), { nil: undefined }),
    Errors: fc.tuple(fc.subarray(ERRORS), fc.array(branch, { maxLength: 1 })),
    Conditions: fc.array(condition, { maxLength: 1 }),
  })
  .map(({ NextAction, Errors: [types, more], Conditions }): JsonObject => {
    const next = NextAction === undefined ? {} : { NextAction };
    return { ...next, Errors: [...types.map(error), ...more], ...(Conditions.length > 0 ? { Conditions } : {}) };
  });
const broken = fc.constantFrom<Json>("x", [], null, { Errors: {} }, { Conditions: [1] });
const block = fc.record<JsonObject>(
  {
    Identifier: fc.constantFrom<Json>("a", "a", "a", "end", "b c", "x:y", "toString", "", 1),
    Type: fc.constantFrom(...TYPES),
    Parameters: fc.oneof({ weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...PARAMETERS), value) }, odd),
    Transitions: fc.oneof({ weight: 9, arbitrary: ways }, broken),
  },
  { requiredKeys: ["Type"] },
);
const END = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
const document = fc.record({
  Version: fc.oneof({ weight: 9, arbitrary: fc.constant<Json>("2019-10-30") }, fc.constantFrom<Json>("1", 1)),
  StartAction: fc.oneof({ weight: 4, arbitrary: fc.constant<Json>("end") }, target),
  Actions: fc.array(block, { maxLength: 2 }).map((blocks) => [...blocks, END]),
});

test("the checks and the simulator refuse the same blocks, whatever is in them", async () => {
  const { simulator } = await simulate({ things: [], agents: [], isEmpty: true });
  let count = 0;
  const law = fc.asyncProperty(document, fc.constantFrom("flow", "module"), async (content, kind) => {
    count += 1;
    const judged: Content = { file: `${count}`, value: content, kind, type: "CONTACT_FLOW", name: "any" };
    const { disagreements } = await judge({ content: judged, portable: content, rendered: content }, simulator);
    expect(disagreements).toEqual([]);
  });
  await fc.assert(law, { numRuns: 600, seed: 20191030 });
});
