import { expect, test } from "vitest";
import { BLOCK_TYPES, blockFacts } from "../../../src/flow/blocks/block-types.js";

const ROWS = Object.entries(BLOCK_TYPES);

test("knows no type that an object only inherits", () => {
  expect(blockFacts("constructor")).toBeUndefined();
  expect(blockFacts("Compare")?.label).toBe("Check contact attributes");
});

test("asks of a block that ends a flow for no way on", () => {
  const ends = ROWS.filter(([, facts]) => facts.terminal);
  expect(ends.map(([type]) => type)).toEqual([
    "DisconnectParticipant",
    "EndFlowExecution",
    "TransferContactToAgent",
    "EndFlowModuleExecution",
  ]);
  expect(ends.every(([, { nextAction, requiredErrors }]) => nextAction === "none" && requiredErrors.length === 0)).toBe(
    true,
  );
});

test("never requires and refuses the same", () => {
  const contradicting = ROWS.filter(([, facts]) =>
    [...facts.requiredErrors, ...facts.expectedErrors].some((error) => facts.refusedErrors.includes(error)),
  );
  expect(contradicting).toEqual([]);
});

test("has a label for people on every row", () => {
  expect(ROWS.filter(([type, { label }]) => label === "" || label === type).map(([type]) => type)).toEqual([
    "Loop",
    "Wait",
  ]);
});
