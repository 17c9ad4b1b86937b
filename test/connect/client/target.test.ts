import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openWire, refuse, useWire } from "../wire.js";

useWire();

const TARGET = { instanceId: INSTANCE, instanceArn: INSTANCE_ARN, accountId: "123456789012", region: "eu-west-2" };
const SUMMARY = { Id: INSTANCE, Arn: INSTANCE_ARN, InstanceAlias: "acme-prod" };
const PATH = `/instance/${INSTANCE}`;

describe("the target", () => {
  test("is found by its id, once", async () => {
    const { provider } = openWire();
    answer("GET", PATH, { Instance: SUMMARY });
    expect(await Promise.all([provider.target(), provider.target()])).toEqual([TARGET, TARGET]);
    expect(provider.calls()).toEqual({ DescribeInstance: 1 });
  });

  test("is found by its alias on any page", async () => {
    const { provider } = openWire({ instance: "acme-prod" });
    const other = { ...SUMMARY, InstanceAlias: "acme-prod-2" };
    answer("GET", "/instance?maxResults=10", { InstanceSummaryList: [other, null, {}], NextToken: "t/1" });
    answer("GET", "/instance?maxResults=10&nextToken=t%2F1", { InstanceSummaryList: [SUMMARY] });
    expect(await provider.target()).toEqual(TARGET);
    expectAllAsked();
  });

  test("is found by its ARN", async () => {
    const { provider } = openWire({ instance: INSTANCE_ARN });
    answer("GET", PATH, { Instance: SUMMARY });
    expect(await provider.target()).toEqual(TARGET);
  });

  test("that is not there is a fault with near names", async () => {
    const { provider } = openWire({ instance: "acme-prd" });
    answer("GET", "/instance?maxResults=10", { InstanceSummaryList: [SUMMARY] });
    const fault = await faultOf(provider.target());
    expect(fault).toMatchObject({ kind: "precondition", diagnostics: [{ code: "connect/unknown-instance" }] });
    expect(fault.diagnostics[0]?.help).toContain("`acme-prod`");
  });

  test.each([
    ["account", { account: "999999999999" }],
    ["region", { region: "us-east-1" }],
  ])("in another %s than the manifest's is refused", async (what, environment) => {
    const { provider } = openWire(environment);
    answer("GET", PATH, { Instance: SUMMARY });
    const fault = await faultOf(provider.target());
    expect(fault).toMatchObject({ kind: "precondition", diagnostics: [{ code: `connect/wrong-${what}` }] });
  });

  test("is not asked for where its ARN says already that it is the wrong one", async () => {
    const { provider } = openWire({ instance: INSTANCE_ARN, account: "999999999999" });
    expect((await faultOf(provider.target())).diagnostics[0]?.code).toBe("connect/wrong-account");
    expect(provider.calls()).toEqual({});
  });

  test("is asked for again after a failure", async () => {
    const { provider } = openWire();
    refuse("GET", PATH, 403, "AccessDeniedException", { Message: "User: x is not authorized" });
    const fault = await faultOf(provider.target());
    expect(fault).toMatchObject({ kind: "permission", message: "Not allowed to perform `connect:DescribeInstance`" });
    answer("GET", PATH, { Instance: SUMMARY });
    expect(await provider.target()).toEqual(TARGET);
  });

  test("of an environment without an instance is a fault", async () => {
    const { provider } = openWire({ instance: "" });
    expect((await faultOf(provider.target())).kind).toBe("precondition");
  });
});
