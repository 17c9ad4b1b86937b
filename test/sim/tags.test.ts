import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { clientFor, refusal, simulated } from "./simulated.js";

test("tags of an instance are not there in another region", async () => {
  const { simulator, arn } = await simulated();
  const elsewhere = clientFor(simulator, "us-east-1");
  const answer = await refusal(elsewhere.send(new connect.ListTagsForResourceCommand({ resourceArn: arn })));
  expect(answer.name).toBe("ResourceNotFoundException");
});

test("a number is tagged by its whole ARN, not by its id alone", async () => {
  const { client, InstanceId } = await simulated();
  const input = { InstanceId, PhoneNumber: "+15550000001", Tags: { team: "a" } };
  const { PhoneNumberArn = "" } = await client.send(new connect.ClaimPhoneNumberCommand(input));
  const tagsOf = (resourceArn: string) => client.send(new connect.ListTagsForResourceCommand({ resourceArn }));
  expect((await tagsOf(PhoneNumberArn)).tags).toEqual({ team: "a" });
  const foreign = PhoneNumberArn.replace(/:\d{12}:/, ":999999999999:");
  expect((await refusal(tagsOf(foreign))).name).toBe("ResourceNotFoundException");
});

test("an ARN of a kind that is not simulated is not found", async () => {
  const { client, arn } = await simulated();
  const call = client.send(new connect.ListTagsForResourceCommand({ resourceArn: `${arn}/rule/any` }));
  expect((await refusal(call)).name).toBe("ResourceNotFoundException");
});
