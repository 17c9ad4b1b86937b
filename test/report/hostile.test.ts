import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import * as report from "../../src/report/index.js";
import { COMMAND, HIDDEN, hostile } from "../support/hostile-text.js";
import { block, change, content, field, planOf } from "../support/plans.js";
import { resource } from "../support/state-samples.js";

/** The block of a diagram in Markdown, which ends at the first fence. */
const DIAGRAM = /^```mermaid\n([^`]*)^```$/m;
const MERMAID_ROW =
  /^ {2}(?:n\d+(?:\[|\(\[)"(?:[\p{L}\p{M}\p{N}\p{So} _.,-]|#\d+;|…)*"(?:\]\)|\]):::[a-z]+|n\d+ --> n\d+|classDef [a-z]+ [a-z0-9:#, -]+)$/u;

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
    dependsOn: [`flow.${a}`],
    placeholder: body,
  });
  const moved = change({ address: `queue.${c}`, action: "keep", reason: "moved", movedFrom: a });
  return planOf([update, create, moved], {
    drift: [
      { address: d, kind: "changed", fields, modifiedAt: c },
      { address: a, kind: "conflict", fields: [] },
    ],
    orphans: [{ address: a, id: b, name: c }],
    diagnostics: [
      { severity: "error", code: a, summary: b, detail: c, address: `flow.${a}`, file: d, line: 1, help: a },
    ],
    more: { environment: d, planHash: a, tool: b, complete: false, options: { ...planOf([]).options, targets: [c] } },
  });
}

/** A drift report in which every name is foreign. */
function foundIn({ environment, drift, tool, planHash }: Plan): report.DriftReport {
  const unmanaged = [{ kind: "flow" as const, id: environment, arn: tool, name: planHash, type: environment }];
  const drafts = [{ address: tool, name: environment, modifiedAt: planHash }];
  const coverage = [{ kind: "flow" as const, managed: 1, live: 2 }];
  return { environment, drift, unmanaged, drafts, coverage, summary: report.driftSummary(drift, unmanaged, 1) };
}

function textsOf(plan: Plan, options: report.TextOptions): readonly string[] {
  const { environment, diagnostics } = plan;
  const [a = "", b = "", c = ""] = [environment, plan.tool, plan.planHash];
  const found = foundIn(plan);
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
    report.renderDriftText(found, options),
    report.renderOutputs(report.planOutputs(plan)),
    report.renderOutputs(report.driftOutputs(found)),
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
    report.renderDriftText({ ...found, orphans: found.drift.map(({ address }) => address) }, options),
    report.renderJson(report.driftDocument(found)),
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
          const found = foundIn(plan);
          for (const text of [report.renderPlanMarkdown(plan), report.renderDriftMarkdown(found)]) {
            const foreign = text
              .replace(DIAGRAM, "")
              .replace(/<!-- connectctl:[^<>]* -->|<\/?(?:details|summary|pre|code|b|sub)>|^> /gm, "");
            expect(foreign).not.toMatch(/[<>`]/);
            expect(foreign).not.toMatch(HIDDEN);
            expect(foreign.replace(/^\|.*\|$/gm, "")).not.toContain("|");
            expect(text.split("<pre>").length).toBe(text.split("</pre>").length);
            for (const row of text.match(/^\|.*$/gm) ?? []) expect([4, 6]).toContain(row.split("|").length - 1);
          }
          expect(report.renderPlanMarkdown(plan, { limit }).length).toBeLessThanOrEqual(limit);
          expect(report.renderDriftMarkdown(found, { limit }).length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  test("the diagram of a plan is boxes, arrows and classes, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 4, maxLength: 4 }), (texts) => {
        const diagram = DIAGRAM.exec(report.renderPlanMarkdown(planWith(texts)))?.[1] ?? "";
        const rows = diagram.trimEnd().split("\n");
        expect(rows[0]).toBe("flowchart LR");
        for (const row of rows.slice(1)) expect(row).toMatch(MERMAID_ROW);
      }),
    );
  });

  test("an output of a job is one line with its name, whatever its value", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 4, maxLength: 4 }), (texts) => {
        const plan = planWith(texts);
        const summary = { status: "failed", done: 0, failed: 1, blocked: 0, notStarted: 0, writes: 0 } as const;
        const scalars = [
          report.planOutputs(plan),
          report.driftOutputs(foundIn(plan)),
          report.applyOutputs(texts[0] ?? "", { type: "run_summary", ...summary }),
        ];
        for (const one of scalars) {
          const rows = report.renderOutputs(one).split(/\r\n|[\n\r\u2028\u2029]/);
          expect(rows.map((row) => row.split("=", 1)[0])).toEqual([...Object.keys(one), ""]);
        }
      }),
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
