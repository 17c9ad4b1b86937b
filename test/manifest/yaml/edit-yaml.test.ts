import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { editYaml, type Step } from "../../../src/manifest/yaml/edit-yaml.js";

const set = (path: string, value: Step["value"]): Step => ({ path: path.split("/"), value });

describe("what shares a value by an alias", () => {
  const SHARED = "flows:\n  a: &a { name: A, content: a.json, published: false }\n  b: *a\n";

  test("has its own once it is edited, with all that it had", () => {
    expect(editYaml(SHARED, [set("flows/b/name", "B")])).toBe(
      "flows:\n  a: &a { name: A, content: a.json, published: false }\n  b: { name: B, content: a.json, published: false }\n",
    );
  });

  test("loses a member without an error", () => {
    expect(editYaml(SHARED, [set("flows/b/published", undefined)])).toBe(
      "flows:\n  a: &a { name: A, content: a.json, published: false }\n  b: { name: A, content: a.json }\n",
    );
  });

  test("keeps what it says where the anchor's own value is edited", () => {
    expect(editYaml(SHARED, [set("flows/a/name", "Z")])).toBe(
      "flows:\n  a: { name: Z, content: a.json, published: false }\n  b: { name: A, content: a.json, published: false }\n",
    );
  });

  test("keeps what it says where the anchor's value is replaced, or is a text", () => {
    const hours = "hours:\n  a:\n    config: &week\n      - { day: MONDAY }\n  b:\n    config: *week\n";
    expect(editYaml(hours, [set("hours/a/config", [{ day: "FRIDAY" }])])).toBe(
      "hours:\n  a:\n    config:\n      - { day: FRIDAY }\n  b:\n    config:\n      - { day: MONDAY }\n",
    );
    const texts = "flows:\n  a: { name: &n Foo, description: *n }\n";
    expect(editYaml(texts, [set("flows/a/name", "Bar")])).toBe("flows:\n  a: { name: Bar, description: Foo }\n");
  });

  test("may be one of hundreds", () => {
    const names = Array.from({ length: 300 }, (_, index) => `  f${index}: { tags: *t }\n`).join("");
    const text = `tags: &t { team: cx }\nflows:\n${names}`;
    expect(editYaml(text, [set("flows/f0/name", "First")])).toBe(
      text.replace("f0: { tags: *t }", "f0: { tags: *t, name: First }"),
    );
  });
});

describe("comments stay", () => {
  test("at a section that nothing stood in", () => {
    const text = "flows: # all our flows\n  # sorted by name\nqueues: # none yet\n";
    expect(editYaml(text, [set("flows/a", { name: "A" })])).toBe(
      "flows: # all our flows\n  # sorted by name\n  a:\n    name: A\nqueues: # none yet\n",
    );
  });

  test("in a list of which one item differs, as do quotes and braces", () => {
    const text = [
      "hours:",
      "  a:",
      "    config:",
      '      - { day: MONDAY, start: "09:00" } # early',
      "      # no Tuesday",
      '      - { day: FRIDAY, start: "09:00" }',
      "",
    ].join("\n");
    const days = [
      { day: "MONDAY", start: "08:00" },
      { day: "FRIDAY", start: "09:00" },
      { day: "SUNDAY", start: "10:00" },
    ];
    expect(editYaml(text, [set("hours/a/config", days)])).toBe(
      text.replace("09:00", "08:00").concat("      - { day: SUNDAY, start: 10:00 }\n"),
    );
  });

  test("in a map of which one member differs", () => {
    const text = "flows:\n  a:\n    tags: # why\n      team: cx # who\n      level: one\n";
    expect(editYaml(text, [set("flows/a/tags", { team: "cx", level: "two" })])).toBe(text.replace("one", "two"));
  });
});

describe("an edited text", () => {
  const TEXTS = [
    "# top\nflows:\n  a:   { name: A }   # one\n  b:\n      name: 'B'\n      tags: &t\n          team: cx\n  c: { tags: *t }\n",
    "flows: {a: {name: A}}\n",
    '{ "flows": { "a": { "name": "A" } } }\n',
    "flows:\nlookups: # none\n",
    "---\nflows: &f\n  a: &a {name: &n A, d: *n}\n  b: *a\n  c: {tags: [*n, *a]}\n# end\n",
    "flows:\r\n  a:\r\n    name: |\r\n      l1\r\n      l2\r\n",
  ];
  const ODD = ["no", "1e3", "=", "~", "0x10", "2024-01-01", "a: b", "x #y", " lead", "l1\n\n  l2\n", "*a", "<<", "---"];
  const scalar = fc.oneof(
    fc.constantFrom(...ODD),
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.integer(),
    fc.boolean(),
  );
  const name = fc.constantFrom("a", "b", "c", "no", "1e3", "0x10", "2024-01-01", "null", "日本");
  const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.dictionary(name, scalar, { maxKeys: 2 }));
  const step = fc.record({
    path: fc.oneof(
      fc.tuple(fc.constant("flows"), name),
      fc.tuple(fc.constant("flows"), name, fc.constantFrom("name", "tags")),
    ),
    value,
  });

  const valueAfter = (json: unknown, [first = "", ...rest]: readonly string[], to: unknown): unknown => {
    const object = typeof json === "object" && json !== null && !Array.isArray(json) ? json : {};
    const inner = (object as Record<string, unknown>)[first];
    return { ...object, [first]: rest.length === 0 ? to : valueAfter(inner, rest, to) };
  };

  test("says what it said, but for what is set", () => {
    const read = (text: string) => JSON.parse(JSON.stringify(parse(text, { version: "1.2", stringKeys: true })));
    const property = fc.property(
      fc.constantFrom(...TEXTS),
      fc.array(step, { minLength: 1, maxLength: 3 }),
      (text, steps) => {
        const wanted = steps.reduce((json, one) => valueAfter(json, one.path, one.value), read(text));
        expect(read(editYaml(text, steps))).toEqual(wanted);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
