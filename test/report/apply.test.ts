import { describe, expect, test } from "vitest";
import type { ApplyEvent, RunSummary } from "../../src/model/event.js";
import { renderApplyEvent } from "../../src/report/text/apply-event-text.js";
import { renderApplyReport } from "../../src/report/text/apply-report-text.js";
import { applyOutcomes } from "../../src/report/view/apply-facts.js";

const PLAIN = { width: 80, color: false };
const done = (address: string, placeholder = false): ApplyEvent => ({
  ...{ type: "change_done", address, action: "create", id: "1", placeholder, done: 1, total: 5 },
});
const events: readonly ApplyEvent[] = [
  { type: "version", tool: "connectctl", formatVersion: "1.0" },
  { type: "apply_start", planHash: "sha256:00", changes: 4, writes: 5 },
  { type: "change_start", address: "flow.a", action: "create", placeholder: true },
  { type: "write", address: "flow.a", operation: "CreateContactFlow" },
  done("flow.a", true),
  done("queue.vip"),
  {
    type: "change_failed",
    address: "flow.b",
    diagnostics: [
      {
        severity: "error",
        code: "connect/rejected",
        summary: "Amazon Connect rejected the content",
        help: "open it in the console",
      },
    ],
  },
  { type: "change_blocked", address: "flow.a", by: "flow.b" },
];
const facts = { ...applyOutcomes(events), environment: "prod", statePlace: "state/prod.json", serial: 8 };
const summary: RunSummary = {
  ...{ type: "run_summary", status: "failed", done: 1, failed: 1, blocked: 1, notStarted: 1, writes: 3 },
};

describe("renderApplyEvent", () => {
  test("tells what is done, how many of how many, and how long still", async () => {
    const text = events.map((event) => renderApplyEvent(event, { ...PLAIN, secondsLeft: 75 }) ?? "").join("");
    await expect(text).toMatchFileSnapshot("golden/apply-progress.txt");
  });

  test("has what follows addresses in one column, and says nothing of an apply with no changes", () => {
    const text = events.slice(2).map((event) => renderApplyEvent(event, { ...PLAIN, column: 9 }) ?? "");
    expect(text.map((line) => line.slice(4, 16))).toEqual([
      "flow.a      ",
      "",
      "flow.a      ",
      "queue.vip   ",
      "flow.b      ",
      "flow.a      ",
    ]);
    expect(renderApplyEvent({ type: "apply_start", planHash: "", changes: 0, writes: 0 }, PLAIN)).toBeUndefined();
  });

  test("tells single writes only when asked to", () => {
    const write = events[3] as ApplyEvent;
    expect(renderApplyEvent(write, PLAIN)).toBeUndefined();
    expect(renderApplyEvent(write, { ...PLAIN, verbose: true })).toBe("    flow.a   CreateContactFlow\n");
  });
});

describe("renderApplyReport", () => {
  test("tells of a failure what failed, what was done, what is blocked, the state and the next command", async () => {
    const text = renderApplyReport(summary, facts, PLAIN);
    await expect(text).toMatchFileSnapshot("golden/apply-failed.txt");
    const order = ["connect/rejected", "done\n", "blocked\n", "The state", "Apply stopped", "connectctl plan"];
    expect(order.map((words) => text.indexOf(words))).toEqual(
      order.map((words) => text.indexOf(words)).sort((a, b) => a - b),
    );
  });

  test("does not say that the state holds what could not be recorded", () => {
    const { serial: _, ...unwritten } = facts;
    const text = renderApplyReport(summary, { ...unwritten, isUnrecorded: true }, PLAIN);
    expect(text).toContain("The state does not hold what was done yet: state/prod.json.");
    expect(text).not.toContain("The state holds all");
    const nothing = { ...unwritten, isUnrecorded: true, done: [], placeholders: [] };
    expect(renderApplyReport(summary, nothing, PLAIN)).toContain("The state holds all that was done");
  });

  test("is one line of counts when all went well", () => {
    const outcomes = applyOutcomes([done("flow.a", true), done("flow.a"), done("queue.vip")]);
    const text = renderApplyReport({ ...summary, status: "done" }, { ...facts, ...outcomes }, PLAIN);
    expect(text).toBe("Applied to prod: 2 created.\n");
  });
});
