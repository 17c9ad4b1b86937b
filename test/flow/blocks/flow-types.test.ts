import { expect, test } from "vitest";
import { FLOW_TYPES, isFlowType } from "../../../src/flow/blocks/flow-types.js";

test("knows the ten types and no word that an object inherits", () => {
  expect(Object.keys(FLOW_TYPES)).toHaveLength(10);
  expect(isFlowType("CAMPAIGN")).toBe(true);
  expect(isFlowType("toString")).toBe(false);
});
