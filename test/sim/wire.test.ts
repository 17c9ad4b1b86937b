import * as connect from "@aws-sdk/client-connect";
import * as lex from "@aws-sdk/client-lex-models-v2";
import { describe, expect, test } from "vitest";
import { LEX_OPERATIONS, OPERATIONS } from "../../src/sim/index.js";
import { readWireModel } from "../../src/sim/wire/wire-model.js";
import { routerOf } from "../../src/sim/wire/wire-route.js";
import { clientFor, refusal, simulated } from "./simulated.js";

const { ListContactFlowsCommand, ListQueuesCommand, DescribeQueueCommand, CreateContactFlowCommand } = connect;

describe("the table of operations", () => {
  test("names only operations of the SDK", () => {
    const unknown = Object.keys(OPERATIONS).filter((name) => !(`${name}Command` in connect));
    expect(unknown).toEqual([]);
    expect(Object.keys(LEX_OPERATIONS).filter((name) => !(`${name}Command` in lex))).toEqual([]);
    expect(Object.keys(OPERATIONS).length).toBeGreaterThan(100);
  });

  test.each(["connect", "lex"])("routes every operation of %s by its own path template", (service) => {
    const operations = readWireModel().operations.filter((operation) => operation.service === service);
    const route = routerOf(operations);
    const lost = operations.filter(
      ({ method, path, name }) => route(method, path.replace(/\{[^}]+\}/g, "x"))?.operation.name !== name,
    );
    expect(lost.map(({ name }) => name)).toEqual([]);
    expect(operations.length).toBeGreaterThan(50);
  });
});

describe("what comes in", () => {
  test("a known operation that is missing is refused by its name", async () => {
    const { client, InstanceId } = await simulated();
    const answer = await refusal(client.send(new connect.ListRulesCommand({ InstanceId })));
    expect(answer).toMatchObject({ name: "NotImplementedException", status: 501 });
    expect(answer.message).toContain("ListRules");
  });

  test("an unknown path is refused and named", async () => {
    const { simulator } = await simulated();
    const answer = await simulator.dispatch({ method: "GET", path: "/nowhere", query: {}, headers: {}, body: "" });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain("GET /nowhere");
  });

  test("a body that is not JSON is an invalid request", async () => {
    const { simulator, InstanceId } = await simulated();
    const path = `/contact-flows/${InstanceId}`;
    const answer = await simulator.dispatch({ method: "PUT", path, query: {}, headers: {}, body: "{" });
    expect([answer.statusCode, answer.headers["x-amzn-errortype"]]).toEqual([400, "InvalidRequestException"]);
  });

  test("a missing required member is an invalid request that names it", async () => {
    const { client, InstanceId } = await simulated();
    const input = { InstanceId, Name: "a", Type: "CONTACT_FLOW" } as connect.CreateContactFlowCommandInput;
    const answer = await refusal(client.send(new CreateContactFlowCommand(input)));
    expect(answer).toMatchObject({ name: "InvalidRequestException", status: 400, message: "Content is required" });
  });

  test("a value outside a closed set is an invalid parameter", async () => {
    const { client, InstanceId } = await simulated();
    const input = { InstanceId, Name: "a", Type: "IVR" as "CONTACT_FLOW", Content: "{}" };
    const answer = await refusal(client.send(new CreateContactFlowCommand(input)));
    expect(answer).toMatchObject({ name: "InvalidParameterException", status: 400 });
    expect(answer.message).toContain("CONTACT_FLOW");
  });

  test.each([
    ["an empty map of tags", { Tags: {} }],
    ["a content of more than 256000 characters", { Content: "x".repeat(256001) }],
    ["an empty name", { Name: "" }],
  ])("%s is an invalid parameter", async (_, part) => {
    const { client, InstanceId } = await simulated();
    const input = { InstanceId, Name: "a", Type: "CONTACT_FLOW" as const, Content: "{}", ...part };
    expect((await refusal(client.send(new CreateContactFlowCommand(input)))).name).toBe("InvalidParameterException");
  });

  test("bounds inside lists are checked", async () => {
    const { client, InstanceId } = await simulated();
    const Config = [
      { Day: "MONDAY" as const, StartTime: { Hours: 24, Minutes: 0 }, EndTime: { Hours: 1, Minutes: 0 } },
    ];
    const input = { InstanceId, Name: "h", TimeZone: "UTC", Config };
    const answer = await refusal(client.send(new connect.CreateHoursOfOperationCommand(input)));
    expect(answer.message).toBe("Config[0].StartTime.Hours must have value less than or equal to 23");
  });

  test("a number that is not whole is refused, in a body and in a query", async () => {
    const { simulator, client, InstanceId } = await simulated();
    const searched = client.send(new connect.SearchQueuesCommand({ InstanceId, MaxResults: 1.5 }));
    expect((await refusal(searched)).message).toBe("MaxResults must be a whole number");
    const path = `/queues-summary/${InstanceId}`;
    for (const text of ["1.5", "0x10", "", "1e1"]) {
      const query = { maxResults: [text] };
      const { statusCode } = await simulator.dispatch({ method: "GET", path, query, headers: {}, body: "" });
      expect([text, statusCode]).toEqual([text, 400]);
    }
  });

  test("a body that is nested without end is refused", async () => {
    const { simulator, InstanceId } = await simulated();
    const deep = `${'{"AndConditions":['.repeat(6000)}{}${"]}".repeat(6000)}`;
    const body = `{"InstanceId":"${InstanceId}","SearchCriteria":${deep}}`;
    const request = { method: "POST", path: "/search-queues", query: {}, headers: {}, body };
    expect((await simulator.dispatch(request)).statusCode).toBe(400);
  });

  test("an instance that does not exist is not found", async () => {
    const { client } = await simulated();
    const answer = await refusal(client.send(new ListQueuesCommand({ InstanceId: "other" })));
    expect(answer).toMatchObject({ name: "ResourceNotFoundException", status: 404 });
  });

  test("an instance of another region is not found", async () => {
    const { simulator, InstanceId } = await simulated();
    const call = clientFor(simulator, "us-east-1").send(new ListQueuesCommand({ InstanceId }));
    expect((await refusal(call)).name).toBe("ResourceNotFoundException");
  });

  test("an ARN of another account or region with the id of an instance is not found", async () => {
    const { client, InstanceId, arn } = await simulated();
    for (const other of [
      arn.replace(/:\d{12}:/, ":999999999999:"),
      arn.replace("eu-west-2", "us-east-1"),
      `x/${InstanceId}`,
    ]) {
      const answer = await refusal(client.send(new connect.DescribeInstanceCommand({ InstanceId: other })));
      expect([other, answer.name]).toEqual([other, "ResourceNotFoundException"]);
    }
    expect((await client.send(new connect.DescribeInstanceCommand({ InstanceId: arn }))).Instance?.Id).toBe(InstanceId);
  });

  test("ARNs are taken in the place of ids, in paths too", async () => {
    const { client, InstanceId, arn } = await simulated();
    const [queue] = (await client.send(new ListQueuesCommand({ InstanceId }))).QueueSummaryList ?? [];
    const QueueId = `${arn}/queue/${queue?.Id}`;
    const found = await client.send(new DescribeQueueCommand({ InstanceId, QueueId }));
    expect(found.Queue?.QueueArn).toBe(QueueId);
  });

  test("an ARN of another instance with a known id is not found", async () => {
    const { client, InstanceId, arn } = await simulated();
    const [queue] = (await client.send(new ListQueuesCommand({ InstanceId }))).QueueSummaryList ?? [];
    const QueueId = `${arn.slice(0, -4)}ffff/queue/${queue?.Id}`;
    expect((await refusal(client.send(new DescribeQueueCommand({ InstanceId, QueueId })))).status).toBe(404);
  });

  test("an unencoded ARN in a tag path is taken", async () => {
    const { simulator, arn } = await simulated();
    const body = JSON.stringify({ tags: { team: "cx" } });
    const answer = await simulator.dispatch({ method: "POST", path: `/tags/${arn}`, query: {}, headers: {}, body });
    expect(answer.statusCode).toBe(200);
    const list = await simulator.dispatch({ method: "GET", path: `/tags/${arn}`, query: {}, headers: {}, body: "" });
    expect(JSON.parse(list.body)).toEqual({ tags: { team: "cx" } });
  });
});

