import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

test("an update without a bound leaves the bound of a queue alone", async () => {
  const { client, InstanceId } = await simulated();
  const listed = await client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["STANDARD"] }));
  const QueueId = listed.QueueSummaryList?.[0]?.Id ?? "";
  await client.send(new connect.UpdateQueueMaxContactsCommand({ InstanceId, QueueId, MaxContacts: 5 }));
  await client.send(new connect.UpdateQueueMaxContactsCommand({ InstanceId, QueueId }));
  const { Queue } = await client.send(new connect.DescribeQueueCommand({ InstanceId, QueueId }));
  expect(Queue?.MaxContacts).toBe(5);
});

test("the queue of an agent can be looked at and not changed", async () => {
  const { client, InstanceId } = await simulated();
  const listed = await client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["AGENT"] }));
  const QueueId = listed.QueueSummaryList?.[0]?.Id ?? "";
  const { Queue } = await client.send(new connect.DescribeQueueCommand({ InstanceId, QueueId }));
  expect([Queue?.Name, Queue?.HoursOfOperationId, Queue?.QueueArn]).toEqual([
    undefined,
    undefined,
    expect.stringContaining(`/queue/agent/${QueueId}`),
  ]);
  const renamed = client.send(new connect.UpdateQueueNameCommand({ InstanceId, QueueId, Name: "Mine" }));
  expect((await refusal(renamed)).name).toBe("InvalidRequestException");
  const deleted = client.send(new connect.DeleteQueueCommand({ InstanceId, QueueId }));
  expect((await refusal(deleted)).name).toBe("InvalidRequestException");
});
