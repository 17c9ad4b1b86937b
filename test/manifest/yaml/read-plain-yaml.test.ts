import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPlainYaml } from "../../../src/manifest/yaml/read-plain-yaml.js";
import { documentSource } from "../../../src/manifest/yaml/read-yaml.js";
import type { Json } from "../../../src/model/json.js";

const CENTRE = readFileSync(new URL("../../../examples/contact-centre/connectctl.yaml", import.meta.url), "utf8");
const FRONT = readFileSync(new URL("../../../examples/contact-centre/teams/front.yaml", import.meta.url), "utf8");

const WRITTEN = `# Everything that a plain text may hold.
version: 1
environments:
  demo: { simulator: true, region: us-east-1, account: "111122223333", rate: { perSecond: 1.5, burst: 5 } }
tags: { team: 'it''s', "cost: centre": nothing, empty: "", none: ~ }
flows:
  main:   # the first
    name: Main – 受付
    content: flows/main.json
    description: |
      Two lines,
      the second one here.
  other: { name: Other, description: >-
      folded, content: x }
  third:
    description: plain text
      on two lines
    tags: [a, [b, {c: d}], 12, -3, TRUE, 08:00, 1e3x, 2024-01-02, v1.2.3]
`;

/** What both readers are to say of a text, down to the place of each value. */
function said(
  source: Pick<NonNullable<ReturnType<typeof documentSource>["value"]>, "value" | "place" | "written"> | undefined,
  pointers: readonly string[],
) {
  if (!source) return undefined;
  const places = pointers.map((pointer) => [
    pointer,
    source.place(pointer),
    source.place(pointer, "key"),
    source.written(pointer),
  ]);
  return { value: source.value, places };
}

function pointersIn(value: Json, at = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [at, `${at}/missing`];
  const steps = Object.entries(value).map(
    ([key, item]) => [key.replace(/~/g, "~0").replace(/\//g, "~1"), item] as const,
  );
  return [at, `${at}/missing`, ...steps.flatMap(([key, item]) => pointersIn(item as Json, `${at}/${key}`))];
}

function expectSame(text: string): void {
  const plain = readPlainYaml(text);
  if (!plain) return;
  const pointers = pointersIn(plain.value);
  expect(said(plain, pointers)).toEqual(said(documentSource("x.yaml", text).value, pointers));
}

describe("reading plain YAML", () => {
  test.each([
    ["an example", CENTRE],
    ["a fragment", FRONT],
    ["every way to write a value", WRITTEN.replace(/ {2}other:.*\n.*\n/, "")],
  ])("needs no document for %s, and says the same", (_, text) => {
    expect(readPlainYaml(text)).toBeDefined();
    expectSame(text);
  });

  test.each([
    ["an anchor and its alias", "a: &x 1\nb: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["the end of a document", "...\na: 1\n"],
    ["a key that stands twice", "a: 1\na: 2\n"],
    ["a key without a value", "a:\nb: 1\n"],
    ["a key of another type", "1: one\n"],
    ["a number that JSON writes in another way", "a: 0x10\n"],
    ["a number of many digits", "a: 12345678901234567890\n"],
    ["a tab", "a:\t1\n"],
    ["line breaks of Windows", "a: 1\r\nb: 2\r\n"],
    ["text behind a quoted one", "- - 'a'b: c\n"],
    ["text behind a bracket", "a:\n- { b: c }d: e\n"],
    ["a value below a line of comment", "a:\n  b:\n#old: c\n    d\n"],
    ["an item below a line of comment", "-\n#c\n x\n- y\n"],
    ["a line of comment in brackets", "a: {\n  b: c,\n  d: e\n#  f: g\n  }\n"],
    ["a text of many lines with one of blanks", "a: |2-\n   x\n   \n"],
    ["a break behind a backslash", 'a: "x\\\n\n  y"\n'],
    ["a prototype", "__proto__: { a: 1 }\n"],
    ["a fault", "a: [1\n"],
    ["nothing", "# nothing\n"],
  ])("leaves %s to the reader of documents", (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test("says what the reader of documents says, whatever is done to a text", () => {
    const bits = [
      ..." \n:,'\"#[]{}-|>?&*!%~\\0é",
      ": ",
      "\n  ",
      "- ",
      " #",
      "|\n",
      ">-\n",
      "...",
      "---\n",
      "null",
      "\n\n",
    ];
    const edit = fc.record({ at: fc.nat(), drop: fc.nat(3), bit: fc.constantFrom(...bits, "") });
    fc.assert(
      fc.property(fc.constantFrom(CENTRE, FRONT, WRITTEN), fc.array(edit, { maxLength: 4 }), (text, edits) => {
        const changed = edits.reduce((given, { at, drop, bit }) => {
          const from = at % (given.length + 1);
          return given.slice(0, from) + bit + given.slice(from + drop);
        }, text);
        expectSame(changed);
      }),
      { numRuns: 300 },
    );
  });
});
