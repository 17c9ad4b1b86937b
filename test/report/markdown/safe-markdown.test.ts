import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeMarkdown, safeHtml, safeMarkdown } from "../../../src/report/markdown/safe-markdown.js";

describe("safeMarkdown", () => {
  test.each([
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["a | b", "a &#124; b"],
    ["`code` and **bold**", "&#96;code&#96; and &#42;&#42;bold&#42;&#42;"],
    ["[x](javascript:1)", "&#91;x&#93;(javascript:1)"],
    ["@octocat fixes #12", "&#64;&#8203;octocat fixes &#35;&#8203;12"],
    ["https://evil.example", "https&#58;//evil.example"],
    ["- item", "&#45; item"],
    ["# title", "&#35; title"],
    ["1. item", "1&#46; item"],
    ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
  ])("takes the meaning from %s", (text, written) => {
    expect(safeMarkdown(text)).toBe(written);
  });

  test("leaves plain words and counts readable", () => {
    expect(safeMarkdown("Plan: 1 to create, 12 to keep.")).toBe("Plan: 1 to create, 12 to keep.");
  });

  test("never lets markup through, as text, as code or inside HTML", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."<>|`*[]()!@#:/-=\\&\n x1") }), (text) => {
        for (const write of [safeMarkdown, safeHtml, (one: string) => codeMarkdown(one).slice(6, -7)]) {
          expect(write(text)).not.toMatch(/[<>|`\n]/);
        }
        expect(safeMarkdown(text)).not.toMatch(/[*[\]\\@]/);
      }),
    );
  });
});
