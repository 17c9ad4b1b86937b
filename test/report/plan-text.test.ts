import { describe, expect, test } from "vitest";
import { widthOf } from "../../src/report/lines/span.js";
import { renderPlanText } from "../../src/report/text/plan-text.js";
import { fullPlan, largePlan, smallPlan } from "../support/plan-samples.js";
import { change, field, kept, planOf } from "../support/plans.js";

const golden = (name: string) => `golden/${name}`;

describe("renderPlanText", () => {
  test("writes waves, differences, counts and the next command", async () => {
    const text = renderPlanText(smallPlan(), { width: 80, color: false, planFile: "plan.json" });
    await expect(text).toMatchFileSnapshot(golden("plan-small.txt"));
  });

  test.each([80, 120])("writes every kind of change within %i columns", async (width) => {
    const text = renderPlanText(fullPlan(), { width, color: false });
    await expect(text).toMatchFileSnapshot(golden(`plan-full-${width}.txt`));
    for (const row of text.split("\n").filter((one) => !/^(Plan|To) /.test(one.replace(":", " ")))) {
      expect(widthOf(row)).toBeLessThanOrEqual(width);
    }
  });

  test("says the same with colour as without", () => {
    const colored = renderPlanText(fullPlan(), { width: 80, color: true });
    expect(colored).toContain("\u001b[");
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(renderPlanText(fullPlan(), { width: 80, color: false }));
  });

  test("is one sentence where there is nothing to do", () => {
    expect(renderPlanText(planOf(kept(3)), { width: 80, color: false })).toBe(
      "Nothing to do in prod: all 3 resources are as the manifest says.\n",
    );
  });

  test("ends with counts on one line and then the command, however narrow the terminal", () => {
    const rows = renderPlanText(largePlan(3), { width: 40, color: false }).trimEnd().split("\n");
    expect(rows.slice(-2)).toEqual([
      "Plan: 3 to update.",
      "To save this plan: connectctl plan --env prod --out plan.json",
    ]);
  });

  test("leaves out the command where a question follows", () => {
    const text = renderPlanText(smallPlan(), { width: 80, color: false, next: false });
    expect(text.trimEnd().split("\n").at(-1)).toBe("Plan: 1 to create, 1 to update, 12 to keep.");
  });

  test("shortens long values to where they differ", () => {
    const long = (middle: string) => `https://example.com/${"a".repeat(90)}${middle}${"b".repeat(90)}`;
    const fields = [field("content/blocks/Call/Parameters/Url", long("OLD"), long("NEW"))];
    const text = renderPlanText(planOf([change({ address: "flow.a", action: "update", fields })]), {
      width: 80,
      color: false,
    });
    expect(text).toMatch(/- …a+OLDb+…\n.*\+ …a+NEWb+…\n/);
  });

  test("says so where only is known that a field differs", () => {
    const seed = { address: "flow.a", action: "update", fields: [field("content", null, null)] } as const;
    expect(renderPlanText(planOf([change(seed)]), { width: 80, color: false })).toContain(
      "\n      content   differs\n",
    );
  });
});
