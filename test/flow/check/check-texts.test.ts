import { expect, test } from "vitest";
import { checkTexts } from "../../../src/flow/check/check-texts.js";
import { contentWith } from "../content-builder.js";

const leftovers = (Text: string) => checkTexts(contentWith("MessageParticipant", { Text })).map(({ detail }) => detail);

test.each([
  ["Call {{phone}}", "{{phone}}"],
  ["%%NAME%%", "%%NAME%%"],
  ["<YOUR_QUEUE_ARN>", "<YOUR_QUEUE_ARN>"],
  ["REPLACE_ME", "REPLACE_ME"],
  ["REPLACE_WITH_ARN", "REPLACE_WITH_ARN"],
])("warns of %s", (text, found) => {
  expect(leftovers(text)).toEqual([`The text holds \`${found}\`.`]);
});

test.each([
  '<speak><break time="5s"/>Hi</speak>',
  "<B>bold</B> or <BR>",
  "a replacement, REPLACEMENT",
  "100%% sure",
  "$.Attributes.x ${var.name} $${x}",
  "{ }",
])("leaves %s alone", (text) => {
  expect(leftovers(text)).toEqual([]);
});

test("points at the text and does not look into the console's metadata", () => {
  expect(checkTexts(contentWith("X", { A: "{{a}}" }))).toMatchObject([
    { pointer: "/Actions/0/Parameters/A", block: "first" },
  ]);
  expect(checkTexts({ Metadata: { name: "{{a}}" } })).toEqual([]);
});
