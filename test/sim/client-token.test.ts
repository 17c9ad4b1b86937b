import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { GOOD, refusal, simulated } from "./simulated.js";

const TOKEN = "11111111-2222-4333-8444-555555555555";

test("a module is made once for a token, and the token takes no other input", async () => {
  const { client, InstanceId } = await simulated();
  const create = (more: object) => {
    const input = { InstanceId, Name: "Greeting", Content: GOOD, ClientToken: TOKEN, ...more };
    return client.send(new connect.CreateContactFlowModuleCommand(input));
  };
  const { Id } = await create({});
  expect((await create({})).Id).toBe(Id);
  for (const other of [{ Name: "Farewell" }, { Description: "Says hello" }, { Tags: { team: "a" } }])
    expect((await refusal(create(other))).name).toBe("IdempotencyException");
});

test("a number is claimed once for a token", async () => {
  const { client, InstanceId } = await simulated();
  const claim = (PhoneNumber: string) =>
    client.send(new connect.ClaimPhoneNumberCommand({ InstanceId, PhoneNumber, ClientToken: TOKEN }));
  const { PhoneNumberId } = await claim("+15550000001");
  expect((await claim("+15550000001")).PhoneNumberId).toBe(PhoneNumberId);
  expect(await refusal(claim("+15550000002"))).toMatchObject({ name: "IdempotencyException", status: 409 });
});

test("a task template is made once for a token, also after an update", async () => {
  const { client, InstanceId } = await simulated();
  const body = { InstanceId, Fields: [{ Id: { Name: "Note" }, Type: "TEXT" as const }] };
  const create = (Name: string) =>
    client.send(new connect.CreateTaskTemplateCommand({ ...body, Name, ClientToken: TOKEN }));
  const { Id: TaskTemplateId } = await create("Visit");
  await client.send(new connect.UpdateTaskTemplateCommand({ ...body, TaskTemplateId, Description: "On site" }));
  expect((await create("Visit")).Id).toBe(TaskTemplateId);
  expect((await refusal(create("Call"))).name).toBe("InvalidParameterException");
});

test("a view is made once for a token", async () => {
  const { client, InstanceId } = await simulated();
  const create = (Name: string) =>
    client.send(new connect.CreateViewCommand({ InstanceId, Name, Status: "SAVED", Content: {}, ClientToken: TOKEN }));
  const { View } = await create("Guide");
  expect((await create("Guide")).View?.Id).toBe(View?.Id);
  expect((await refusal(create("Card"))).name).toBe("InvalidParameterException");
});
