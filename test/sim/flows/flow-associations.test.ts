import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { simulated } from "../simulated.js";

test("lists have no types that lists cannot name", async () => {
  const { client, InstanceId } = await simulated();
  const { ContactFlowSummaryList = [] } = await client.send(new connect.ListContactFlowsCommand({ InstanceId }));
  const FlowId = ContactFlowSummaryList[0]?.Arn ?? "";
  const tie = (ResourceId: string, ResourceType: connect.FlowAssociationResourceType) =>
    client.send(new connect.AssociateFlowCommand({ InstanceId, FlowId, ResourceId, ResourceType }));
  await tie("arn:sms", "SMS_PHONE_NUMBER");
  await tie("arn:mail", "INBOUND_EMAIL");
  const listed = await client.send(new connect.ListFlowAssociationsCommand({ InstanceId }));
  expect(listed.FlowAssociationSummaryList?.map(({ ResourceId }) => ResourceId)).toEqual(["arn:mail"]);
  const one = { InstanceId, ResourceId: "arn:sms", ResourceType: "SMS_PHONE_NUMBER" } as const;
  expect((await client.send(new connect.GetFlowAssociationCommand(one))).FlowId).toBe(FlowId);
});
