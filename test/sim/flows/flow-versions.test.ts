import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { GOOD, simulated } from "../simulated.js";

test("the number of a version that was deleted is not given again", async () => {
  const { client, InstanceId } = await simulated();
  const input = { InstanceId, Name: "Journey", Type: "CAMPAIGN", Content: GOOD } as const;
  const { ContactFlowId = "" } = await client.send(new connect.CreateContactFlowCommand(input));
  const flow = { InstanceId, ContactFlowId };
  const create = async () => (await client.send(new connect.CreateContactFlowVersionCommand(flow))).Version;
  expect([await create(), await create()]).toEqual([1, 1]);
  await client.send(new connect.DeleteContactFlowVersionCommand({ ...flow, ContactFlowVersion: 1 }));
  expect(await create()).toBe(2);
});
