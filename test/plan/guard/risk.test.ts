import { expect, test } from "vitest";
import { riskOf } from "../../../src/plan/guard/risk.js";

const risk = (seed: Partial<Parameters<typeof riskOf>[0]>) =>
  riskOf({ action: "update", reason: "edited", layoutOnly: false, fields: [], ...seed });
const field = (path: string) => ({ path, before: 1, after: 2 });

test("what writes nothing has none", () => {
  expect(risk({ action: "keep" })).toBe("none");
  expect(risk({ action: "adopt" })).toBe("none");
});

test("what no caller meets is low", () => {
  expect(risk({ action: "create" })).toBe("low");
  expect(risk({ layoutOnly: true, fields: [field("layout")] })).toBe("low");
  expect(risk({ fields: [field("description"), field("tags/team"), field("layout")] })).toBe("low");
});

test("contents are medium, the entry point is high", () => {
  expect(risk({ fields: [field("content/blocks/say/Parameters/Text")] })).toBe("medium");
  expect(risk({ action: "adopt", fields: [field("hours")] })).toBe("medium");
  expect(risk({ fields: [field("content/StartAction")] })).toBe("high");
});

test("what is lost is high", () => {
  for (const action of ["delete", "replace"] as const) expect(risk({ action })).toBe("high");
  for (const reason of ["conflict", "drifted"] as const)
    expect(risk({ reason, fields: [field("description")] })).toBe("high");
});
