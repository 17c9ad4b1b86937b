import { describe, expect, test } from "vitest";
import { ALL_KINDS, type Kind } from "../../../src/model/kind.js";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const item = { Id: "1", Arn: `${INSTANCE_ARN}/x/1`, Name: "One" };
const listed = { id: "1", arn: item.Arn, name: "One" };
const NUMBER = { PhoneNumberId: "n-1", PhoneNumberArn: "arn:aws:connect:eu-west-2:123456789012:phone-number/n-1" };
const FUNCTION = "arn:aws:lambda:eu-west-2:123456789012:function:customer";
const BOT = "arn:aws:lex:eu-west-2:123456789012:bot-alias/BOT/ALIAS";

interface Row {
  readonly path: string;
  readonly member: string;
  readonly item: unknown;
  readonly listed: object;
  readonly method?: string;
  readonly body?: object;
}

/** How each kind is asked for on the wire, and what one item of the answer becomes. */
const ROWS: Readonly<Record<Kind, Row>> = {
  flow: {
    path: `/contact-flows-summary/${INSTANCE}?maxResults=1000`,
    member: "ContactFlowSummaryList",
    item: { ...item, ContactFlowType: "CAMPAIGN", ContactFlowState: "ARCHIVED", ContactFlowStatus: "SAVED" },
    listed: { ...listed, type: "CAMPAIGN", archived: true, published: false },
  },
  module: {
    path: `/contact-flow-modules-summary/${INSTANCE}?maxResults=1000`,
    member: "ContactFlowModulesSummaryList",
    item: { ...item, State: "ARCHIVED" },
    listed: { ...listed, archived: true },
  },
  hours: {
    path: `/hours-of-operations-summary/${INSTANCE}?maxResults=1000`,
    member: "HoursOfOperationSummaryList",
    item,
    listed,
  },
  queue: {
    path: `/queues-summary/${INSTANCE}?queueTypes=STANDARD&maxResults=1000`,
    member: "QueueSummaryList",
    item,
    listed,
  },
  testCase: {
    path: `/test-cases-summary/${INSTANCE}?maxResults=1000`,
    member: "TestCaseSummaryList",
    item: { ...item, Status: "SAVED" },
    listed: { ...listed, published: false },
  },
  prompt: { path: `/prompts-summary/${INSTANCE}?maxResults=1000`, member: "PromptSummaryList", item, listed },
  quickConnect: {
    path: `/quick-connects/${INSTANCE}?maxResults=1000`,
    member: "QuickConnectSummaryList",
    item,
    listed,
  },
  routingProfile: {
    path: `/routing-profiles-summary/${INSTANCE}?maxResults=1000`,
    member: "RoutingProfileSummaryList",
    item,
    listed,
  },
  agentStatus: { path: `/agent-status/${INSTANCE}?maxResults=1000`, member: "AgentStatusSummaryList", item, listed },
  securityProfile: {
    path: `/security-profiles-summary/${INSTANCE}?maxResults=1000`,
    member: "SecurityProfileSummaryList",
    item,
    listed,
  },
  user: {
    path: `/users-summary/${INSTANCE}?maxResults=1000`,
    member: "UserSummaryList",
    item: { Id: "1", Arn: item.Arn, Username: "One" },
    listed,
  },
  hierarchyGroup: {
    path: `/user-hierarchy-groups-summary/${INSTANCE}?maxResults=1000`,
    member: "UserHierarchyGroupSummaryList",
    item,
    listed,
  },
  view: { path: `/views/${INSTANCE}?maxResults=100`, member: "ViewsSummaryList", item, listed },
  taskTemplate: { path: `/instance/${INSTANCE}/task/template?maxResults=100`, member: "TaskTemplates", item, listed },
  phoneNumber: {
    method: "POST",
    path: "/phone-number/list",
    body: { TargetArn: INSTANCE_ARN, MaxResults: 1000 },
    member: "ListPhoneNumbersSummaryList",
    item: { ...NUMBER, PhoneNumber: "+442012345678", PhoneNumberDescription: "Front" },
    listed: { id: "n-1", arn: NUMBER.PhoneNumberArn, name: "+442012345678" },
  },
  lambda: {
    path: `/instance/${INSTANCE}/lambda-functions?maxResults=25`,
    member: "LambdaFunctions",
    item: FUNCTION,
    listed: { id: "customer", arn: FUNCTION, name: "customer" },
  },
  lexBot: {
    path: `/instance/${INSTANCE}/bots?maxResults=25&lexVersion=V2`,
    member: "LexBots",
    item: { LexV2Bot: { AliasArn: BOT } },
    listed: { id: "BOT/ALIAS", arn: BOT, name: "BOT/ALIAS" },
  },
};

