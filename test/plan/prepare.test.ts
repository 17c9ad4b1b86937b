import { describe, expect, test } from "vitest";
import type { RewriteRule } from "../../src/model/environment.js";
import type { DesiredResource } from "../../src/model/resource.js";
import { prepareBody } from "../../src/plan/index.js";
import { flow, manifest } from "../support/desired.js";
import { TARGET } from "../support/memory-instance.js";
import { block, content } from "../support/plans.js";

const ENVIRONMENT = {
  ...{ name: "prod", simulator: false, vars: { stage: "prd" }, names: {}, rewrite: [], protect: [] },
  state: "state/prod.json",
} as const;

/** A flow that says these texts in blocks named 1, 2, …; what the environment makes of them. */
function prepared(texts: readonly string[], rewrite: readonly RewriteRule[] = [], more: DesiredResource["body"] = {}) {
  const blocks = texts.map((text, index) => block(String(index + 1), "MessageParticipant", { Text: text }));
  const [resource] = manifest(flow("main", { content: content(...blocks), more })).resources;
  if (!resource) throw new Error("nothing was built");
  const { body, diagnostics } = prepareBody(resource, { ...ENVIRONMENT, rewrite }, TARGET);
  const actions = (body["content"] as { Actions: readonly { Parameters: { Text: string } }[] }).Actions;
  return { body, texts: actions.map((action) => action.Parameters.Text), diagnostics };
}

const lambda = (name: string, region: string = TARGET.region, account: string = TARGET.accountId) =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;

describe("variables", () => {
  test("fills in what the target decides, and leaves references and escapes as they are", () => {
    const { texts } = prepared([
      "${instance.arn} ${instance.id} ${region} ${account}",
      "${queue.sales}:x $${x}",
      "$.A.b",
    ]);
    expect(texts).toEqual([
      `${TARGET.instanceArn} ${TARGET.instanceId} ap-northeast-1 123456789012`,
      "${queue.sales}:x $${x}",
      "$.A.b",
    ]);
  });

  test("fills in other fields than the content too", () => {
    expect(prepared([], [], { description: "in ${region}" }).body["description"]).toBe("in ap-northeast-1");
  });
});

describe("rewrite rules", () => {
  test("put what the last stars matched into the stars of the target", () => {
    const rule = {
      from: "arn:aws:lambda:*:*:function:stg-*",
      to: "arn:aws:lambda:${region}:${account}:function:${var.stage}-*",
    };
    const { texts, diagnostics } = prepared([lambda("stg-customer", "us-east-1", "999999999999")], [rule]);
    expect(texts).toEqual([lambda("prd-customer")]);
    expect(diagnostics).toEqual([]);
  });

  test("match a whole text, or else each ARN and S3 URI in it", () => {
    const rules = [
      { from: "https://stg.*", to: "https://www.*" },
      { from: "s3://stg-*", to: "s3://prd-*" },
      { from: "arn:aws:lambda:*:function:stg-*", to: "arn:aws:lambda:*:function:prd-*" },
    ];
    const { texts } = prepared(["https://stg.acme.com/x", `see ${lambda("stg-a")}, s3://stg-b/c.wav`], rules);
    expect(texts).toEqual(["https://www.acme.com/x", `see ${lambda("prd-a")}, s3://prd-b/c.wav`]);
  });

  test("let the first that fits win", () => {
    const rules = [
      { from: "one", to: "first" },
      { from: "*", to: "second" },
    ];
    expect(prepared(["one", "two"], rules).texts).toEqual(["first", "second"]);
  });

  test("take a question mark and a dot for what they are", () => {
    const rules = [{ from: "https://*/api?key=*", to: "https://*/v2?key=*" }];
    expect(prepared(["https://a.b/api?key=1", "https://a.b/apiXkey=1"], rules).texts).toEqual([
      "https://a.b/v2?key=1",
      "https://a.b/apiXkey=1",
    ]);
  });

  test("leave references alone, and what they produce is not searched for references", () => {
    expect(prepared(["${queue.sales}", "x"], [{ from: "x", to: "${literal}" }]).texts).toEqual([
      "${queue.sales}",
      "$${literal}",
    ]);
  });

  test("touch nothing but content", () => {
    expect(prepared([], [{ from: "old*", to: "new*" }], { description: "old text" }).body["description"]).toBe(
      "old text",
    );
  });
});

describe("ARNs of another place", () => {
  const instance = "arn:aws:connect:ap-northeast-1:123456789012:instance/bbbbbbbb-0000-4000-8000-000000000000";

  test.each([
    [`${instance}/queue/q`, "of instance bbbbbbbb-0000-4000-8000-000000000000"],
    [lambda("x", TARGET.region, "999999999999"), "of account 999999999999"],
    [lambda("x", "us-east-1"), "of region us-east-1"],
  ])("refuses %s", (arn, why) => {
    const { diagnostics } = prepared(["hello", arn]);
    expect(diagnostics).toMatchObject([
      {
        severity: "error",
        code: "plan/foreign-arn",
        detail: `\`${arn}\` in block \`2\` is ${why}.`,
        address: "flow.main",
        file: "flows/main.json",
        pointer: "/Actions/1/Parameters/Text",
      },
    ]);
  });

  test("are told once a block", () => {
    const arn = `${instance}/queue/q`;
    expect(prepared([`${arn} and ${arn}`, arn]).diagnostics.map(({ detail }) => detail?.includes("block `1`"))).toEqual(
      [true, false],
    );
  });

  test("stay where a rule leads from them to themselves", () => {
    const shared = lambda("shared", TARGET.region, "999999999999");
    expect(prepared([shared], [{ from: shared, to: shared }]).diagnostics).toEqual([]);
  });

  test("are not what this instance, its account and AWS itself own", () => {
    const own = [
      `${TARGET.instanceArn}/queue/q`,
      lambda("x"),
      "arn:aws:connect:ap-northeast-1:aws:view/aws-managed-view-form:1",
      "arn:aws:s3:::bucket/key",
    ];
    expect(prepared(own).diagnostics).toEqual([]);
  });
});
