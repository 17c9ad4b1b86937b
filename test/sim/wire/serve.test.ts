import { ConnectClient, DescribeContactFlowCommand, ListContactFlowsCommand } from "@aws-sdk/client-connect";
import { afterEach, expect, test } from "vitest";
import { type Served, serveSimulator } from "../../../src/sim/index.js";
import { refusal, simulated } from "../simulated.js";

const open: Served[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function served() {
  const at = await simulated();
  const server = await serveSimulator(at.simulator, { port: 0 });
  open.push(server);
  return { ...at, url: server.url };
}

test("answers an SDK client over loopback", async () => {
  const { url, InstanceId } = await served();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new ConnectClient({ region: "eu-west-2", endpoint: url, credentials, maxAttempts: 1 });
  const list = await client.send(new ListContactFlowsCommand({ InstanceId, MaxResults: 1 }));
  const ContactFlowId = `${list.ContactFlowSummaryList?.[0]?.Arn}:$SAVED`;
  const { ContactFlow } = await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
  expect(ContactFlow?.Name).toBe("Default customer queue");
  const missing = client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId: "none" }));
  expect(await refusal(missing)).toMatchObject({ name: "ResourceNotFoundException", status: 404 });
  client.destroy();
});

test("answers plain HTTP without a signature", async () => {
  const { url, InstanceId } = await served();
  const answer = await fetch(
    `${url}/contact-flows-summary/${InstanceId}?contactFlowTypes=AGENT_HOLD&contactFlowTypes=AGENT_WHISPER`,
  );
  const body = (await answer.json()) as { ContactFlowSummaryList: unknown[] };
  expect(body.ContactFlowSummaryList).toHaveLength(2);
  const lost = await fetch(`${url}/contact-flows-summary/none`);
  expect([lost.status, lost.headers.get("x-amzn-errortype")]).toEqual([404, "ResourceNotFoundException"]);
});

test("takes names of a query that stand for something in JavaScript", async () => {
  const { url, InstanceId } = await served();
  const answer = await fetch(`${url}/queues-summary/${InstanceId}?__proto__=1&constructor=2&maxResults=1`);
  expect(answer.status).toBe(200);
});

test("breaks the connection when a fault wants it", async () => {
  const { url, simulator } = await served();
  simulator.onCall(() => ({ when: "before", disconnect: true }));
  await expect(fetch(`${url}/instance`)).rejects.toThrow("fetch failed");
});

test("is refused on an address that is not loopback", async () => {
  const { simulator } = await simulated();
  await expect(serveSimulator(simulator, { port: 0, host: "0.0.0.0" })).rejects.toThrow("only served on loopback");
});
