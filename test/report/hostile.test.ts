import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import * as report from "../../src/report/index.js";
import { block, change, content, field, planOf } from "../support/plans.js";
import { resource } from "../support/state-samples.js";

const PIECES = [
  ...[
    "\u001b[31m",
    "\u009b1m",
    "\u0007",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\n",
    "\r\n",
    "\t",
    "\ud800",
  ],
  ...[
    "::error::x",
    "::",
    "##[error]",
    "##vso[x]",
    "<script>",
    "</pre>",
    "</details>",
    "-->",
    "|",
    "`",
    "```",
    "${queue.a}",
  ],
  ...["[x](y)", "@all", "#1", "*", "\\", '"', " ", "営業", "👨‍👩‍👧", "word", "long ".repeat(20), "x".repeat(130)],
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(""));
const HIDDEN = /[\p{Bidi_Control}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200b\ufeff]/u;
const COMMAND = /^\s*::|##\[|##[a-z]+\[/im;

function planWith(texts: readonly string[]): Plan {
  const [a = "", b = "", c = "", d = ""] = texts;
  const step = (text: string) => text.replace(/~/g, "~0").replace(/\//g, "~1");
  const fields = [
    field("description", a, b),
    field(`tags/${step(c)}`, null, d),
    field(`content/blocks/${step(a)}`, null, { Type: b, Parameters: { Text: c }, Transitions: { NextAction: d } }),
    field(`content/blocks/${step(b)}/Parameters/Text`, `${a} ${c}`, `${a} ${d} ${c}`),
    field(`content/blocks/${step(b)}/Transitions/Errors/${step(c)}`, a, d),
    field("content/StartAction", c, d),
  ];
  const body = { name: a, content: content(block(c, d, { Text: a }, { next: b })) };
  const update = change({
    address: `flow.${a}`,
    action: "update",
    name: b,
    file: c,
    fields,
    before: body,
    after: body,
  });
  const create = change({
    address: `flow.${b}`,
    action: "create",
    name: d,
    after: body,
    circular: [c],
    placeholder: body,
  });
  const moved = change({ address: `queue.${c}`, action: "keep", reason: "moved", movedFrom: a });
  return planOf([update, create, moved], {
    drift: [{ address: d, kind: "changed", fields, modifiedAt: c }],
    orphans: [{ address: a, id: b, name: c }],
    diagnostics: [
      { severity: "error", code: a, summary: b, detail: c, address: `flow.${a}`, file: d, line: 1, help: a },
    ],
    more: { environment: d, planHash: a, tool: b, complete: false, options: { ...planOf([]).options, targets: [c] } },
  });
}

function textsOf(plan: Plan, options: report.TextOptions): readonly string[] {
  const { environment, drift, diagnostics } = plan;
  const [a = "", b = "", c = ""] = [environment, plan.tool, plan.planHash];
  const unmanaged = [{ kind: "flow" as const, id: a, arn: b, name: c, type: a }];
  const outcomes = { done: [{ address: a, action: "update" as const }], failed: [{ address: b, diagnostics }] };
  const facts = {
    ...outcomes,
    blocked: [{ address: a, by: c }],
    placeholders: [b],
    environment,
    statePlace: c,
    next: a,
  };
  const summary = {
    type: "run_summary",
    status: "failed",
    done: 1,
    failed: 1,
    blocked: 1,
    notStarted: 0,
    writes: 1,
  } as const;
  const told = resource("flow.x", { address: a, name: b, id: c, arn: a, dependsOn: [b], parts: { [c]: a } });
  return [
    report.renderPlanText(plan, { ...options, planFile: a }),
    report.renderDiagnosticsText(diagnostics, options),
    report.renderDriftText(
      { environment, drift, unmanaged, summary: report.driftSummary(drift, unmanaged, 1) },
      options,
    ),
    report.renderApplyReport(summary, facts, options),
    report.renderApplyReport({ ...summary, status: "done" }, facts, options),
    report.renderApplyEvent({ type: "change_failed", address: a, diagnostics }, options) ?? "",
    report.renderApplyEvent({ type: "change_blocked", address: a, by: b }, options) ?? "",
    report.renderApplyEvent({ type: "write", address: c, operation: a }, { ...options, verbose: true }) ?? "",
    report.renderTable(
      [
        [a, b],
        [c, a],
      ],
      options,
    ),
    report.renderStateList([told], options),
    report.renderStateText(told, options),
  ];
}

describe("whatever an instance or a file holds", () => {
  test("no text has hidden characters, escapes or lines that a runner obeys", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 4, maxLength: 4 }), fc.constantFrom(40, 80), (texts, width) => {
        for (const text of textsOf(planWith(texts), { width, color: false })) {
          expect(text).not.toMatch(HIDDEN);
          expect(text).not.toMatch(COMMAND);
        }
      }),
    );
  });

  test("with colour the only escapes are our own", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 4, maxLength: 4 }), (texts) => {
        const plan = planWith(texts);
        const colored = textsOf(plan, { width: 80, color: true }).map((text) => text.replace(/\u001b\[\d+m/g, ""));
        expect(colored).toEqual(textsOf(plan, { width: 80, color: false }));
      }),
      { numRuns: 30 },
    );
  });

  test("no Markdown has foreign markup, and none is longer than its limit", () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 9000 }),
        (texts, limit) => {
          const plan = planWith(texts);
          const { environment, drift } = plan;
          const unmanaged = [{ kind: "flow" as const, id: "1", arn: "2", name: texts[0] ?? "" }];
          const found = { environment, drift, unmanaged, summary: report.driftSummary(drift, unmanaged, 1) };
          for (const text of [report.renderPlanMarkdown(plan), report.renderDriftMarkdown(found)]) {
            const foreign = text.replace(
              /<!-- connectctl:[^<>]* -->|<\/?(?:details|summary|pre|code|b|sub)>|^> /gm,
              "",
            );
            expect(foreign).not.toMatch(/[<>`]/);
            expect(foreign).not.toMatch(HIDDEN);
            expect(foreign.replace(/^\|.*\|$/gm, "")).not.toContain("|");
            expect(text.split("<pre>").length).toBe(text.split("</pre>").length);
            for (const row of text.match(/^\|.*$/gm) ?? []) expect([4, 6]).toContain(row.split("|").length - 1);
          }
          expect(report.renderPlanMarkdown(plan, { limit }).length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  test("graphs stay what they are", () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const graph = {
          nodes: [{ address: a, kind: "flow" as const, name: b, circle: true }],
          edges: [{ from: a, to: a }],
        };
        for (const format of ["dot", "mermaid", "json"] as const) {
          const text = report.renderGraph(graph, format);
          expect(text).not.toMatch(HIDDEN);
          expect(text).not.toMatch(COMMAND);
        }
        expect(report.renderGraph(graph, "dot").trimEnd().split("\n").length).toBe(6);
      }),
    );
  });
});
