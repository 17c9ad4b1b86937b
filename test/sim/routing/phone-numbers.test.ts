import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { clientFor, refusal, simulated } from "../simulated.js";

test.each([
  ["+15550000001", "US", "DID"],
  ["+18335550100", "US", "TOLL_FREE"],
  ["+442071838750", "GB", "DID"],
  ["+81312345678", "JP", "DID"],
  ["+84412345678", "VN", "DID"],
  ["+35312345678", "IE", "DID"],
])("%s is a number of %s, and %s", async (PhoneNumber, country, type) => {
  const { client, InstanceId } = await simulated();
  const { PhoneNumberId } = await client.send(new connect.ClaimPhoneNumberCommand({ InstanceId, PhoneNumber }));
  const { ClaimedPhoneNumberSummary: found } = await client.send(
    new connect.DescribePhoneNumberCommand({ PhoneNumberId }),
  );
  expect([found?.PhoneNumberCountryCode, found?.PhoneNumberType]).toEqual([country, type]);
});

test("a number of a country that is not known is refused rather than put elsewhere", async () => {
  const { client, InstanceId } = await simulated();
  const call = client.send(new connect.ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: "+99912345678" }));
  expect((await refusal(call)).name).toBe("NotImplementedException");
});

test("numbers are those of the region that is asked", async () => {
  const { simulator, client, InstanceId } = await simulated();
  const input = { InstanceId, PhoneNumber: "+15550000001" };
  const { PhoneNumberId } = await client.send(new connect.ClaimPhoneNumberCommand(input));
  const elsewhere = clientFor(simulator, "us-east-1");
  expect((await elsewhere.send(new connect.ListPhoneNumbersV2Command({}))).ListPhoneNumbersSummaryList).toEqual([]);
  expect((await refusal(elsewhere.send(new connect.DescribePhoneNumberCommand({ PhoneNumberId })))).status).toBe(404);
  expect((await client.send(new connect.ListPhoneNumbersV2Command({}))).ListPhoneNumbersSummaryList).toHaveLength(1);
});

test("a claim says where the number goes", async () => {
  const { client } = await simulated();
  const call = client.send(new connect.ClaimPhoneNumberCommand({ PhoneNumber: "+15550000001" }));
  expect(await refusal(call)).toMatchObject({ name: "InvalidParameterException", status: 400 });
});

test("calls that name no instance draw from the same bucket as those that do", async () => {
  const { client, InstanceId } = await simulated({ limits: "service", now: () => 0 });
  for (let call = 0; call < 5; call += 1) await client.send(new connect.ListPhoneNumbersV2Command({ InstanceId }));
  expect((await refusal(client.send(new connect.ListPhoneNumbersV2Command({})))).name).toBe("ThrottlingException");
});
