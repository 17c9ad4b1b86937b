import { expect, test } from "vitest";
import { recogniseForeign } from "../../../src/flow/references/foreign-content.js";
import { action, contentOf } from "../content-builder.js";

const CONTENT = contentOf(action("a", "DisconnectParticipant"));
const TEXT = JSON.stringify(CONTENT);

test("recognises the old designer's export and lists its types once", () => {
  const modules = [{ type: "PlayPrompt" }, { type: "Transfer" }, { type: "PlayPrompt" }, null];
  expect(recogniseForeign({ modules, start: "x", version: "1" })).toEqual({
    form: "legacy",
    moduleTypes: ["PlayPrompt", "Transfer"],
  });
});

test.each([
  [{ ContactFlow: { Name: "n", Content: TEXT } }, "/ContactFlow/Content"],
  [{ ContactFlowModule: { Content: TEXT } }, "/ContactFlowModule/Content"],
  [{ Name: "n", Content: TEXT }, "/Content"],
  [{ Type: "AWS::Connect::ContactFlow", Properties: { Content: TEXT } }, "/Properties/Content"],
])("finds the content inside of a wrapper", (document, pointer) => {
  expect(recogniseForeign(document)).toMatchObject({ form: "wrapper", pointer, content: CONTENT });
});

test.each([
  [{ Resources: { Flow: {} } }, "a CloudFormation template"],
  [{ resource: { aws_connect_contact_flow: {} } }, "a Terraform configuration"],
  [{ Type: "AWS::Connect::ContactFlowModule", Properties: 1 }, "a CloudFormation resource"],
])("recognises a wrapper that it cannot open", (document, what) => {
  expect(recogniseForeign(document)).toMatchObject({ form: "wrapper", what });
});

test("gives no content where the inside is none", () => {
  expect(recogniseForeign({ Content: "{broken" })).not.toHaveProperty("content");
});

test("leaves contents and unknown documents alone", () => {
  expect(recogniseForeign({ ...CONTENT, Content: TEXT })).toBeUndefined();
  expect(recogniseForeign({ a: 1 })).toBeUndefined();
  expect(recogniseForeign([CONTENT])).toBeUndefined();
});
