import { expect, test } from "vitest";
import { FLOW_TYPES } from "../../src/flow/blocks/flow-types.js";
import { checkContent } from "../../src/flow/check/check-content.js";
import { isPlaceholder, placeholderContent } from "../../src/flow/placeholder.js";
import { findArns } from "../../src/flow/references/find-arns.js";
import { findTokens } from "../../src/flow/references/find-references.js";
import { contentWith, withValue } from "./content-builder.js";

const USES = [{ kind: "module" as const }, ...Object.keys(FLOW_TYPES).map((type) => ({ kind: "flow" as const, type }))];

test.each(USES)("obeys every rule as content of $kind $type, and refers to nothing", (use) => {
  const content = placeholderContent(use);
  expect(checkContent(content, use)).toEqual([]);
  expect([...findTokens(content), ...findArns(content)]).toEqual([]);
  expect(isPlaceholder(content)).toBe(true);
});

test("gives an inbound flow where the type is not known", () => {
  expect(placeholderContent({ kind: "flow", type: "SOMETHING" })).toEqual(
    placeholderContent({ kind: "flow", type: "CONTACT_FLOW" }),
  );
});

test("keeps an inbound call: to the queue that was set, else on the line, then goodbye", () => {
  const { Actions } = placeholderContent({ kind: "flow", type: "CONTACT_FLOW" }) as {
    Actions: readonly { Type: string }[];
  };
  expect(Actions.map(({ Type }) => Type)).toEqual([
    "MessageParticipant",
    "TransferContactToQueue",
    "Loop",
    "MessageParticipant",
    "DisconnectParticipant",
  ]);
});

test("is no longer a placeholder once its behaviour is edited, but is when only its layout moves", () => {
  const content = placeholderContent({ kind: "flow", type: "CONTACT_FLOW" });
  expect(isPlaceholder(withValue(content, "/Actions/0/Parameters/Text", "Hello"))).toBe(false);
  expect(isPlaceholder(withValue(content, "/Metadata/entryPointPosition/x", 5))).toBe(true);
});

test("takes no content for a placeholder that is not named so", () => {
  expect(isPlaceholder(contentWith("Compare", {}))).toBe(false);
  expect(isPlaceholder(withValue(placeholderContent({ kind: "module" }), "/Metadata/name", "mine"))).toBe(false);
  expect(isPlaceholder("text")).toBe(false);
});
