import { expect, test } from "vitest";
import { blockGraph, unreachableBlocks } from "../../src/flow/graph.js";
import { action, contentOf, to, uuid } from "./content-builder.js";

const CONTENT = {
  ...contentOf(
    action("menu", "GetParticipantInput", {
      Transitions: {
        ...to("end", "NoMatchingError"),
        Conditions: [{ NextAction: "sales", Condition: { Operator: "Equals", Operands: ["1"] } }],
      },
    }),
    action("sales", "TransferToFlow", { Transitions: to("gone") }),
    action("end", "DisconnectParticipant"),
    action(uuid(1), "Wait", { Transitions: to(uuid(1)) }),
  ),
  Metadata: { ActionMetadata: { menu: { position: { x: 10, y: -5.5 } }, sales: { Position: { x: 1, y: 2 } } } },
};

test("labels a condition on something that is no word", () => {
  const Conditions = [{ NextAction: "end", Condition: { Operator: "Equals", Operands: [[{ toString: 1 }]] } }];
  const odd = contentOf(
    action("a", "Compare", { Transitions: { Conditions } }),
    action("end", "DisconnectParticipant"),
  );
  expect(blockGraph(odd).links.map(({ label }) => label)).toEqual(["Equals …"]);
});

test("reads blocks with their names and positions", () => {
  const { start, blocks } = blockGraph(CONTENT);
  expect(start).toBe("menu");
  expect(blocks).toEqual([
    { id: "menu", type: "GetParticipantInput", name: "menu", position: { x: 10, y: -5.5 } },
    { id: "sales", type: "TransferToFlow", name: "sales", position: { x: 1, y: 2 } },
    { id: "end", type: "DisconnectParticipant", name: "end" },
    { id: uuid(1), type: "Wait", name: "Wait" },
  ]);
});

test("labels links by what leads there and points at them", () => {
  const links = blockGraph(CONTENT).links.map(({ from, to: target, label, pointer }) => [from, target, label, pointer]);
  expect(links.slice(0, 4)).toEqual([
    ["menu", "end", "", "/Actions/0/Transitions/NextAction"],
    ["menu", "sales", "Equals 1", "/Actions/0/Transitions/Conditions/0/NextAction"],
    ["menu", "end", "NoMatchingError", "/Actions/0/Transitions/Errors/0/NextAction"],
    ["sales", "gone", "", "/Actions/1/Transitions/NextAction"],
  ]);
});

test("finds blocks that nothing leads to, though they lead to themselves", () => {
  expect(unreachableBlocks(CONTENT)).toEqual([uuid(1)]);
});

test("calls no block unreachable where the start is not there", () => {
  expect(unreachableBlocks({ ...CONTENT, StartAction: "gone" })).toEqual([]);
});

test("is empty for what is not in the Flow language", () => {
  expect(blockGraph("text")).toEqual({ start: "", blocks: [], links: [] });
  expect(blockGraph({ Actions: { a: 1 } })).toEqual({ start: "", blocks: [], links: [] });
});
