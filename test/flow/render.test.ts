import fc from "fast-check";
import { expect, test } from "vitest";
import { renderStrings } from "../../src/flow/render.js";
import type { Json } from "../../src/model/json.js";

test("puts answers in place of references and variables, in values and in keys", () => {
  const value = { "${var.key}": ["a ${queue.sales.name} b", 1, null, true], other: "${region}" };
  const rendered = renderStrings(value, (token) =>
    token.type === "unknown" ? undefined : `<${token.source.slice(2, -1)}>`,
  );
  expect(rendered).toEqual({
    value: { "<var.key>": ["a <queue.sales.name> b", 1, null, true], other: "<region>" },
    unresolved: [],
  });
});

test("leaves what has no answer as it is written and says where it stands", () => {
  const value = { Actions: [{ Identifier: "Greet", Parameters: { "a/b": "x ${flow.gone} ${what ever}" } }] };
  const rendered = renderStrings(value, () => undefined);
  expect(rendered.value).toEqual(value);
  expect(rendered.unresolved.map(({ pointer, block, token }) => [pointer, block, token.type, token.source])).toEqual([
    ["/Actions/0/Parameters/a~1b", "Greet", "reference", "${flow.gone}"],
    ["/Actions/0/Parameters/a~1b", "Greet", "unknown", "${what ever}"],
  ]);
});

test("undoes escapes and leaves JSONPath alone", () => {
  const rendered = renderStrings(["$${queue.sales}", "$.Attributes.x", "$$", "$$${a"], () => undefined);
  expect(rendered).toEqual({ value: ["${queue.sales}", "$.Attributes.x", "$$", "$${a"], unresolved: [] });
});

test("does not search the answers again", () => {
  expect(renderStrings("${queue.a}", () => "${queue.b} $${").value).toBe("${queue.b} $${");
});

test("keeps a member called __proto__", () => {
  const value = JSON.parse('{"__proto__": "${region}"}');
  expect(JSON.stringify(renderStrings(value, () => "r").value)).toBe('{"__proto__":"r"}');
});

test("names the block of what stands in its metadata", () => {
  const value = { Metadata: { ActionMetadata: { Greet: { queue: { id: "${queue.x}" } } } } };
  const [place] = renderStrings(value, () => undefined).unresolved;
  expect(place).toMatchObject({ block: "Greet", pointer: "/Metadata/ActionMetadata/Greet/queue/id" });
});

test("writes a content, of which the survey knows the strings, as it writes any value", () => {
  const text = fc.oneof(
    fc.constantFrom(
      "${queue.sales}",
      "x ${flow.gone} ${region}",
      "$${a",
      "plain",
      "${queue.sales}:${var.k}",
      "__proto__",
    ),
    fc.string(),
  );
  const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.integer(),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.array(fc.tuple(text, tie("tree")), { maxLength: 4 }).map(Object.fromEntries),
    ),
  }));
  fc.assert(
    fc.property(tree, tree, (first, second) => {
      const content = { StartAction: first, Actions: [second], "${queue.sales}": 1 };
      const resolve = (token: { readonly source: string }) =>
        token.source === "${flow.gone}" ? undefined : token.source.slice(2, 5);
      const known = renderStrings(content, resolve);
      const walked = renderStrings([content], resolve);
      expect([JSON.stringify(known.value)]).toEqual((walked.value as Json[]).map((one) => JSON.stringify(one)));
      expect(known.unresolved.map((one) => ({ ...one, pointer: `/0${one.pointer}` }))).toEqual(
        walked.unresolved.map(({ block: _, ...one }) => expect.objectContaining(one)),
      );
      const same = renderStrings(content, () => undefined).value;
      if (!JSON.stringify(content).includes("$${")) expect(same).toBe(content);
    }),
  );
});