describe("a list", () => {
  test.each(ALL_KINDS)("of the kind %s is asked for at its largest page", async (kind) => {
    const { provider } = await openInstance();
    const row = ROWS[kind];
    const odd = [null, 5, {}, { Id: "x" }, { Arn: "arn:x", Name: null }];
    answer(row.method ?? "GET", row.path, { [row.member]: [row.item, ...odd] }, row.body as never);
    const found = await provider.list(kind);
    expect(found.map((one) => JSON.parse(JSON.stringify(one)))).toEqual([
      { kind, ...(kind === "flow" ? { published: false } : {}), ...row.listed },
    ]);
    expectAllAsked();
  });

  test("goes on over all pages, in the service's order, and ends where a token comes again", async () => {
    const { provider } = await openInstance();
    const path = `/prompts-summary/${INSTANCE}?maxResults=1000`;
    const page = (name: string) => ({ PromptSummaryList: [{ ...item, Arn: item.Arn + name, Name: name }] });
    answer("GET", path, { ...page("b"), NextToken: "t1" });
    answer("GET", `${path}&nextToken=t1`, { ...page("a"), NextToken: "t2" });
    answer("GET", `${path}&nextToken=t2`, { ...page("c"), NextToken: "t1" });
    expect((await provider.list("prompt")).map(({ name }) => name)).toEqual(["b", "a", "c"]);
  });

  test("holds once what stands on two pages, by its last name", async () => {
    const { path, member } = ROWS.prompt;
    answer("GET", path, { [member]: [item], NextToken: "a" });
    answer("GET", `${path}&nextToken=a`, {
      [member]: [
        { ...item, Name: "Renamed" },
        { ...item, Id: "2", Arn: "arn:2" },
      ],
    });
    const found = await (await openInstance()).provider.list("prompt");
    expect(found.map(({ id, name }) => `${id} ${name}`)).toEqual(["1 Renamed", "2 One"]);
  });

  test("that is missing from the answer is empty", async () => {
    const { provider } = await openInstance();
    answer("GET", ROWS.prompt.path, {});
    expect(await provider.list("prompt")).toEqual([]);
  });

  test("leaves out the queues of agents", async () => {
    const { provider } = await openInstance();
    answer("GET", ROWS.queue.path, { QueueSummaryList: [{ ...item, QueueType: "AGENT" }] });
    expect(await provider.list("queue")).toEqual([]);
  });

  test("is asked for once, also by those who ask at the same time, until something of its kind is written", async () => {
    const { provider, record } = await openInstance();
    answer("GET", ROWS.queue.path, { QueueSummaryList: [item] });
    await Promise.all([provider.list("queue"), provider.list("queue")]);
    await provider.list("queue");
    expect(provider.calls().ListQueues).toBe(1);
    answer("DELETE", `/queues/${INSTANCE}/1`);
    await provider.delete("queue", "1", record);
    answer("GET", ROWS.queue.path, { QueueSummaryList: [] });
    expect(await provider.list("queue")).toEqual([]);
  });

  test("is asked for again after a failure", async () => {
    const { provider } = await openInstance();
    refuse("GET", ROWS.view.path, 403, "AccessDeniedException");
    expect((await faultOf(provider.list("view"))).message).toContain("connect:ListViews");
    answer("GET", ROWS.view.path, { ViewsSummaryList: [item] });
    expect(await provider.list("view")).toHaveLength(1);
  });
});
