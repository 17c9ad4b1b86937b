import { expect, test } from "vitest";
import { findBareIds } from "../../../src/flow/references/find-bare-ids.js";
import type { JsonObject } from "../../../src/model/json.js";
import { action, arnOf, contentOf, contentWith, uuid } from "../content-builder.js";

const kinds = (type: string, parameters: JsonObject) =>
  findBareIds(contentWith(type, parameters)).map(({ kind, path }) => `${kind} ${path}`);

test.each([
  ["UpdateContactTargetQueue", { QueueId: uuid(1) }, "queue Parameters.QueueId"],
  ["UpdateContactTargetQueue", { AgentId: uuid(1) }, "user Parameters.AgentId"],
  ["CheckHoursOfOperation", { HoursOfOperationId: uuid(1) }, "hours Parameters.HoursOfOperationId"],
  ["TransferToFlow", { ContactFlowId: uuid(1) }, "flow Parameters.ContactFlowId"],
  ["UpdateContactEventHooks", { EventHooks: { AgentHold: uuid(1) } }, "flow Parameters.EventHooks.*"],
  ["InvokeFlowModule", { FlowModuleId: uuid(1) }, "module Parameters.FlowModuleId"],
  ["MessageParticipantIteratively", { Messages: [{ PromptId: uuid(1) }] }, "prompt Parameters.Messages.[].PromptId"],
  ["ShowView", { ViewResource: { Id: uuid(1) } }, "view Parameters.ViewResource.Id"],
  ["CreateTask", { TaskTemplateId: uuid(1) }, "taskTemplate Parameters.TaskTemplateId"],
  ["CreateCase", { CaseTemplateId: uuid(1) }, "caseTemplate Parameters.CaseTemplateId"],
  ["GetCase", { CaseResponseFields: ["title", uuid(1)] }, "caseField Parameters.CaseResponseFields.[]"],
  ["ListDataTableValues", { DataTableId: uuid(1) }, "dataTable Parameters.DataTableId"],
  [
    "GetParticipantInput",
    { InputEncryption: { EncryptionKeyId: uuid(1) } },
    "securityKey Parameters.InputEncryption.EncryptionKeyId",
  ],
])("takes a bare id in %s for what the position says", (type, parameters, expected) => {
  expect(kinds(type, parameters)).toEqual([expected]);
});

test("takes the keys of a case's fields, and leaves the language's own words alone", () => {
  const fields = { title: "A", [uuid(1)]: uuid(1), [uuid(2)]: "B" };
  const found = findBareIds(contentWith("UpdateCase", { CaseRequestFields: fields }));
  expect(found.map(({ kind, id, pointer, inKey }) => [kind, id, pointer, inKey ?? false])).toEqual([
    ["caseField", uuid(1), `/Actions/0/Parameters/CaseRequestFields/${uuid(1)}`, true],
    ["caseField", uuid(2), `/Actions/0/Parameters/CaseRequestFields/${uuid(2)}`, true],
    ["caseField", uuid(1), `/Actions/0/Parameters/CaseRequestFields/${uuid(1)}`, false],
  ]);
});

test("splits a qualifier off", () => {
  const [found] = findBareIds(contentWith("InvokeFlowModule", { FlowModuleId: `${uuid(1)}:$LATEST` }));
  expect(found).toMatchObject({ id: uuid(1), qualifier: "$LATEST", text: `${uuid(1)}:$LATEST`, block: "first" });
});

test("takes neither ARNs, paths, references nor ids in free places", () => {
  expect(kinds("UpdateContactTargetQueue", { QueueId: arnOf("queue", 1) })).toEqual([]);
  expect(kinds("UpdateContactTargetQueue", { QueueId: "$.Attributes.q" })).toEqual([]);
  expect(kinds("UpdateContactTargetQueue", { QueueId: "${queue.a.id}" })).toEqual([]);
  expect(kinds("UpdateContactAttributes", { Attributes: { QueueId: uuid(1) } })).toEqual([]);
  expect(kinds("BrandNew", { QueueId: uuid(1) })).toEqual([]);
});

test("takes an id in a free place for what the content names by it elsewhere", () => {
  const Parameters = {
    Attributes: { [uuid(1)]: "seen", back: uuid(1), again: `${uuid(2)}:$LATEST`, other: uuid(3), text: `a ${uuid(1)}` },
  };
  const Conditions = [{ NextAction: "end", Condition: { Operator: "Equals", Operands: [uuid(1)] } }];
  const content = contentOf(
    action("queue", "UpdateContactTargetQueue", { Parameters: { QueueId: arnOf("queue", 1) } }),
    action("module", "InvokeFlowModule", { Parameters: { FlowModuleId: uuid(2) } }),
    action("kept", "UpdateContactAttributes", { Parameters, Transitions: { NextAction: uuid(1), Conditions } }),
  );
  expect(findBareIds(content).map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    "module /Actions/1/Parameters/FlowModuleId",
    `queue /Actions/2/Parameters/Attributes/${uuid(1)}`,
    "queue /Actions/2/Parameters/Attributes/back",
    "module /Actions/2/Parameters/Attributes/again",
    "queue /Actions/2/Transitions/Conditions/0/Condition/Operands/0",
  ]);
});

test("says nothing of an id that means two kinds", () => {
  const content = contentOf(
    action("queue", "UpdateContactTargetQueue", { Parameters: { QueueId: uuid(1) } }),
    action("flow", "TransferToFlow", { Parameters: { ContactFlowId: uuid(1) } }),
    action("kept", "UpdateContactAttributes", { Parameters: { Attributes: { which: uuid(1) } } }),
  );
  expect(findBareIds(content).map(({ block }) => block)).toEqual(["queue", "flow"]);
});

test("takes the attributes that open a guide for the agent for flows", () => {
  const Attributes = { DefaultFlowForAgentUI: uuid(1), DisconnectFlowForAgentUI: uuid(2), OtherFlow: uuid(3) };
  expect(kinds("UpdateContactAttributes", { Attributes })).toEqual([
    "flow Parameters.Attributes.DefaultFlowForAgentUI",
    "flow Parameters.Attributes.DisconnectFlowForAgentUI",
  ]);
});

test("follows what the console mirrors in its metadata", () => {
  const entry = {
    queue: { id: uuid(1) },
    Hours: { id: uuid(2) },
    ContactFlow: { id: uuid(3) },
    conditionMetadata: [{ id: uuid(4) }],
  };
  const content = (parameters: JsonObject) => ({
    ...contentOf(action("a/b", "GetMetricData", { Parameters: parameters })),
    Metadata: { ActionMetadata: { "a/b": entry } },
  });
  expect(findBareIds(content({})).map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    "queue /Metadata/ActionMetadata/a~1b/queue/id",
    "hours /Metadata/ActionMetadata/a~1b/Hours/id",
    "flow /Metadata/ActionMetadata/a~1b/ContactFlow/id",
  ]);
  expect(findBareIds(content({ AgentId: "$.x" }))[0]).toMatchObject({ kind: "user" });
});
