import { describe, expect, test } from "vitest";
import { allAttention } from "../../../src/report/view/view-change.js";
import { viewPlan } from "../../../src/report/view/view-plan.js";
import { fullPlan, smallPlan } from "../../support/plan-samples.js";
import { block, change, content, field, kept, planOf } from "../../support/plans.js";

const attentionOf = (seed: Parameters<typeof change>[0], more: Parameters<typeof planOf>[1] = {}) =>
  viewPlan(planOf([change(seed)], more)).waves.flatMap((wave) => wave.changes.flatMap(allAttention));

describe("viewPlan", () => {
  test("groups changes by wave, deletes last, and counts what is kept", () => {
    const view = viewPlan(fullPlan());
    expect(view.waves.map(({ title, changes }) => [title, changes.length])).toEqual([
      ["wave 1", 3],
      ["wave 2", 4],
      ["wave 3, deletes", 1],
    ]);
    expect(view.records.map(({ address }) => address)).toEqual(["flow.renamed", "module.shared"]);
    expect(view.counts.keep).toBe(13);
  });

  test("does not depend on the order of the changes", () => {
    const plan = fullPlan();
    expect(viewPlan({ ...plan, changes: [...plan.changes].reverse() })).toEqual(viewPlan(plan));
  });

  test("says what an empty plan is in one sentence", () => {
    expect(viewPlan(planOf(kept(14))).sentence).toBe(
      "Nothing to do in prod: all 14 resources are as the manifest says.",
    );
    expect(viewPlan(planOf([])).sentence).toBe("Nothing to do in prod: nothing is managed.");
    expect(viewPlan(planOf(kept(14))).next).toBeUndefined();
  });

  test("does not call a plan empty that an error stopped", () => {
    const diagnostics = [
      { severity: "error", code: "plan/conflict", summary: "Changed twice", address: "flow.a" },
    ] as const;
    const view = viewPlan(planOf(kept(2), { diagnostics, more: { applyable: false } }));
    expect(view.empty).toBe(false);
    expect(view.sentence).toBe("Plan: 2 to keep; 1 error.");
    expect(view.obstacle).toBe("This plan cannot be carried out: 1 error, plan/conflict (flow.a).");
    expect(view.next?.command).toBe("connectctl explain plan/conflict");
  });

  test("names the saved plan, quoted where a shell would split it", () => {
    expect(viewPlan(smallPlan(), "my plans/a'b.json").next?.command).toBe("connectctl apply 'my plans/a'\\''b.json'");
  });

  test("says what a partial plan left out", () => {
    const plan = planOf([]);
    const options = { ...plan.options, targets: ["flow.*"], refresh: "none" as const };
    expect(viewPlan({ ...plan, complete: false, options }).partial).toBe(
      "This is not everything: planned with --target 'flow.*' and --refresh none.",
    );
  });
});

describe("what a reviewer should look at", () => {
  test("a link whose target is removed", () => {
    const gone = { Type: "MessageParticipant", Parameters: {}, Transitions: {} };
    const fields = [
      field("content/blocks/Sorry", gone, null),
      field("content/blocks/Route/Transitions/Errors/InputTimeLimitExceeded", "Sorry", "Hang up"),
    ];
    expect(attentionOf({ address: "flow.a", action: "update", fields })).toEqual([
      '"Sorry" is removed; "Route" —timeout→ led there, now to "Hang up"',
    ]);
  });

  test("a link that still leads to a removed block", () => {
    const menu = block("Menu", "Compare", {}, { next: "Sorry" });
    const seed = {
      before: { content: content(menu, block("Sorry", "DisconnectParticipant")) },
      after: { content: content(menu) },
    };
    expect(attentionOf({ address: "flow.a", action: "update", ...seed })).toEqual([
      '"Menu" still leads to "Sorry", which is removed',
    ]);
  });

  test("a block that no way leads to any more", () => {
    const [start, end, lone] = [
      block("Start", "Wait", {}, { next: "End" }),
      block("End", "DisconnectParticipant"),
      block("Lone", "Wait"),
    ];
    const cut = block("Start", "Wait");
    const seed = { before: { content: content(start, end, lone) }, after: { content: content(cut, end, lone) } };
    expect(attentionOf({ address: "flow.a", action: "update", ...seed })).toEqual([
      'no way leads to "End" from the start',
    ]);
  });

  test("another entry point", () => {
    const fields = [field("content/StartAction", "Welcome", "Menu")];
    expect(attentionOf({ address: "flow.a", action: "update", fields })).toEqual([
      'contacts enter at another block (entry point: "Welcome" → "Menu")',
    ]);
  });

  test.each([
    ["QueueId", "queue.vip", "other queue"],
    ["PromptId", "prompt.beep", "other prompt"],
    ["LexV2Bot/AliasArn", "lexBot.order", "other Lex bot alias"],
    ["LambdaFunctionARN", "lambda.customer", "other Lambda function"],
    ["ContactFlowId", "flow.b", "other flow"],
  ])("another reference in %s", (parameter, address, words) => {
    const old = address.replace(/\..*/, ".old");
    const fields = [field(`content/blocks/Do/Parameters/${parameter}`, `\${${old}}`, `\${${address}}`)];
    expect(attentionOf({ address: "flow.a", action: "update", fields })).toEqual([
      `"Do": ${words} (${parameter}: ${old} → ${address})`,
    ]);
  });

  test("a replacement, a delete and a protected address", () => {
    expect(attentionOf({ address: "flow.a", action: "replace", reason: "create-only-field" })[0]).toMatch(
      /^gets a new ARN/,
    );
    const diagnostics = [
      { severity: "error", code: "plan/protected", summary: "May not be deleted", address: "flow.a" },
    ] as const;
    expect(attentionOf({ address: "flow.a", action: "delete", reason: "orphan", name: "A" }, { diagnostics })).toEqual([
      "protected: May not be deleted",
      '"A" is deleted from the instance; what still points to it stops working',
    ]);
  });

  test("a delete where all goes, of which nothing managed is left to stop working", () => {
    expect(attentionOf({ address: "flow.a", action: "delete", reason: "destroy", name: "A" })).toEqual([
      '"A" is deleted from the instance',
    ]);
  });

  test("a placeholder, with the flows of its circle", () => {
    const placeholder = content(block("end", "DisconnectParticipant"));
    const seed = { address: "flow.a", action: "create", placeholder } as const;
    expect(attentionOf({ ...seed, circular: ["flow.b", "flow.c"] })).toEqual([
      "created first as a placeholder and filled in later, because it and flow.b and flow.c refer to each other",
    ]);
    expect(attentionOf({ ...seed, circular: ["flow.a"] })[0]).toMatch(/because it refers to itself$/);
  });
});

