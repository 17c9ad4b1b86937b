import { parse } from "parse5";
import { describe, expect, test } from "vitest";
import type { SmokeReport, SmokeResult } from "../../src/model/smoke.js";
import { renderJson } from "../../src/report/machine/render-json.js";
import { renderSmokeJunit } from "../../src/report/machine/smoke-junit.js";
import { renderSmokeMarkdown } from "../../src/report/markdown/smoke-markdown.js";
import { renderSmokeText } from "../../src/report/text/smoke-text.js";
import { reportOf } from "../../src/smoke/index.js";

function result(name: string, more: Partial<SmokeResult> = {}): SmokeResult {
  const origin = { file: "connectctl.yaml", pointer: `/smoke/${name}`, line: 12, column: 3 };
  return {
    name,
    about: "flow.main-ivr",
    verdict: "passed",
    checks: [],
    diagnostics: [],
    elapsed: 3210,
    origin,
    ...more,
  };
}

const HOLDS = { expected: "reaches queue.sales", seen: "in queue.sales", holds: true };
const LEFT = { name: "stuck", contactId: "11111111-2222-4333-8444-555555555555", why: "Amazon Connect failed" };

const results = [
  result("main-ivr-reaches-sales", { checks: [HOLDS], contactId: "c-1" }),
  result("代表電話は営業へ", {
    verdict: "failed",
    contactId: "c-2",
    checks: [
      HOLDS,
      { expected: 'greeted is "yes"', seen: 'greeted is "<b>no</b> & \u0007\u202e ::error::x"', holds: false },
    ],
  }),
  result("closed-ends", {
    verdict: "timedOut",
    elapsed: 65_000,
    checks: [{ expected: "ends", seen: "in queue.sales", holds: false }],
  }),
  result("stuck", {
    verdict: "brokenOff",
    reason: "the run was told to stop",
    contactId: LEFT.contactId,
    left: LEFT,
  }),
  result("draft", {
    verdict: "notRun",
    elapsed: 0,
    reason: "The flow has no published version",
    diagnostics: [
      {
        severity: "error",
        code: "connect/task-refused",
        summary: "The flow has no published version",
        help: "publish it",
      },
    ],
  }),
];

const report: SmokeReport = reportOf("staging", results, [LEFT, { name: "Lost task", why: "No answer came in time" }]);
const fine = reportOf("staging", results.slice(0, 1), []);

describe("a report on smoke tests", () => {
  test("tells each test, what did not hold, what is left running, and the counts", async () => {
    await expect(renderSmokeText(report, { width: 80, color: false })).toMatchFileSnapshot("golden/smoke.txt");
    await expect(renderSmokeMarkdown(report)).toMatchFileSnapshot("golden/smoke.md");
    await expect(renderSmokeJunit(report)).toMatchFileSnapshot("golden/smoke.xml");
    await expect(renderJson(report)).toMatchFileSnapshot("golden/smoke.json");
  });

  test("is short where all passed", () => {
    expect(renderSmokeText(fine, { width: 80, color: false })).toBe(
      "  ✓ main-ivr-reaches-sales   passed   3.2 s   flow.main-ivr\nSmoke tests in staging: 1 passed.\n",
    );
  });

  test("stays within the limit in Markdown, keeps those that did not pass, and says what was left out", () => {
    const many = Array.from({ length: 500 }, (_, index) => result(`passed-${index}`));
    const text = renderSmokeMarkdown(reportOf("staging", [...many, ...results], []), { limit: 5000 });
    expect(text.length).toBeLessThanOrEqual(5000);
    expect(text).toContain("代表電話は営業へ");
    expect(text).toMatch(/_Left out for its length: \d+ rows/);
  });
});

describe("JUnit XML", () => {
  const hostile = String.fromCodePoint(
    ...Array.from({ length: 0x21 }, (_, code) => code),
    0x7f,
    0x85,
    0xd800,
    0xfffe,
    0xffff,
    0x1f600,
  );

  test("holds no character that XML forbids, whatever it is given", () => {
    const bad = result(`n${hostile}`, {
      verdict: "failed",
      about: `flow.${hostile}`,
      checks: [{ expected: hostile, seen: `]]>${hostile}<!--"'&`, holds: false }],
      contactId: hostile,
    });
    const xml = renderSmokeJunit(reportOf(`e${hostile}`, [bad], []));
    // Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets).
    expect(xml).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
    expect(xml).not.toMatch(/<!--|]]>|&(?!(?:amp|lt|gt|quot|apos);)/);
  });

  test("can be read back: names, places and outcomes", () => {
    const document = JSON.stringify(parse(renderSmokeJunit(report)), (key, value) =>
      key === "parentNode" ? undefined : value,
    );
    expect(document.match(/"tagName":"testcase"/g)).toHaveLength(5);
    expect(document).toContain("<b>no</b> & ");
  });
});
