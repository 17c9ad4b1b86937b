import fc from "fast-check";
import { expect, test } from "vitest";
import { extractReferences, type Named, type NamedBy } from "../../../src/flow/references/extract.js";
import { renderStrings } from "../../../src/flow/render.js";
import { formatArn } from "../../../src/model/arn.js";
import type { Json, JsonObject } from "../../../src/model/json.js";
import { action, arnOf, contentOf, contentWith, uuid } from "../content-builder.js";
import { jsonValue } from "../json-value.js";

const ALIASES = { [uuid(70)]: "live", [uuid(71)]: "not a name" };
const FUNCTION = "arn:aws:lambda:eu-west-2:210987654321:function:orders";

/** An instance in which everything has an address, but for ids that end in 9 and functions at `:none`. */
function instance() {
  const things = new Map<string, { address: string; arn: string; id: string }>();
  const nameOf = ({ kind, id, arn }: Named): NamedBy | undefined => {
    if (id.endsWith("9") || arn?.qualifier === "none") return undefined;
    const key = arn ? formatArn(arn) : `${kind} ${id}`;
    const thing = things.get(key) ?? { address: `${kind}.n${things.size}`, arn: arn ? key : "", id };
    things.set(key, thing);
    return { address: thing.address, aliases: ALIASES };
  };
  const render = (content: Json) => {
    const byAddress = new Map([...things.values()].map((thing) => [thing.address, thing]));
    return renderStrings(content, (token) => {
      if (token.type !== "reference") return undefined;
      const { address, part, alias } = token.reference;
      if (part === "alias") return Object.entries(ALIASES).find(([, name]) => name === alias)?.[0];
      return byAddress.get(address)?.[part === "id" ? "id" : "arn"];
    });
  };
  return { nameOf, render };
}

const parameters = (type: string, given: JsonObject, nameOf = instance().nameOf) => {
  const { content, unresolved } = extractReferences(contentWith(type, given), nameOf);
  const [first] = (content as { Actions: readonly { Parameters: JsonObject }[] }).Actions;
  return { ...first?.Parameters, unresolved: unresolved.length };
};

test("writes an ARN as the address and keeps the qualifier behind it", () => {
  expect(parameters("TransferToFlow", { ContactFlowId: `${arnOf("contact-flow", 1)}:$SAVED` })).toEqual({
    ContactFlowId: "${flow.n0}:$SAVED",
    unresolved: 0,
  });
});

test("writes the id of a known alias as a reference, unless no reference can hold its name", () => {
  const module = arnOf("flow-module", 1);
  expect(parameters("InvokeFlowModule", { FlowModuleId: `${module}:${uuid(70)}` })).toMatchObject({
    FlowModuleId: "${module.n0}:${module.n0.alias.live}",
  });
  expect(parameters("InvokeFlowModule", { FlowModuleId: `${module}:${uuid(71)}` })).toMatchObject({
    FlowModuleId: `\${module.n0}:${uuid(71)}`,
  });
});

test("writes a bare id with its part, a qualifier too", () => {
  expect(parameters("InvokeFlowModule", { FlowModuleId: `${uuid(1)}:${uuid(70)}` })).toMatchObject({
    FlowModuleId: "${module.n0.id}:${module.n0.alias.live}",
  });
});

test("asks for a Lambda function with its qualifier first, then without", () => {
  const asked: (string | undefined)[] = [];
  const nameOf = ({ arn, qualifier }: Named) => {
    asked.push(arn && `${formatArn(arn)} ${qualifier}`);
    return arn?.qualifier === undefined ? { address: "lambda.orders" } : undefined;
  };
  expect(parameters("InvokeLambdaFunction", { LambdaFunctionARN: `${FUNCTION}:live` }, nameOf)).toMatchObject({
    LambdaFunctionARN: "${lambda.orders}:live",
  });
  expect(asked).toEqual([`${FUNCTION}:live live`, `${FUNCTION} undefined`]);
});

test("lets an address stand for a Lambda function at an alias", () => {
  expect(parameters("InvokeLambdaFunction", { LambdaFunctionARN: `${FUNCTION}:live` })).toMatchObject({
    LambdaFunctionARN: "${lambda.n0}",
  });
});

test("finds ARNs in free text, keys and metadata, and escapes what looks like a reference", () => {
  const queue = arnOf("queue", 1);
  const content = { [queue]: `a ${queue}, $\{queue.x}`, Metadata: { ActionMetadata: { b: { queue: { id: queue } } } } };
  expect(extractReferences(content, instance().nameOf).content).toEqual({
    "${queue.n0}": "a ${queue.n0}, $${queue.x}",
    Metadata: { ActionMetadata: { b: { queue: { id: "${queue.n0}" } } } },
  });
});

