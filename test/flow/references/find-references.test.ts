import { expect, test } from "vitest";
import { findReferences, findTokens } from "../../../src/flow/references/find-references.js";

const VALUE = { b: "${module.auth}:${module.auth.alias.live}", "${queue.a.id}": "${var.x} ${odd one} $${queue.no}" };

test("lists references of values and keys in the order of the document", () => {
  expect(findReferences(VALUE)).toEqual([
    { pointer: "/b", reference: { address: "module.auth", part: "arn" } },
    { pointer: "/b", reference: { address: "module.auth", part: "alias", alias: "live" } },
    { pointer: "/${queue.a.id}", reference: { address: "queue.a", part: "id" } },
  ]);
});

test("lists variables and what is neither among the tokens", () => {
  expect(findTokens(VALUE).map(({ token }) => token.type)).toEqual([
    "reference",
    "reference",
    "reference",
    "variable",
    "unknown",
  ]);
});

test("finds nothing in text without references", () => {
  expect(findReferences(["$.Attributes.a", "$${flow.x}", 4, null])).toEqual([]);
});