describe("sections", () => {
  const linesOf = (seed: Parameters<typeof change>[0]) =>
    viewPlan(planOf([change(seed)])).waves.flatMap(({ changes }) =>
      changes.flatMap(({ sections }) =>
        sections.flatMap(({ lines }) =>
          lines.map(({ path, before, after, attention }) => [path, before.text, after.text, attention]),
        ),
      ),
    );

  test("tell what differs in a list of messages one by one, and nothing of the others", () => {
    const path = "content/blocks/Hold/Parameters/Messages";
    const [hello, music] = [{ Text: "One moment" }, { PromptId: "${prompt.music}" }];
    const update = { address: "flow.a", action: "update" } as const;
    expect(
      linesOf({ ...update, fields: [field(path, [hello, music], [{ Text: "One moment, please" }, music])] }),
    ).toEqual([["Messages/1/Text", "One moment", "One moment, please", undefined]]);
    expect(linesOf({ ...update, fields: [field(path, [hello, music], [hello, { Text: "Soon" }, music])] })).toEqual([
      ["Messages/2/Text", "nothing", "Soon", undefined],
    ]);
    expect(linesOf({ ...update, fields: [field(path, [hello, music], [hello])] })).toEqual([
      ["Messages/2/PromptId", "prompt.music", "nothing", "no prompt any more"],
    ]);
  });

  test("show hours as they are everywhere, and objects as a manifest has them", () => {
    const fields = [
      field("config/FRIDAY 09:00", "09:00–17:00", "09:00–17:30"),
      field("outboundCaller", [1], [{ name: "A b", day: "x" }, "${flow.whisper}"]),
    ];
    const [hours, caller] = linesOf({ address: "queue.a", action: "update", fields });
    expect(hours).toEqual(["config/FRIDAY 09:00", "09:00–17:00", "09:00–17:30", undefined]);
    expect(caller?.[2]).toBe('[{ day: "x", name: "A b" }, flow.whisper]');
    const types = viewPlan(planOf([change({ address: "hours.a", action: "update", fields })])).waves;
    expect(types[0]?.changes[0]?.sections[0]?.lines[0]?.after.type).toBe("other");
  });

  test("of what only follows another id name the address, and ask nobody to look", () => {
    const was = "arn:aws:connect:us-east-1:111122223333:instance/i/contact-flow/f";
    const fields = [field("content/blocks/Go/Parameters/ContactFlowId", was, "${flow.b}")];
    expect(linesOf({ address: "flow.a", action: "update", reason: "dependency", fields })).toEqual([
      ["ContactFlowId", "the former flow.b", "the new flow.b", undefined],
    ]);
  });

  test("hold names of blocks, console labels, lines and links in parts", () => {
    const id = "3f2b0c1d-1111-4222-8333-444455556666";
    const after = {
      content: content(
        block(id, "MessageParticipant", { Text: "b" }, { next: "End" }),
        block("End", "DisconnectParticipant"),
      ),
    };
    const fields = [
      field(`content/blocks/${id}/Parameters/Text`, "a", "b"),
      field(`content/blocks/${id}/Transitions/Conditions/Equals 1`, null, "End"),
      field("content/blocks/a~1b/Type", "Wait", "Loop"),
    ];
    const [section, other] =
      viewPlan(planOf([change({ address: "flow.a", action: "update", fields, after })])).waves[0]?.changes[0]
        ?.sections ?? [];
    expect(section).toEqual({
      block: { id, name: "Play prompt" },
      type: "changed",
      lines: [{ path: "Text", before: { type: "text", text: "a" }, after: { type: "text", text: "b" }, spoken: true }],
      links: [{ type: "appears", from: "Play prompt", on: "1", to: "End" }],
    });
    expect(other?.block?.name).toBe("a/b");
  });
});
