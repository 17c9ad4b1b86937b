import { describe, expect, test } from "vitest";
import { renderPlanMarkdown } from "../../../src/report/markdown/plan-markdown.js";
import { drawAffected } from "../../../src/report/view/affected-graph.js";
import { change, planOf } from "../../support/plans.js";

const menu = change({ address: "flow.受付", action: "update", dependsOn: ["queue.sales", "module.old"] });
const sales = change({ address: "queue.sales", action: "keep" });
const old = change({ address: "module.old", action: "delete", dependsOn: ["flow.受付"] });
const far = change({ address: "flow.far", action: "keep", dependsOn: ["flow.farther"] });

/** The boxes and arrows of a diagram, without its classes. */
const rowsOf = (changes: Parameters<typeof planOf>[0]) =>
  (drawAffected(planOf(changes))?.mermaid ?? "").split("\n").filter((row) => !row.includes("classDef"));

describe("the graph of what a plan touches", () => {
  test("draws what changes and what stands next to it, each arrow once, and leaves out the rest", () => {
    expect(rowsOf([menu, sales, old, far])).toEqual([
      "flowchart LR",
      '  n0["#126; flow.受付"]:::update',
      '  n1["#8722; module.old"]:::delete',
      '  n2(["queue.sales"]):::keep',
      "  n0 --> n1",
      "  n0 --> n2",
    ]);
  });

  test("is left out where nothing that changes has to do with anything", () => {
    expect(drawAffected(planOf([sales, far]))).toBeUndefined();
    expect(renderPlanMarkdown(planOf([change({ address: "flow.a", action: "create" })]))).not.toContain("mermaid");
  });

  test("draws the riskiest of many changes, and says how many it does not draw", () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      change({
        address: `flow.f${index}`,
        action: "update",
        risk: index === 299 ? "high" : "low",
        dependsOn: [`flow.f${(index + 1) % 300}`],
      }),
    );
    const text = renderPlanMarkdown(planOf(many));
    expect(text).toContain("What changes, and what refers to it; 260 changes not drawn");
    expect(text).toContain('n0["#126; flow.f299"]');
    expect(text.length).toBeLessThanOrEqual(60_000);
  });

  test("gives way where there is no room, and the text says so", () => {
    const text = renderPlanMarkdown(planOf([menu, sales]), { limit: 1_400 });
    expect(text).not.toContain("mermaid");
    expect(text).toMatch(/_Left out for its length: .*1 graph/);
  });
});
