import { expect, test } from "vitest";
import type { Listed } from "../../../src/model/snapshot.js";
import { flow, manifest } from "../../support/desired.js";
import { instanceWith, stateOf } from "../../support/memory-instance.js";
import { type PlanSeed, planFor } from "../../support/planning.js";
import { block, content } from "../../support/plans.js";

const ID = "0c0ffee0-0000-4000-8000-000000000001";
const OTHER = "0c0ffee0-0000-4000-8000-000000000002";

const setQueue = (id: string) => block("queue", "UpdateContactTargetQueue", { QueueId: id });
const say = (text: string) => block("say", "MessageParticipant", { Text: text });
const createCase = block("case", "CreateCase", { CaseTemplateId: ID, CaseRequestFields: { title: "A", [OTHER]: "B" } });

const before = manifest(flow("main", { content: content(setQueue(ID)) }));
const seed = { live: instanceWith(before), state: stateOf(instanceWith(before), before) };

const refused = (parts: readonly ReturnType<typeof flow>[], more: PlanSeed = {}) =>
  planFor(manifest(...parts), more).diagnostics.filter(({ code }) => code === "plan/foreign-id");

test("an id that no content of the instance has is an error, with its block and place", () => {
  const [found, ...others] = refused([flow("main", { content: content(say("hi"), setQueue(ID)) })]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    severity: "error",
    address: "flow.main",
    pointer: "/Actions/1/Parameters/QueueId",
    detail: expect.stringContaining("The queue that block `queue` names by the id"),
    help: expect.stringContaining("${queue.NAME.id}"),
  });
});

test("what has no address has a rule for its only help, in keys too", () => {
  const found = refused([flow("main", { content: content(createCase) })]);
  expect(found.map(({ pointer }) => pointer)).toEqual([
    "/Actions/0/Parameters/CaseTemplateId",
    `/Actions/0/Parameters/CaseRequestFields/${OTHER}`,
  ]);
  for (const { help } of found) expect(help).toMatch(/^add a rule to `rewrite`/);
});

test("an id that lives in the instance may stay, there and in other contents", () => {
  const edited = flow("main", { content: content(say("hi"), setQueue(ID)) });
  expect(refused([edited], seed)).toEqual([]);
  expect(refused([edited, flow("new", { content: content(setQueue(ID)) })], seed)).toEqual([]);
  expect(refused([flow("main", { content: content(setQueue(OTHER)) })], seed)).toHaveLength(1);
});

test("a rule that makes an id, or lets it stay, answers for it", () => {
  const rewrite = [
    { from: ID, to: ID },
    { from: OTHER, to: ID },
  ];
  expect(refused([flow("main", { content: content(createCase) })], { environment: { rewrite } })).toEqual([]);
});

test("nothing is said where nothing was read", () => {
  const parts = [flow("main", { content: content(setQueue(OTHER)) })];
  expect(refused(parts, { ...seed, options: { refresh: "none" } })).toEqual([]);
});

test("an id that a list of its kind has is one of this instance", () => {
  const queue: Listed = {
    kind: "queue",
    id: ID,
    arn: "arn:aws:connect:us-east-1:111122223333:instance/i/queue/q",
    name: "Sales",
  };
  const parts = [
    flow("main", { content: content(setQueue(ID), block("other", "UpdateContactTargetQueue", { QueueId: OTHER })) }),
  ];
  expect(
    refused(parts, { snapshot: (read) => ({ ...read, listed: { ...read.listed, queue: [queue] } }) }).map(
      ({ pointer }) => pointer,
    ),
  ).toEqual(["/Actions/1/Parameters/QueueId"]);
});
