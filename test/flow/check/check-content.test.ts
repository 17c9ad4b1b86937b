import { expect, test } from "vitest";
import { checkContent } from "../../../src/flow/check/check-content.js";
import { CONTENT_PROBLEMS } from "../../../src/flow/check/content-problem.js";
import type { Json } from "../../../src/model/json.js";
import { action, contentOf, contentWith, to } from "../content-builder.js";

const FLOW = { kind: "flow", type: "CONTACT_FLOW" } as const;
const END = action("end", "DisconnectParticipant");
const codes = (content: Json, use: Parameters<typeof checkContent>[1] = FLOW) =>
  checkContent(content, use).map(({ severity, code }) => `${severity} ${code}`);

test("finds nothing wrong with a whole flow", () => {
  const greet = action("greet", "MessageParticipant", { Parameters: { Text: "Hello" }, Transitions: to("end") });
  expect(checkContent(contentOf(greet, END), FLOW)).toEqual([]);
});

test("says of text that it is not JSON, and of other values that they are no content", () => {
  expect(codes("{broken")).toEqual(["error flow/not-json"]);
  expect(codes([1])).toEqual(["error flow/not-an-object"]);
  expect(codes({ a: 1 })).toEqual(["error flow/not-an-object"]);
});

test("refuses the old designer's export and names the counterpart of each of its types", () => {
  const modules = [{ type: "PlayPrompt" }, { type: "SetQueue" }, { type: "Zzz" }];
  const [problem, ...others] = checkContent({ modules, start: "x" }, FLOW);
  expect(others).toEqual([]);
  expect(problem?.code).toBe("flow/legacy-format");
  expect(problem?.detail).toContain(
    "PlayPrompt → MessageParticipant; SetQueue → UpdateContactTargetQueue; Zzz → no known counterpart",
  );
});

test("says where the content is inside of a wrapper", () => {
  const [problem] = checkContent({ ContactFlow: { Content: "{}" } }, FLOW);
  expect(problem).toMatchObject({ code: "flow/wrapped", pointer: "/ContactFlow/Content" });
  expect(problem?.detail).toContain("DescribeContactFlow");
});

test("refuses a type of the old designer and names the one that was meant", () => {
  const problems = checkContent(contentWith("SetQueue", {}), FLOW);
  expect(problems).toMatchObject([
    { severity: "error", code: "flow/refused-block-type", pointer: "/Actions/0/Type", block: "first" },
  ]);
  expect(problems[0]?.help).toContain("UpdateContactTargetQueue");
});

test("warns of a type that is not known, and names a near one", () => {
  const problems = checkContent(contentWith("MesageParticipant", {}), FLOW);
  expect(problems).toMatchObject([{ severity: "warning", code: "flow/unknown-block-type", block: "first" }]);
  expect(problems[0]?.help).toContain("MessageParticipant");
  expect(codes(contentWith("BrandNewBlock2030", {}))).toEqual(["warning flow/unknown-block-type"]);
});

test("refuses a spelling that the service is known to refuse, and a block without a type", () => {
  expect(codes(contentWith("UnTagContact", {}))).toEqual(["error flow/refused-block-type"]);
  expect(codes(contentOf({ Identifier: "a" }))).toEqual(["error flow/refused-block-type"]);
});

test("warns of a block that is not meant for this type of flow", () => {
  const content = contentOf(action("a", "TransferContactToAgent"));
  expect(codes(content)).toEqual(["warning flow/block-in-flow-type"]);
  expect(codes(content, { kind: "flow", type: "AGENT_TRANSFER" })).toEqual([]);
  expect(codes(content, { kind: "flow" })).toEqual([]);
  expect(codes(content, { kind: "flow", type: "NEW_TYPE" })).toEqual([]);
  expect(codes(contentOf(action("a", "EndFlowModuleExecution")))).toEqual(["warning flow/block-in-flow-type"]);
  expect(codes(contentOf(action("a", "EndFlowModuleExecution")), { kind: "module" })).toEqual([]);
});

test("only warns of a draft, unless it is no content at all", () => {
  const broken = contentOf(action("a", "TransferContactToQueue", { Transitions: to("gone") }));
  expect(codes(broken)).toContain("error flow/dangling");
  const draft = checkContent(broken, { ...FLOW, published: false });
  expect(draft.map(({ code }) => code)).toEqual(checkContent(broken, FLOW).map(({ code }) => code));
  expect(new Set(draft.map(({ severity }) => severity))).toEqual(new Set(["warning"]));
  expect(codes({ modules: [] }, { ...FLOW, published: false })).toEqual(["error flow/legacy-format"]);
  const [empty] = checkContent({ modules: [] }, FLOW);
  expect(empty?.detail).toBe("It has `modules` in place of `Actions`; the API takes the Flow language alone.");
});

test("sorts problems by block, those of the document first", () => {
  const content = contentOf(action("a", "X1", { Transitions: to("gone") }), action("b", "X2"), action("a", "X3"));
  const pointers = checkContent({ ...content, Version: "1" }, FLOW).map(({ pointer }) => pointer);
  expect(pointers[0]).toBe("/Version");
  const blocks = pointers.slice(1).map((pointer) => Number(pointer.split("/")[2]));
  expect(blocks).toEqual([...blocks].sort());
});

test("survives blocks of any shape", () => {
  const odd = {
    Version: 1,
    StartAction: 2,
    Actions: [null, "a", [], { Identifier: 1, Type: 2, Parameters: 3, Transitions: [] }],
  };
  expect(codes(odd)).toContain("error flow/no-actions");
  expect(codes({ ...odd, Actions: { a: 1 }, Metadata: "x" })).toContain("error flow/no-actions");
});

test("explains every code in whole sentences", () => {
  const texts = Object.values(CONTENT_PROBLEMS);
  expect(texts.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
});
