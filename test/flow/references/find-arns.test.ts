import { expect, test } from "vitest";
import { findArns } from "../../../src/flow/references/find-arns.js";
import { arnOf, contentWith } from "../content-builder.js";

const QUEUE = arnOf("queue", 1);
const texts = (value: Parameters<typeof findArns>[0]) => findArns(value).map(({ text }) => text);

test("tells where an ARN stands and what it is", () => {
  const [found, ...others] = findArns(contentWith("UpdateContactTargetQueue", { QueueId: QUEUE }));
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    pointer: "/Actions/0/Parameters/QueueId",
    block: "first",
    path: "Parameters.QueueId",
    text: QUEUE,
    start: 0,
    end: QUEUE.length,
    arn: { service: "connect", region: "eu-west-2" },
  });
});

test("finds ARNs inside longer text, in lists and in keys", () => {
  const text = `from ${QUEUE}, to "arn:aws:lambda:eu-west-2:210987654321:function:f:live".`;
  expect(texts([text])).toEqual([QUEUE, "arn:aws:lambda:eu-west-2:210987654321:function:f:live"]);
  expect(findArns({ [QUEUE]: 1 })).toMatchObject([{ text: QUEUE, inKey: true }]);
});

test("gives positions that cut the ARN out of its string", () => {
  const text = `é ${QUEUE}:$LATEST!`;
  expect(findArns(text).map(({ start, end }) => text.slice(start, end))).toEqual([`${QUEUE}:$LATEST`]);
});

test("leaves the full stop or colon behind an ARN to the sentence", () => {
  expect(texts([`See ${QUEUE}.`, `${QUEUE}: sales`])).toEqual([QUEUE, QUEUE]);
});

test("does not count what stands inside a reference or is continued by one", () => {
  expect(
    texts([`\${${QUEUE}}`, "arn:aws:lambda:eu-west-2:1:function:${var.stage}-x", `${QUEUE}:\${module.a.alias.b}`]),
  ).toEqual([]);
});

test("counts what stands beside a reference or inside an escape", () => {
  expect(texts([`\${queue.a} ${QUEUE}`, `$\${${QUEUE}}`])).toEqual([QUEUE, QUEUE]);
});

test("names array steps with brackets and metadata as such", () => {
  const audio = { Metadata: { ActionMetadata: { Loop: { audio: [{ id: arnOf("prompt", 2) }] } } } };
  expect(findArns(audio)).toMatchObject([{ block: "Loop", path: "Metadata.audio.[].id" }]);
  expect(findArns({ Settings: { a: [QUEUE] } })).toMatchObject([{ path: "Settings.a.[]" }]);
});
