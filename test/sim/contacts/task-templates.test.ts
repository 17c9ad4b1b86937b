import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

test("a template has at most fifty custom fields beside those that every task has", async () => {
  const { client, InstanceId } = await simulated();
  const create = (count: number) => {
    const custom = Array.from({ length: count }, (_, index) => ({ Id: { Name: `F${index}` }, Type: "TEXT" as const }));
    const Fields = [{ Id: { Name: "Name" }, Type: "NAME" as const }, ...custom];
    return client.send(new connect.CreateTaskTemplateCommand({ InstanceId, Name: `With ${count}`, Fields }));
  };
  expect(await refusal(create(51))).toMatchObject({ name: "ServiceQuotaExceededException", status: 402 });
  expect((await create(50)).Id).toBeDefined();
});

test("a snapshot of a template is refused, not answered with the template as it is", async () => {
  const { client, InstanceId } = await simulated();
  const Fields = [{ Id: { Name: "Note" }, Type: "TEXT" as const }];
  const { Id: TaskTemplateId } = await client.send(
    new connect.CreateTaskTemplateCommand({ InstanceId, Name: "Visit", Fields }),
  );
  const call = client.send(new connect.GetTaskTemplateCommand({ InstanceId, TaskTemplateId, SnapshotVersion: "1" }));
  expect((await refusal(call)).name).toBe("NotImplementedException");
});
