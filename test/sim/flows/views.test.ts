import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

test("a version of a view that is none is not found", async () => {
  const { client, InstanceId } = await simulated();
  const Content = { Template: "{}", Actions: [] };
  const { View } = await client.send(
    new connect.CreateViewCommand({ InstanceId, Name: "Guide", Status: "PUBLISHED", Content }),
  );
  const { ViewsSummaryList = [] } = await client.send(
    new connect.ListViewsCommand({ InstanceId, Type: "AWS_MANAGED" }),
  );
  const managed = (ViewsSummaryList[0]?.Arn ?? "").replace(/:\d+$/, "");
  const describe = (ViewId: string) => client.send(new connect.DescribeViewCommand({ InstanceId, ViewId }));
  expect((await describe(`${View?.Id}:$LATEST`)).View?.Id).toBe(View?.Id);
  expect((await describe(`${managed}:1`)).View?.Version).toBe(1);
  expect((await refusal(describe(`${View?.Id}:7`))).name).toBe("ResourceNotFoundException");
  expect((await refusal(describe(`${managed}:9`))).name).toBe("ResourceNotFoundException");
});

test("a view of more than 400 kB is refused", async () => {
  const { client, InstanceId } = await simulated();
  const create = (bytes: number) => {
    const Content = { Template: JSON.stringify("x".repeat(bytes)) };
    return client.send(new connect.CreateViewCommand({ InstanceId, Name: "Guide", Status: "SAVED", Content }));
  };
  expect((await refusal(create(400_000))).name).toBe("InvalidParameterException");
  expect((await create(399_000)).View?.Name).toBe("Guide");
});
