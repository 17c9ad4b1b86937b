import { expect, test } from "vitest";
import { explainProblems } from "../../src/apply/problems.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { block, change, content, planOf } from "../support/plans.js";

const arn = "arn:aws:connect:ap-northeast-1:123456789012:instance/aaaaaaaa-0000-4000-8000-000000000000/queue/q-1";
const main = change({
  address: "flow.main",
  action: "update",
  file: "flows/main.json",
  after: { content: content(block("Say hello", "MessageParticipant"), block("To sales", "UpdateContactTargetQueue")) },
  resolved: { "queue.sales": { id: "q-1", arn, name: "Sales" }, "flow.new": null },
});

const explained = (more: Partial<Diagnostic>) =>
  explainProblems(
    [{ severity: "error", code: "connect/rejected-content", summary: "Refused", ...more }],
    main,
    planOf([main]),
  )[0];

test("names the address, the file and the block", () => {
  expect(explained({ detail: "No such queue.", pointer: "/Actions/1/Parameters/QueueId" })).toMatchObject({
    address: "flow.main",
    file: "flows/main.json",
    detail: "Block `To sales`: No such queue.",
    pointer: "/Actions/1/Parameters/QueueId",
  });
});

test("says which address an ARN stood for", () => {
  expect(explained({ detail: `${arn} is not there` })?.detail).toBe(`queue.sales (${arn}) is not there`);
});

test("leaves other ARNs, and problems without a block, as they are", () => {
  const other = "arn:aws:lambda:us-east-1:1:function:x is not there";
  expect(explained({ detail: other })?.detail).toBe(other);
  expect(explained({ detail: "Too long", pointer: "/Actions/9" })?.detail).toBe("Too long");
});

test("adds no empty detail", () => {
  expect(explained({})).not.toHaveProperty("detail");
});
