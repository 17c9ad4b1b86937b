import { expect, test } from "vitest";
import { blockName, blockNames } from "../../../src/flow/blocks/block-names.js";
import { action, contentOf, uuid } from "../content-builder.js";

test("keeps a name that a person gave", () => {
  expect(blockName(contentOf(action("Ask for account", "GetParticipantInput")), "Ask for account")).toBe(
    "Ask for account",
  );
});

test("calls a block by the console's label, with a number where several are alike", () => {
  const content = contentOf(
    action(uuid(1), "MessageParticipant"),
    action(uuid(2), "Compare"),
    action(uuid(3), "MessageParticipant"),
    action(uuid(4), "BrandNew"),
  );
  expect([...blockNames(content).values()]).toEqual([
    "Play prompt 1",
    "Check contact attributes",
    "Play prompt 2",
    "BrandNew",
  ]);
});

test("does not give a name that a person gave to another block", () => {
  const content = contentOf(action("Loop", "Loop"), action("Loop 1", "Loop"), action(uuid(1), "Loop"));
  expect(blockName(content, uuid(1))).toBe("Loop 2");
});

test("gives an unknown identifier back", () => {
  expect(blockName(contentOf(), "who")).toBe("who");
});
