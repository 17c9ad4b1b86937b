import { describe, expect, test } from "vitest";
import { renderPlanMarkdown } from "../../src/report/markdown/plan-markdown.js";
import { fullPlan, largePlan, smallPlan } from "../support/plan-samples.js";
import { change, field, planOf } from "../support/plans.js";

describe("renderPlanMarkdown", () => {
  test("writes a comment that can be found again", async () => {
    const text = renderPlanMarkdown(fullPlan());
    expect(text.startsWith("<!-- connectctl:plan:prod -->\n")).toBe(true);
    await expect(text).toMatchFileSnapshot("golden/plan-full.md");
  });

  test("names the saved plan as the next command", () => {
    expect(renderPlanMarkdown(smallPlan(), { planFile: "plan.json" })).toContain(
      "<code>connectctl apply plan.json</code>",
    );
  });

  test("keeps the marker whole whatever the environment is called", () => {
    const text = renderPlanMarkdown(planOf([], { more: { environment: "a --> <b>" } }));
    expect(text.split("\n")[0]).toBe("<!-- connectctl:plan:a_--___b_ -->");
  });

  test("stays within the limit, says what it left out and keeps the riskiest", () => {
    const text = renderPlanMarkdown(largePlan(300), { limit: 20_000 });
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text).toMatch(/_Left out for its length: .*\d+ changes in detail\._/);
    for (const number of ["001", "051", "101", "151", "201", "251"]) {
      expect(text).toContain(`<summary><code>flow.campaign-${number}</code>`);
    }
  });

  test.each([0, 1, 100, 700, 3_000, 60_000])("never has more than %i characters when that is the limit", (limit) => {
    const fields = [field("description", "x".repeat(100_000), "|<>`".repeat(30_000))];
    const huge = change({ address: `flow.${"a".repeat(9_000)}`, name: "n".repeat(90_000), action: "update", fields });
    expect(renderPlanMarkdown(planOf([huge, ...largePlan(200).changes]), { limit }).length).toBeLessThanOrEqual(limit);
  });

  test("opens and closes the same number of details", () => {
    const text = renderPlanMarkdown(largePlan(300));
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
    expect(text.split("<pre>").length).toBe(text.split("</pre>").length);
  });
});
