import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { GOOD, refusal, simulated } from "./simulated.js";

test.each([
  ["an override's name with a control character", { Name: "a\u0007" }],
  ["an override's description that is too long", { Description: "d".repeat(251) }],
  ["an override's date of another form", { EffectiveFrom: "1.12.2026" }],
] as const)("%s is refused", async (_, wrong) => {
  const { client, InstanceId } = await simulated();
  const dates = { EffectiveFrom: "2026-12-01", EffectiveTill: "2026-12-31" };
  const input = { InstanceId, HoursOfOperationId: "any", Name: "Fair", Config: [], ...dates, ...wrong };
  const answer = await refusal(client.send(new connect.CreateHoursOfOperationOverrideCommand(input)));
  expect(answer).toMatchObject({ name: "InvalidParameterException", status: 400 });
  expect(answer.message).toContain(`${Object.keys(wrong)[0]} must satisfy regular expression pattern`);
});

test("a view's name has only the characters that the model names", async () => {
  const { client, InstanceId } = await simulated();
  const input = { InstanceId, Name: "Guide!", Status: "SAVED", Content: {} } as const;
  expect((await refusal(client.send(new connect.CreateViewCommand(input)))).message).toContain("Name must satisfy");
  await client.send(new connect.CreateViewCommand({ ...input, Name: "Guide (new)" }));
});

test("the keys of contact tags are stricter than those of resource tags", async () => {
  const { client, InstanceId } = await simulated();
  const tag = (key: string) =>
    client.send(new connect.TagContactCommand({ InstanceId, ContactId: "none", Tags: { [key]: "x" } }));
  expect((await refusal(tag("cost centre"))).name).toBe("InvalidParameterException");
  expect((await refusal(tag("cost:centre7"))).name).toBe("ResourceNotFoundException");
});

test("an alias may be renamed to what a module may be called", async () => {
  const { client, InstanceId } = await simulated();
  const { Id: ContactFlowModuleId = "" } = await client.send(
    new connect.CreateContactFlowModuleCommand({ InstanceId, Name: "Greeting", Content: GOOD }),
  );
  await client.send(new connect.CreateContactFlowModuleVersionCommand({ InstanceId, ContactFlowModuleId }));
  const alias = { InstanceId, ContactFlowModuleId, ContactFlowModuleVersion: 1 };
  const create = (AliasName: string) =>
    client.send(new connect.CreateContactFlowModuleAliasCommand({ ...alias, AliasName }));
  expect((await refusal(create("my live"))).name).toBe("InvalidParameterException");
  const { Id: AliasId = "" } = await create("live");
  await client.send(
    new connect.UpdateContactFlowModuleAliasCommand({ InstanceId, ContactFlowModuleId, AliasId, Name: "my live" }),
  );
});
