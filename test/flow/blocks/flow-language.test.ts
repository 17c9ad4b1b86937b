import { expect, test } from "vitest";
import { isFlowLanguage } from "../../../src/flow/blocks/flow-language.js";
import { canonicalContentText, canonicalLayout } from "../../../src/flow/canonical.js";
import { extractReferences } from "../../../src/flow/references/extract.js";

const FLOW = "aaaaaaaa-0000-4000-8000-000000000001";
const ARN = `arn:aws:connect:us-east-1:111122223333:instance/abc/contact-flow/${FLOW}`;

test.each([
  [{ Version: "2019-10-30", StartAction: "a", Actions: [], Anything: 1 }, true],
  [{ Metadata: {}, Actions: [] }, true],
  [{ Version: "1", Metadata: {}, Observations: [] }, false],
  ["text", false],
])("tells contents of flows and modules from others: %j", (content, is) => {
  expect(isFlowLanguage(content)).toBe(is);
});

test("all of a content in another language counts, its metadata and the order of its lists too", () => {
  const content = { Metadata: { a: 1 }, Observations: [{ Identifier: "b" }, { Identifier: "a" }], Actions: [] };
  expect(JSON.parse(canonicalContentText(content))).toEqual(content);
  expect(canonicalLayout(content)).toEqual({});
});

test("ids of what is known become references where the language does not say what they are", () => {
  const nameOf = ({ kind, id }: { kind: string; id: string }) =>
    kind === "flow" && id === FLOW ? { address: "flow.main" } : undefined;
  const other = "bbbbbbbb-0000-4000-8000-000000000001";
  const { content } = extractReferences({ Test: { Id: FLOW, Arn: ARN, Other: other, [FLOW]: 1 } }, nameOf);
  expect(content).toEqual({
    Test: { Id: "${flow.main.id}", Arn: "${flow.main}", Other: other, [FLOW]: 1 },
  });
});
