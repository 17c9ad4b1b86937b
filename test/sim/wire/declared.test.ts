import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, type Simulated, simulated } from "../simulated.js";

/** The name of the refusal of a request whose body the SDK would not write. */
async function refusedAs({ simulator }: Simulated, method: string, path: string, body: string) {
  const { statusCode, headers } = await simulator.dispatch({ method, path, query: {}, headers: {}, body });
  return [statusCode, headers["x-amzn-errortype"]];
}

test("a value of the wrong type is refused by a name that the operation declares", async () => {
  const at = await simulated();
  expect(await refusedAs(at, "PUT", `/queues/${at.InstanceId}`, '{"Name":7}')).toEqual([
    400,
    "InvalidRequestException",
  ]);
  expect(await refusedAs(at, "POST", "/phone-number/claim", '{"PhoneNumber":7}')).toEqual([
    400,
    "InvalidParameterException",
  ]);
  expect(await refusedAs(at, "PUT", `/instance/${at.InstanceId}/task/template`, "{")).toEqual([
    400,
    "InvalidParameterException",
  ]);
});

test("a reserved tag key is an invalid parameter where a number is claimed", async () => {
  const { client, InstanceId } = await simulated();
  const input = { InstanceId, PhoneNumber: "+15550000001", Tags: { "aws:x": "y" } };
  expect((await refusal(client.send(new connect.ClaimPhoneNumberCommand(input)))).name).toBe(
    "InvalidParameterException",
  );
});

test("creating a prompt has no way to say that the instance is missing", async () => {
  const { client } = await simulated();
  const input = { InstanceId: "00000000-0000-4000-8000-00000000dead", Name: "A", S3Uri: "s3://b/a.wav" };
  expect((await refusal(client.send(new connect.CreatePromptCommand(input)))).name).toBe("InvalidParameterException");
});

test("a token of another list is an invalid request where there is no invalid parameter", async () => {
  const { client } = await simulated();
  const answer = await refusal(client.send(new connect.ListInstancesCommand({ NextToken: "x" })));
  expect(answer).toMatchObject({ name: "InvalidRequestException", message: "Invalid NextToken" });
});
