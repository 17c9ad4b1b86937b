import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/model/diagnostic.js";
import { renderDiagnosticsText } from "../../../src/report/text/diagnostics-text.js";

const PLAIN = { width: 120, color: false };

const unknown: Diagnostic = {
  severity: "error",
  code: "manifest/unknown-reference",
  address: "flow.main-ivr",
  summary: "Reference to an unknown address",
  detail: "`module.greting`, at /content/blocks/2/module in flows/main-ivr.json, is not in the manifest.",
  file: "flows/main-ivr.json",
  pointer: "/content/blocks/2/module",
  help: "write `module.greeting`, or add a module named `greting`",
};

describe("renderDiagnosticsText", () => {
  test("writes a diagnostic as line, summary, detail and help", () => {
    expect(renderDiagnosticsText([unknown], PLAIN)).toBe(
      [
        "error  flow.main-ivr  manifest/unknown-reference",
        "  Reference to an unknown address",
        "  `module.greting`, at /content/blocks/2/module in flows/main-ivr.json, is not in the manifest.",
        "  help: write `module.greeting`, or add a module named `greting`",
        "",
        "1 error.",
        "",
      ].join("\n"),
    );
  });

  test.each([
    ["Write `a`.", "write `a`"],
    ["write `a`", "write `a`"],
    ["Wait a minute. Then run it again.", "wait a minute. Then run it again."],
    ["IAM decides", "IAM decides"],
    ["`a` is nearest.", "`a` is nearest"],
  ])("writes what to do alike, wherever it comes from: %s", (help, shown) => {
    expect(renderDiagnosticsText([{ ...unknown, help }], PLAIN)).toContain(`\n  help: ${shown}\n`);
  });

  test("names the place as file, line and column", () => {
    expect(renderDiagnosticsText([{ ...unknown, line: 12, column: 5 }], PLAIN)).toContain(
      "  at flows/main-ivr.json:12:5\n",
    );
  });

  test("sorts by file and line, stably, and counts in the last line", () => {
    const at = (file: string, line: number, summary: string): Diagnostic => ({
      ...{ severity: "warning", code: "flow/x", file, line, summary },
    });
    const text = renderDiagnosticsText(
      [at("b", 1, "third"), at("a", 10, "second"), at("a", 9, "first"), at("b", 1, "fourth"), unknown],
      PLAIN,
    );
    expect(text.match(/first|second|third|fourth/g)).toEqual(["first", "second", "third", "fourth"]);
    expect(text.endsWith("\n1 error, 4 warnings.\n")).toBe(true);
  });

  test("is nothing where there is nothing to tell", () => {
    expect(renderDiagnosticsText([], PLAIN)).toBe("");
  });
});
