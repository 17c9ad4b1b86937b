import { describe, expect, test } from "vitest";
import type { Listed } from "../../src/model/snapshot.js";
import { renderDriftMarkdown } from "../../src/report/markdown/drift-markdown.js";
import { renderDriftText } from "../../src/report/text/drift-text.js";
import { driftSummary } from "../../src/report/view/drift-report.js";
import { fullPlan } from "../support/plan-samples.js";
import { block, content, field } from "../support/plans.js";

const unmanaged: readonly Listed[] = [
  { kind: "queue", id: "2", arn: "arn:2", name: "夜間" },
  { kind: "flow", id: "1", arn: "arn:1", name: "Test 🎧 flow", type: "CONTACT_FLOW", published: false },
];
const { drift } = fullPlan();
const report = { environment: "prod", drift, unmanaged, summary: driftSummary(drift, unmanaged, 14) };
const clean = { environment: "prod", drift: [], unmanaged: [], summary: driftSummary([], [], 14) };

describe("a drift report", () => {
  test("tells what differs, what is unmanaged, and the counts", async () => {
    await expect(renderDriftText(report, { width: 80, color: false })).toMatchFileSnapshot("golden/drift.txt");
    await expect(renderDriftMarkdown(report)).toMatchFileSnapshot("golden/drift.md");
  });

  test("lists what is archived, sums up what is born with the instance, and counts neither", () => {
    const some = [
      ...unmanaged,
      { kind: "flow" as const, id: "3", arn: "arn:3", name: "Old", archived: true },
      { kind: "flow" as const, id: "4", arn: "arn:4", name: "Default agent hold", bornWith: true },
    ];
    const summary = driftSummary([], some, 14);
    const text = renderDriftText({ ...clean, unmanaged: some, summary }, { width: 80, color: false });
    expect(summary.unmanaged).toBe(2);
    expect(text).toContain("No drift in prod: 14 resources compared; 2 unmanaged.");
    expect(text).toContain("and what every instance is born with: 1 flow\n");
    expect(text).toMatch(/"Old" +archived/);
  });

  test("is one sentence where nothing drifted", () => {
    expect(renderDriftText(clean, { width: 80, color: false })).toBe("No drift in prod: 14 resources compared.\n");
  });

  test("stays within the limit in Markdown and says what was left out", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ ...unmanaged[0], name: `queue ${index}` }) as Listed);
    const text = renderDriftMarkdown({ ...report, unmanaged: many }, { limit: 5_000 });
    expect(text.length).toBeLessThanOrEqual(5_000);
    expect(text).toMatch(/_Left out for its length: \d+ unmanaged resources\._/);
  });

  test("names blocks by the live bodies, where they are given", () => {
    const id = "3f2b0c1d-1111-4222-8333-444455556666";
    const one = {
      address: "flow.a",
      kind: "changed" as const,
      fields: [field(`content/blocks/${id}/Parameters/Text`, "a", "b")],
    };
    const bodies = { "flow.a": { content: content(block(id, "MessageParticipant", { Text: "b" })) } };
    const text = renderDriftText({ ...clean, drift: [one] }, { width: 80, color: false, bodies });
    expect(text).toContain('~ "Play prompt"\n          Text   "a" → "b"\n');
  });
});
