import { describe, expect, test } from "vitest";
import { placeholderContent } from "../../../src/flow/index.js";
import type { Change } from "../../../src/model/change.js";
import { viewPlan } from "../../../src/report/view/view-plan.js";
import { block, change, content, planOf } from "../../support/plans.js";

const leadingTo = (to: string) => content(block("go", "TransferToFlow", { ContactFlowId: `\${${to}}` }));
const empty = content(block("end", "DisconnectParticipant"));

/** What the view of a plan tells a reviewer of the entry flow, which leads to `flow.next` from now on. */
function told(next: Change, entry: Partial<Change> = {}): readonly string[] {
  const update = { before: { content: empty }, after: { content: leadingTo("flow.next") } };
  const main = change({ address: "flow.main", action: "update", ...update, ...entry });
  const view = viewPlan(planOf([main, next]));
  return view.waves.flatMap(({ changes }) => changes).find(({ address }) => address === "flow.main")?.attention ?? [];
}

describe("a flow that starts to lead to another", () => {
  test("is pointed out where that is a placeholder", () => {
    const body = { content: placeholderContent({ kind: "flow", type: "CONTACT_FLOW" }) };
    const next = change({ address: "flow.next", action: "keep", before: body, after: body });
    expect(told(next)).toEqual(["starts to lead to flow.next, which is a placeholder"]);
  });

  test("is pointed out where that was never published", () => {
    const next = change({ address: "flow.next", action: "create", after: { published: false, content: empty } });
    expect(told(next)).toEqual(["starts to lead to flow.next, which is a draft that was never published"]);
  });

  test("is pointed out where that is filled in only after it", () => {
    const next = change({
      address: "flow.next",
      action: "create",
      after: { content: leadingTo("flow.main") },
      placeholder: empty,
    });
    const circular = { circular: ["flow.next"] };
    expect(told(next, circular)).toEqual(["starts to lead to flow.next, which is a placeholder until it is filled in"]);
    expect(told(next)).toEqual([]);
  });

  test("is no news where it led there before, or where that is published", () => {
    const draft = change({ address: "flow.next", action: "keep", after: { published: false, content: empty } });
    expect(told(draft, { before: { content: leadingTo("flow.next") } })).toEqual([]);
    const ready = change({ address: "flow.next", action: "keep", after: { published: true, content: empty } });
    expect(told(ready)).toEqual([]);
  });
});
