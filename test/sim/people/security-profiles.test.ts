import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { GOOD, refusal, simulated } from "../simulated.js";

test("a security profile refers to modules and groups that are there", async () => {
  const { client, InstanceId } = await simulated();
  const { Id: FlowModuleId = "" } = await client.send(
    new connect.CreateContactFlowModuleCommand({ InstanceId, Name: "Greeting", Content: GOOD }),
  );
  const create = (SecurityProfileName: string, more: object) =>
    client.send(new connect.CreateSecurityProfileCommand({ InstanceId, SecurityProfileName, ...more }));
  const group = { AllowedAccessControlHierarchyGroupId: "none" };
  const unknown = [{ AllowedFlowModules: [{ Type: "MCP", FlowModuleId: "none" }] }, group];
  for (const more of unknown) expect((await refusal(create("Tools", more))).name).toBe("ResourceNotFoundException");
  const { SecurityProfileId } = await create("Tools", { AllowedFlowModules: [{ Type: "MCP", FlowModuleId }] });
  const update = { InstanceId, SecurityProfileId, ...group };
  expect((await refusal(client.send(new connect.UpdateSecurityProfileCommand(update)))).status).toBe(404);
});