describe("paging", () => {
  test("walks a list page by page without losing or repeating anything", async () => {
    const { client, InstanceId } = await simulated();
    const names: (string | undefined)[] = [];
    for await (const page of connect.paginateListContactFlows({ client, pageSize: 7 }, { InstanceId })) {
      expect(page.ContactFlowSummaryList?.length).toBeLessThanOrEqual(7);
      names.push(...(page.ContactFlowSummaryList ?? []).map((flow) => flow.Name));
    }
    expect(names).toHaveLength(20);
    expect(new Set(names).size).toBe(20);
  });

  test("refuses a token that it did not give", async () => {
    const { client, InstanceId } = await simulated();
    const call = client.send(new ListContactFlowsCommand({ InstanceId, NextToken: "abc" }));
    expect(await refusal(call)).toMatchObject({ name: "InvalidParameterException", message: "Invalid NextToken" });
  });

  test("refuses the token of another operation", async () => {
    const { client, InstanceId } = await simulated();
    const { NextToken } = await client.send(new ListContactFlowsCommand({ InstanceId, MaxResults: 1 }));
    expect(NextToken).toBeDefined();
    expect((await refusal(client.send(new ListQueuesCommand({ InstanceId, NextToken })))).status).toBe(400);
  });

  test("refuses more results than the operation gives", async () => {
    const { client, InstanceId } = await simulated();
    const call = client.send(new connect.ListLambdaFunctionsCommand({ InstanceId, MaxResults: 26 }));
    expect((await refusal(call)).name).toBe("InvalidParameterException");
  });

  test("lists instances of the signed region only", async () => {
    const { simulator, client } = await simulated();
    await simulator.ensureInstance({ alias: "elsewhere", region: "us-west-2" });
    const list = await client.send(new connect.ListInstancesCommand({}));
    expect(list.InstanceSummaryList?.map((item) => item.InstanceAlias)).toEqual(["acme"]);
  });
});