test("lists what nobody has a name for and leaves it", () => {
  const content = contentWith("CreateCase", {
    CaseTemplateId: uuid(1),
    Text: `${arnOf("queue", 9)} arn:aws:wisdom:eu-west-2:1:assistant/x`,
  });
  const extracted = extractReferences(content, instance().nameOf);
  expect(extracted.content).toEqual(content);
  expect(extracted.unresolved.map(({ text }) => text)).toEqual([
    uuid(1),
    arnOf("queue", 9),
    "arn:aws:wisdom:eu-west-2:1:assistant/x",
  ]);
});

test("takes the id of something known in a free place for it, where that is asked for", () => {
  const Attributes = { [uuid(1)]: "a", desk: uuid(1), other: uuid(99), text: `to ${uuid(1)}` };
  const content = contentWith("UpdateContactAttributes", { Attributes });
  const nameOf = ({ kind, id }: Named) => (kind === "queue" && id === uuid(1) ? { address: "queue.desk" } : undefined);
  expect(extractReferences(content, nameOf)).toEqual({ content, unresolved: [] });
  expect(extractReferences(content, nameOf, { freeIds: true })).toEqual({
    content: contentWith("UpdateContactAttributes", {
      Attributes: { "${queue.desk.id}": "a", desk: "${queue.desk.id}", other: uuid(99), text: `to ${uuid(1)}` },
    }),
    unresolved: [],
  });
});

test("leaves an ARN behind a dollar sign, where a reference would be read as an escape", () => {
  const { content, unresolved } = extractReferences(`$${arnOf("queue", 1)}`, instance().nameOf);
  expect(content).toBe(`$${arnOf("queue", 1)}`);
  expect(unresolved).toHaveLength(1);
});

test("does not use an address that no reference can hold", () => {
  const arn = arnOf("queue", 1);
  expect(extractReferences(arn, () => ({ address: "queue.a b" })).content).toBe(arn);
});

const qualifier = fc.constantFrom("", "", ":$LATEST", ":3", `:${uuid(70)}`, `:${uuid(71)}`, ":none", ":a$", ":x:y");
const number = fc.integer({ min: 1, max: 12 });
const arn = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("queue", "contact-flow", "flow-module", "prompt", "queue/agent", "odd", "view"),
      number,
      qualifier,
    )
    .map(([word, id, behind]) => arnOf(word, id) + behind),
  qualifier.map((behind) => FUNCTION + behind),
  fc.constant("arn:aws:lex:eu-west-2:210987654321:bot-alias/AAAA/BBBB"),
);
const piece = fc.oneof(
  arn,
  fc.constantFrom("$", "{", "}", "${", "$${", "${queue.n0}", ".", ":", " ", "arn:", "$.A.b", "é", "[]"),
  fc.string(),
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
const id = fc.tuple(number, qualifier).map(([at, behind]) => uuid(at) + behind);
const position = fc.constantFrom<readonly [string, (value: string) => JsonObject]>(
  ["UpdateContactTargetQueue", (QueueId) => ({ QueueId })],
  ["UpdateContactTargetQueue", (AgentId) => ({ AgentId })],
  ["CheckHoursOfOperation", (HoursOfOperationId) => ({ HoursOfOperationId })],
  ["UpdateContactEventHooks", (hook) => ({ EventHooks: { [hook]: hook } })],
  ["InvokeFlowModule", (FlowModuleId) => ({ FlowModuleId })],
  ["MessageParticipantIteratively", (PromptId) => ({ Messages: [{ Text: "a" }, { PromptId }] })],
  ["InvokeLambdaFunction", (LambdaFunctionARN) => ({ LambdaFunctionARN })],
  ["CreateCase", (CaseTemplateId) => ({ CaseTemplateId })],
  ["BrandNew", (Deep) => ({ [Deep]: [{ Deep }] })],
);
const block = fc
  .tuple(fc.string({ minLength: 1, maxLength: 8 }), position, fc.oneof(id, arn, text), text, text)
  .map(([name, [type, at], value, key, free]) => ({
    action: action(name, type, { Parameters: { ...at(value), Free: { [key]: free } } }),
    metadata: [name, { queue: { id: value }, audio: [{ id: value }], note: free }] as const,
  }));
const rendered = fc.array(block, { maxLength: 4 }).map((blocks) => ({
  ...contentOf(...blocks.map(({ action: built }) => built)),
  Metadata: { ActionMetadata: Object.fromEntries(blocks.map(({ metadata }) => metadata)) },
}));

test("gives the content back when it is rendered with the same identities", () => {
  fc.assert(
    fc.property(fc.oneof(rendered, jsonValue, text), (content) => {
      const { nameOf, render } = instance();
      for (const freeIds of [false, true]) {
        const { content: portable } = extractReferences(content, nameOf, { freeIds });
        expect(render(portable)).toEqual({ value: content, unresolved: [] });
      }
    }),
    { numRuns: 500 },
  );
});

test("changes nothing of a content that holds neither ARN, id nor braces", () => {
  const content = contentWith("Compare", { ComparisonValue: "$.Attributes.x" });
  expect(extractReferences(content, instance().nameOf)).toEqual({ content, unresolved: [] });
});
