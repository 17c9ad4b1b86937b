import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { content, GOOD, hangUp, refusal, type Simulated, simulated } from "../simulated.js";

async function create({ client, InstanceId }: Simulated, Name: string, part: object = {}): Promise<string> {
  const made = await client.send(
    new connect.CreateContactFlowModuleCommand({ InstanceId, Name, Content: GOOD, ...part }),
  );
  return made.Id ?? "";
}

const read = ({ client, InstanceId }: Simulated, ContactFlowModuleId: string) =>
  client
    .send(new connect.DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId }))
    .then((answer) => answer.ContactFlowModule);

test("a module comes back as it was made", async () => {
  const at = await simulated();
  const id = await create(at, "Auth", {
    Settings: '{"InputParameters":{}}',
    ExternalInvocationConfiguration: { Enabled: true },
  });
  expect(await read(at, id)).toMatchObject({
    Content: GOOD,
    Status: "PUBLISHED",
    State: "ACTIVE",
    Settings: '{"InputParameters":{}}',
    ExternalInvocationConfiguration: { Enabled: true },
  });
});

test("a module's content is checked, and the problems have a capital letter", async () => {
  const at = await simulated();
  const call = at.client.send(
    new connect.CreateContactFlowModuleCommand({ InstanceId: at.InstanceId, Name: "Auth", Content: "[]" }),
  );
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason as { name: string; Problems?: unknown },
  );
  expect(error?.name).toBe("InvalidContactFlowModuleException");
  expect(error?.Problems).toEqual([{ message: "Content is not a valid JSON object" }]);
});

test("content and settings are updated apart from each other", async () => {
  const at = await simulated();
  const ContactFlowModuleId = await create(at, "Auth", { Settings: "{}" });
  const other = content({ ...hangUp, Identifier: "end" });
  const { client, InstanceId } = at;
  const update = (part: object) =>
    client.send(new connect.UpdateContactFlowModuleContentCommand({ InstanceId, ContactFlowModuleId, ...part }));
  await update({ Content: other });
  await update({ Settings: '{"a":1}' });
  expect(await read(at, ContactFlowModuleId)).toMatchObject({ Content: other, Settings: '{"a":1}' });
});

test("the same create with the same token is one create", async () => {
  const at = await simulated();
  const first = await create(at, "Auth", { ClientToken: "t" });
  expect(await create(at, "Auth", { ClientToken: "t" })).toBe(first);
  expect((await refusal(create(at, "Auth"))).name).toBe("DuplicateResourceException");
});

test("lists leave out what has another state", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  const ContactFlowModuleId = await create(at, "Auth");
  const archive = { InstanceId, ContactFlowModuleId, State: "ARCHIVED" as const };
  await client.send(new connect.UpdateContactFlowModuleMetadataCommand(archive));
  const list = (ContactFlowModuleState: "ACTIVE" | "ARCHIVED") =>
    client.send(new connect.ListContactFlowModulesCommand({ InstanceId, ContactFlowModuleState }));
  expect((await list("ACTIVE")).ContactFlowModulesSummaryList).toEqual([]);
  expect((await list("ARCHIVED")).ContactFlowModulesSummaryList).toHaveLength(1);
});

test("a version behind an alias stays until the alias points elsewhere", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  const ContactFlowModuleId = await create(at, "Auth");
  const target = { InstanceId, ContactFlowModuleId };
  const version = () => client.send(new connect.CreateContactFlowModuleVersionCommand(target));
  await version();
  await version();
  const alias = { ...target, AliasName: "live", ContactFlowModuleVersion: 1 };
  const { Id: AliasId, ContactFlowModuleArn } = await client.send(
    new connect.CreateContactFlowModuleAliasCommand(alias),
  );
  expect(ContactFlowModuleArn).toBe(`${at.arn}/flow-module/${ContactFlowModuleId}`);
  const remove = () =>
    client.send(new connect.DeleteContactFlowModuleVersionCommand({ ...target, ContactFlowModuleVersion: 1 }));
  expect(await refusal(remove())).toMatchObject({
    name: "InvalidRequestException",
    message: "Cannot delete version '1' tied to one alias",
  });
  await client.send(
    new connect.UpdateContactFlowModuleAliasCommand({ ...target, AliasId, ContactFlowModuleVersion: 2 }),
  );
  await remove();
  const versions = await client.send(new connect.ListContactFlowModuleVersionsCommand(target));
  expect(versions.ContactFlowModuleVersionSummaryList?.map((item) => item.Version)).toEqual([2]);
  expect((await client.send(new connect.CreateContactFlowModuleVersionCommand(target))).Version).toBe(3);
});

test("an alias needs a good name, a free name and a version that is there", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  const ContactFlowModuleId = await create(at, "Auth");
  await client.send(new connect.CreateContactFlowModuleVersionCommand({ InstanceId, ContactFlowModuleId }));
  const alias = (AliasName: string, ContactFlowModuleVersion = 1) =>
    client.send(
      new connect.CreateContactFlowModuleAliasCommand({
        InstanceId,
        ContactFlowModuleId,
        AliasName,
        ContactFlowModuleVersion,
      }),
    );
  await alias("live");
  expect((await refusal(alias("live"))).name).toBe("DuplicateResourceException");
  expect((await refusal(alias("a b"))).name).toBe("InvalidParameterException");
  expect((await refusal(alias("other", 7))).name).toBe("ResourceNotFoundException");
});

test("a flow may invoke a module by version and alias id, and only by those that are there", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  const ContactFlowModuleId = await create(at, "Auth");
  const target = { InstanceId, ContactFlowModuleId };
  await client.send(new connect.CreateContactFlowModuleVersionCommand(target));
  const alias = { ...target, AliasName: "live", ContactFlowModuleVersion: 1 };
  const { Id } = await client.send(new connect.CreateContactFlowModuleAliasCommand(alias));
  const publish = (qualifier: string) => {
    const FlowModuleId = `${at.arn}/flow-module/${ContactFlowModuleId}${qualifier}`;
    const Transitions = { NextAction: "bye", Errors: [{ ErrorType: "NoMatchingError", NextAction: "bye" }] };
    const Content = content(
      { Identifier: "a", Type: "InvokeFlowModule", Parameters: { FlowModuleId }, Transitions },
      hangUp,
    );
    const Name = `flow ${qualifier}`;
    return client.send(new connect.CreateContactFlowCommand({ InstanceId, Name, Type: "CONTACT_FLOW", Content }));
  };
  for (const qualifier of ["", ":1", `:${Id}`, ":$LATEST"]) await publish(qualifier);
  expect((await refusal(publish(":9"))).problems).toEqual([
    "Invalid Action property value. Path: Actions[0].Parameters.FlowModuleId",
  ]);
});

test("settings are a JSON object, and those that are saved leave the published ones alone", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  expect((await refusal(create(at, "Auth", { Settings: "none" }))).name).toBe("InvalidRequestException");
  const id = await create(at, "Auth", { Settings: '{"a":1}' });
  const update = (ContactFlowModuleId: string, Settings: string) =>
    client.send(new connect.UpdateContactFlowModuleContentCommand({ InstanceId, ContactFlowModuleId, Settings }));
  await update(`${id}:$SAVED`, '{"a":2}');
  expect((await read(at, id))?.Settings).toBe('{"a":1}');
  expect(await read(at, `${id}:$SAVED`)).toMatchObject({ Settings: '{"a":2}', Content: GOOD, Status: "SAVED" });
  await update(id, '{"a":3}');
  expect((await read(at, `${id}:$SAVED`))?.Settings).toBe('{"a":3}');
});
