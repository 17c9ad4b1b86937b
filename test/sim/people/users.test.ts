import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

test("a user has a short name, names in NFC, and its phone set up in one way", async () => {
  const { client, InstanceId } = await simulated();
  const profiles = await client.send(new connect.ListRoutingProfilesCommand({ InstanceId }));
  const rights = await client.send(new connect.ListSecurityProfilesCommand({ InstanceId }));
  const create = (Username: string, more: object = {}) =>
    client.send(
      new connect.CreateUserCommand({
        InstanceId,
        Username,
        RoutingProfileId: profiles.RoutingProfileSummaryList?.[0]?.Id ?? "",
        SecurityProfileIds: [rights.SecurityProfileSummaryList?.[0]?.Id ?? ""],
        ...more,
      }),
    );
  const PhoneConfig = { PhoneType: "SOFT_PHONE" as const };
  const AutoAcceptConfigs = [{ Channel: "VOICE" as const, AutoAccept: true }];
  expect((await refusal(create("a".repeat(21)))).name).toBe("InvalidParameterException");
  expect((await refusal(create("ann", { PhoneConfig, AutoAcceptConfigs }))).message).toBe(
    "PhoneConfig and AutoAcceptConfigs cannot be given together",
  );
  const decomposed = { IdentityInfo: { FirstName: "Zoe\u0308", LastName: "Doe" } };
  expect((await refusal(create("ann", decomposed))).message).toBe("Names must be in Unicode NFC");
  expect((await create("a".repeat(20), { PhoneConfig, IdentityInfo: { FirstName: "Zo\u00eb" } })).UserId).toBeDefined();
});
