import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

/** A routing profile with one queue for calls and one for tasks taken by hand. */
async function profiled() {
  const at = await simulated();
  const { client, InstanceId } = at;
  const listed = await client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["STANDARD"] }));
  const QueueId = listed.QueueSummaryList?.[0]?.Id ?? "";
  const { RoutingProfileId = "" } = await client.send(
    new connect.CreateRoutingProfileCommand({
      InstanceId,
      Name: "Sales",
      Description: "Sells",
      DefaultOutboundQueueId: QueueId,
      MediaConcurrencies: [{ Channel: "VOICE", Concurrency: 1 }],
      QueueConfigs: [{ QueueReference: { QueueId, Channel: "VOICE" }, Priority: 1, Delay: 0 }],
      ManualAssignmentQueueConfigs: [{ QueueReference: { QueueId, Channel: "TASK" } }],
    }),
  );
  const profile = { InstanceId, RoutingProfileId };
  const manual = async () => {
    const command = new connect.ListRoutingProfileManualAssignmentQueuesCommand(profile);
    const { RoutingProfileManualAssignmentQueueConfigSummaryList: list = [] } = await client.send(command);
    return list.map(({ QueueName, Channel }) => `${QueueName} ${Channel}`);
  };
  return { ...at, QueueId, profile, manual };
}

test("queues for work by hand are kept apart from the others", async () => {
  const { client, QueueId, profile, manual } = await profiled();
  expect(await manual()).toEqual(["BasicQueue TASK"]);
  const { RoutingProfile } = await client.send(new connect.DescribeRoutingProfileCommand(profile));
  expect(RoutingProfile?.NumberOfAssociatedQueues).toBe(1);
  expect(RoutingProfile?.NumberOfAssociatedManualAssignmentQueues).toBe(1);
  const email = { QueueReference: { QueueId, Channel: "EMAIL" as const } };
  await client.send(
    new connect.AssociateRoutingProfileQueuesCommand({ ...profile, ManualAssignmentQueueConfigs: [email] }),
  );
  expect(await manual()).toEqual(["BasicQueue TASK", "BasicQueue EMAIL"]);
  const ManualAssignmentQueueReferences = [{ QueueId, Channel: "TASK" as const }];
  await client.send(
    new connect.DisassociateRoutingProfileQueuesCommand({ ...profile, ManualAssignmentQueueReferences }),
  );
  expect(await manual()).toEqual(["BasicQueue EMAIL"]);
});

test("an update changes queues that the profile has and adds none", async () => {
  const { client, QueueId, profile } = await profiled();
  const update = (Channel: connect.Channel) => {
    const QueueConfigs = [{ QueueReference: { QueueId, Channel }, Priority: 7, Delay: 3 }];
    return client.send(new connect.UpdateRoutingProfileQueuesCommand({ ...profile, QueueConfigs }));
  };
  await update("VOICE");
  expect((await refusal(update("CHAT"))).name).toBe("InvalidRequestException");
  const { RoutingProfileQueueConfigSummaryList: list } = await client.send(
    new connect.ListRoutingProfileQueuesCommand(profile),
  );
  expect(list?.map(({ Channel, Priority, Delay }) => ({ Channel, Priority, Delay }))).toEqual([
    { Channel: "VOICE", Priority: 7, Delay: 3 },
  ]);
});
