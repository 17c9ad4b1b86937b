import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

test("a quick connect to a queue takes a flow that transfers to queues", async () => {
  const { client, InstanceId } = await simulated();
  const flows = await client.send(new connect.ListContactFlowsCommand({ InstanceId }));
  const queues = await client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["STANDARD"] }));
  const create = (type: connect.ContactFlowType) => {
    const ContactFlowId = flows.ContactFlowSummaryList?.find((flow) => flow.ContactFlowType === type)?.Id ?? "";
    const QueueConfig = { QueueId: queues.QueueSummaryList?.[0]?.Id ?? "", ContactFlowId };
    const QuickConnectConfig = { QuickConnectType: "QUEUE" as const, QueueConfig };
    return client.send(new connect.CreateQuickConnectCommand({ InstanceId, Name: type, QuickConnectConfig }));
  };
  const answer = await refusal(create("CONTACT_FLOW"));
  expect(answer.name).toBe("InvalidParameterException");
  expect(answer.message).toContain("not of type QUEUE_TRANSFER");
  expect((await create("QUEUE_TRANSFER")).QuickConnectId).toBeDefined();
});
