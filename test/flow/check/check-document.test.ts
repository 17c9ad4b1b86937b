import { expect, test } from "vitest";
import { checkDocument } from "../../../src/flow/check/check-document.js";
import type { JsonObject } from "../../../src/model/json.js";
import { action, contentOf, to, uuid } from "../content-builder.js";

const END = action("end", "DisconnectParticipant");
const problems = (content: JsonObject) =>
  checkDocument(content).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);

test.each([undefined, "2012-01-01", 20191030])("refuses the version %s", (version) => {
  const { Version: _, ...content } = contentOf(END);
  expect(problems(version === undefined ? content : { ...content, Version: version })).toEqual([
    "error flow/version /Version",
  ]);
});

test.each([
  [{ Actions: [] }, "error flow/no-actions /Actions"],
  [{ Actions: "x" }, "error flow/no-actions /Actions"],
  [{ StartAction: "" }, "error flow/start /StartAction"],
  [{ StartAction: 1 }, "error flow/start /StartAction"],
  [{ StartAction: "ende" }, "error flow/start /StartAction"],
])("refuses a frame with %j", (change, expected) => {
  expect(problems({ ...contentOf(END), ...change })).toEqual([expected]);
});

test("suggests the near name for a start and for a transition that lead nowhere", () => {
  const content = contentOf(action("Greet caller", "X", { Transitions: to("greet calller", "A") }));
  const [problem, second] = checkDocument(content);
  expect(problem).toMatchObject({ code: "flow/dangling", help: "write `Greet caller`", block: "Greet caller" });
  expect(second).toMatchObject({ pointer: "/Actions/0/Transitions/Errors/0/NextAction" });
});

test("refuses a transition that is empty, as the console stores it where nothing is connected", () => {
  expect(problems(contentOf(action("a", "X", { Transitions: to("") })))).toEqual([
    "error flow/dangling /Actions/0/Transitions/NextAction",
  ]);
});

test("refuses a branch without a target", () => {
  const Transitions = { NextAction: "end", Errors: [{ ErrorType: "A" }], Conditions: [{ NextAction: 1 }] };
  const loose = action("b", "X", { Transitions: { NextAction: 1 } });
  expect(problems(contentOf(loose))).toEqual(["error flow/dangling /Actions/0/Transitions/NextAction"]);
  expect(problems(contentOf(action("a", "X", { Transitions }), END))).toEqual([
    "error flow/dangling /Actions/0/Transitions/Errors/0",
    "error flow/dangling /Actions/0/Transitions/Conditions/0",
  ]);
});

test.each([
  [{ Parameters: [] }, "Parameters"],
  [{ Transitions: "end" }, "Transitions"],
  [{ Transitions: { NextAction: "end", Errors: {} } }, "Transitions/Errors"],
  [{ Transitions: { NextAction: "end", Conditions: ["x"] } }, "Transitions/Conditions"],
])("refuses %j, which cannot be read", (part, at) => {
  const told = problems(contentOf(action("a", "X", { Transitions: to("end"), ...part }), END));
  expect(told).toContain(`error flow/shape /Actions/0/${at}`);
});

test.each(["", "a:b", "50%", "f(x)", "$x", "toString", "x".repeat(51)])("refuses the identifier %j", (id) => {
  expect(problems({ ...contentOf(action(id, "X"), END), StartAction: "end" })).toContain(
    "error flow/identifier /Actions/0/Identifier",
  );
});

test.each(["挨拶する", "Ask - once more!", "x".repeat(50), uuid(1), "tostring"])("takes the identifier %j", (id) => {
  expect(problems(contentOf(action(id, "X")))).toEqual([]);
});

test("refuses a second block of the same name", () => {
  expect(problems(contentOf(END, END))).toEqual(["error flow/duplicate-identifier /Actions/1/Identifier"]);
});

test("warns of blocks that no way leads to and of metadata without a block", () => {
  const content = { ...contentOf(END, action("lost", "X")), Metadata: { ActionMetadata: { end: {}, "lost/2": {} } } };
  expect(problems(content)).toEqual([
    "warning flow/unreachable /Actions/1",
    "warning flow/orphan-metadata /Metadata/ActionMetadata/lost~12",
  ]);
});

test("refuses more than 250 blocks", () => {
  const chain = (count: number) =>
    contentOf(
      ...Array.from({ length: count }, (_, at) =>
        action(`b${at}`, "X", { Transitions: to(`b${Math.min(at + 1, count - 1)}`) }),
      ),
    );
  expect(problems(chain(250))).toEqual([]);
  expect(problems(chain(251))).toEqual(["error flow/too-many-blocks /Actions"]);
});

test("warns of content that is too large before its references are filled in", () => {
  const content = contentOf(action("end", "X", { Parameters: { Text: "x".repeat(256_000) } }));
  expect(problems(content)).toEqual(["warning flow/too-large "]);
});
