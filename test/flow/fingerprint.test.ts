import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprintBody } from "../../src/flow/fingerprint.js";
import type { Body } from "../../src/model/resource.js";
import { action, contentOf, withValue } from "./content-builder.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const of = (body: Body) => fingerprintBody(body, sha256);
const CONTENT = { ...contentOf(action("a", "X")), Metadata: { name: "n" } };
const BODY = { name: "Main", type: "CONTACT_FLOW", content: CONTENT };

test("has one short hash for each field and splits the content", () => {
  const { parts, sha256: whole } = of(BODY);
  expect(Object.keys(parts)).toEqual(["content", "layout", "name", "type"]);
  expect(Object.values(parts).every((part) => /^[0-9a-f]{16}$/.test(part))).toBe(true);
  expect(whole).toMatch(/^[0-9a-f]{64}$/);
});

test("tells a change of layout from a change of behaviour", () => {
  const before = of(BODY);
  const moved = of(withValue(BODY, "/content/Metadata/name", "m") as Body);
  const edited = of(withValue(BODY, "/content/StartAction", "b") as Body);
  expect(moved.parts).toEqual({ ...before.parts, layout: moved.parts.layout });
  expect(edited.parts).toEqual({ ...before.parts, content: edited.parts.content });
  expect(new Set([before.sha256, moved.sha256, edited.sha256]).size).toBe(3);
  expect(moved.parts.layout).not.toBe(before.parts.layout);
});

test("does not see a field whose value is undefined", () => {
  expect(of({ ...BODY, description: undefined } as unknown as Body)).toEqual(of(BODY));
  expect(of({ ...BODY, description: "" })).not.toEqual(of(BODY));
});

test("does not depend on the order of keys", () => {
  expect(of({ content: CONTENT, type: BODY.type, name: BODY.name })).toEqual(of(BODY));
});

test("keeps content that cannot be read apart from content that can", () => {
  expect(of({ content: "{}" }).parts.content).not.toBe(of({ content: {} }).parts.content);
});

test("stays as it was recorded in states", () => {
  expect(of({ name: "Main", maxContacts: 3 })).toEqual({
    sha256: sha256(`maxContacts ${sha256("3")}\nname ${sha256('"Main"')}\n`),
    parts: { maxContacts: sha256("3").slice(0, 16), name: sha256('"Main"').slice(0, 16) },
  });
});
