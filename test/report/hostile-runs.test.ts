import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SmokeReport } from "../../src/model/smoke.js";
import * as report from "../../src/report/index.js";
import { reportOf } from "../../src/smoke/index.js";
import { COMMAND, HIDDEN, hostile } from "../support/hostile-text.js";

const four = fc.tuple(hostile, hostile, hostile, hostile);
type Four = readonly [string, string, string, string];

/** A run of smoke tests, of every verdict, in which every text is foreign. */
function smokeOf([a, b, c, d]: Four): SmokeReport {
  const origin = { file: a, pointer: b, line: 1 };
  const diagnostics = [{ severity: "error" as const, code: a, summary: b, detail: c, file: d, help: a }];
  const left = { name: a, contactId: b, why: c };
  const one = { about: b, origin, elapsed: 10, checks: [{ expected: c, seen: d, holds: false }], diagnostics: [] };
  const results = [
    { ...one, name: a, verdict: "failed" as const, contactId: d, left },
    { ...one, name: b, verdict: "brokenOff" as const, reason: a },
    { ...one, name: c, verdict: "passed" as const, checks: [] },
    { ...one, name: d, verdict: "notRun" as const, reason: c, diagnostics },
    { ...one, name: `${a} ${b}`, verdict: "timedOut" as const },
  ];
  return reportOf(d, results, [left, { name: b, why: d }]);
}

function smokeTexts(smoke: SmokeReport, options: report.TextOptions): readonly string[] {
  return [
    report.renderSmokeText(smoke, options),
    report.renderLeftText(smoke.left, smoke.environment, options),
    ...smoke.results.map((result) => report.renderSmokeProgress(result, options)),
    report.renderOutputs(report.smokeOutputs(smoke)),
  ];
}

/** Tasks, and the way of one through a flow. */
function taskTexts([a, b, c, d]: Four, options: report.TextOptions): readonly string[] {
  const entry = { kind: "flow" as const, id: a, address: b, name: c };
  const named = { id: d, address: a, name: b };
  const base = { contactId: a, contactArn: b, environment: c, entry, name: d };
  const times = { initiatedAt: a, scheduledAt: b, enqueuedAt: c, endedAt: d };
  const contact: report.ContactView = {
    ...{ ...base, ...times, status: "queued", description: a, channel: b, initiationMethod: c, endReason: a },
    ...{ queue: named, agent: named, attributes: { [b]: c, [c]: d } },
  };
  const open: report.OpenView = {
    ...{ contactId: a, clientToken: b, name: c, entry, isSmoke: true, startedAt: d, status: "queued" },
    ...{ queue: named, endedAt: c, endReason: d },
  };
  const step = { at: 0, depth: 1, flow: a, block: b, type: c, notes: [d, a], assumed: b, branch: c, next: d };
  const trace: report.TraceView = {
    ...{ source: a, environment: b, flow: c, startedAt: 0, steps: [step], attributes: { [d]: a } },
    end: { type: "queued", reason: b, at: 0, queue: c },
  };
  return [
    report.renderStarted({ ...base, instanceId: d, clientToken: b, startedAt: c, scheduledTime: d }, options),
    report.renderContact(contact, options),
    report.renderOpenContacts([open], {
      ...options,
      environment: a,
      now: 0,
      testRuns: [{ runId: d, name: b, startedAt: c }],
    }),
    report.renderStops([{ contactId: a, name: b, outcome: "stopped", endedAt: c }], options),
    report.renderTraceText(trace, options),
  ];
}

describe("whatever a contact, a test or a flow is called", () => {
  test("no text on it has hidden characters, escapes or lines that a runner obeys", () => {
    fc.assert(
      fc.property(four, fc.constantFrom(40, 80), (texts, width) => {
        const options = { width, color: false };
        for (const text of [...smokeTexts(smokeOf(texts), options), ...taskTexts(texts, options)]) {
          expect(text).not.toMatch(HIDDEN);
          expect(text).not.toMatch(COMMAND);
        }
      }),
    );
  });

  test("with colour the only escapes are our own", () => {
    fc.assert(
      fc.property(four, (texts) => {
        const of = (color: boolean) => [
          ...smokeTexts(smokeOf(texts), { width: 80, color }),
          ...taskTexts(texts, { width: 80, color }),
        ];
        expect(of(true).map((text) => text.replace(/\u001b\[\d+m/g, ""))).toEqual(of(false));
      }),
      { numRuns: 30 },
    );
  });

  test("a report on smoke tests is the same when its JSON is read again, and hides nothing", () => {
    fc.assert(
      fc.property(four, (texts) => {
        const smoke = smokeOf(texts);
        const text = report.renderJson(smoke);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(smoke)));
        expect(text).not.toMatch(HIDDEN);
      }),
    );
  });

  test("no Markdown on smoke tests has foreign markup, and none is longer than its limit", () => {
    fc.assert(
      fc.property(four, fc.integer({ min: 0, max: 4000 }), (texts, limit) => {
        const smoke = smokeOf(texts);
        const text = report.renderSmokeMarkdown(smoke);
        const foreign = text.replace(
          /<!-- connectctl:[^<>]* -->|<\/?(?:details|summary|pre|code|b|sub)>|^> |&(?:lt|gt|amp|#\d+);/gm,
          "",
        );
        expect(foreign).not.toMatch(/[<>`]/);
        expect(foreign).not.toMatch(HIDDEN);
        expect(text.split("<pre>").length).toBe(text.split("</pre>").length);
        expect(report.renderSmokeMarkdown(smoke, { limit }).length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  test("JUnit XML has exactly the elements of its verdicts", () => {
    fc.assert(
      fc.property(four, (texts) => {
        const xml = report.renderSmokeJunit(smokeOf(texts));
        expect(xml).not.toMatch(HIDDEN);
        expect(xml).not.toMatch(COMMAND);
        expect(xml).not.toMatch(/<!|\]\]>|&(?!(?:amp|lt|gt|quot|apos);)/);
        const names = [...xml.matchAll(/<([a-z]+)[ >]/g)].map(([, name]) => name).sort();
        expect(names.join(" ")).toBe(
          "error error failure skipped testcase testcase testcase testcase testcase testsuite testsuites",
        );
      }),
    );
  });
});
