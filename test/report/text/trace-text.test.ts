import { expect, test } from "vitest";
import { renderTraceText, type TraceView } from "../../../src/report/index.js";

type Step = TraceView["steps"][number];

const step = (flow: string, depth: number, block: string, more: Partial<Step>): Step => ({
  at: 0,
  flow,
  depth,
  block,
  type: "InvokeFlowModule",
  notes: [],
  ...more,
});

const told = (...steps: readonly Step[]): readonly string[] => {
  const view: TraceView = {
    environment: "demo",
    source: "by the files",
    flow: "flow.front",
    startedAt: 0,
    attributes: {},
    steps,
    end: { type: "ended", reason: "the flow ended", at: 0 },
  };
  return renderTraceText(view, { width: 80, color: false })
    .split("\n")
    .slice(1, -2)
    .map((line) => line.trimEnd());
};

test("the branch of a block that invoked a module stands where the way comes back", () => {
  const invoke = step("flow.front", 0, "Ask", { branch: "Equals Yes", next: "End" });
  const back = step("module.ask", 1, "Back", { type: "EndFlowModuleExecution" });
  expect(told(invoke, back, step("flow.front", 0, "End", { type: "DisconnectParticipant" }))).toEqual([
    "  Ask  Invoke module",
    "  module.ask",
    "    Back  Return",
    "back in flow.front",
    "    → Equals Yes: End",
    "  End  Disconnect",
    "",
  ]);
});

test("a flow that a module transfers to is not come back to", () => {
  const away = step("module.ask", 1, "Away", { type: "TransferToFlow" });
  const end = step("flow.other", 0, "End", { type: "DisconnectParticipant" });
  expect(told(step("flow.front", 0, "Ask", {}), away, end).slice(2, 4)).toEqual([
    "    Away  Transfer to flow",
    "flow.other",
  ]);
});
