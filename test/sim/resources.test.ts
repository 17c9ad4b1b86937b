import * as connect from "@aws-sdk/client-connect";
import { describe, expect, test } from "vitest";
import { GOOD, refusal, type Simulated, simulated } from "./simulated.js";

const Config: connect.HoursOfOperationConfig[] = [
  { Day: "MONDAY", StartTime: { Hours: 9, Minutes: 0 }, EndTime: { Hours: 18, Minutes: 0 } },
];

async function makeHours({ client, InstanceId }: Simulated, Name: string): Promise<string> {
  const input = { InstanceId, Name, TimeZone: "Asia/Tokyo", Config };
  return (await client.send(new connect.CreateHoursOfOperationCommand(input))).HoursOfOperationId ?? "";
}

async function makeQueue(at: Simulated, Name: string, HoursOfOperationId: string): Promise<string> {
  const input = { InstanceId: at.InstanceId, Name, HoursOfOperationId };
  return (await at.client.send(new connect.CreateQueueCommand(input))).QueueId ?? "";
}

describe("hours of operation", () => {
  test("come back as they were made and change together", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const HoursOfOperationId = await makeHours(at, "Office");
    const update = { InstanceId, HoursOfOperationId, Name: "Office hours", TimeZone: "UTC" };
    await client.send(new connect.UpdateHoursOfOperationCommand(update));
    const found = await client.send(new connect.DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId }));
    expect(found.HoursOfOperation).toMatchObject({ Name: "Office hours", TimeZone: "UTC", Config });
  });

  test("that a queue uses stay", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const HoursOfOperationId = await makeHours(at, "Office");
    const QueueId = await makeQueue(at, "Sales", HoursOfOperationId);
    const remove = () => client.send(new connect.DeleteHoursOfOperationCommand({ InstanceId, HoursOfOperationId }));
    expect((await refusal(remove())).status).toBe(400);
    await client.send(new connect.DeleteQueueCommand({ InstanceId, QueueId }));
    await remove();
  });

  test("refuse a time zone that is none", async () => {
    const { client, InstanceId } = await simulated();
    const input = { InstanceId, Name: "Mars", TimeZone: "Mars/Olympus", Config };
    const answer = await refusal(client.send(new connect.CreateHoursOfOperationCommand(input)));
    expect(answer.name).toBe("InvalidParameterException");
  });

  test("have overrides that are made, changed, listed and deleted", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const target = { InstanceId, HoursOfOperationId: await makeHours(at, "Office") };
    const override = {
      ...target,
      Name: "New year",
      Config: [],
      EffectiveFrom: "2027-01-01",
      EffectiveTill: "2027-01-03",
    };
    const made = await client.send(new connect.CreateHoursOfOperationOverrideCommand(override));
    const one = { ...target, HoursOfOperationOverrideId: made.HoursOfOperationOverrideId };
    await client.send(new connect.UpdateHoursOfOperationOverrideCommand({ ...one, EffectiveTill: "2027-01-04" }));
    const list = await client.send(new connect.ListHoursOfOperationOverridesCommand(target));
    expect(list.HoursOfOperationOverrideList).toMatchObject([{ Name: "New year", EffectiveTill: "2027-01-04" }]);
    const again = await refusal(client.send(new connect.CreateHoursOfOperationOverrideCommand(override)));
    expect(again.name).toBe("DuplicateResourceException");
    await client.send(new connect.DeleteHoursOfOperationOverrideCommand(one));
    expect((await refusal(client.send(new connect.DescribeHoursOfOperationOverrideCommand(one)))).status).toBe(404);
  });
});

describe("queues", () => {
  test("change one aspect at a time", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const target = { InstanceId, QueueId: await makeQueue(at, "Sales", await makeHours(at, "Office")) };
    const HoursOfOperationId = await makeHours(at, "Night");
    await client.send(new connect.UpdateQueueNameCommand({ ...target, Name: "Selling", Description: "all of it" }));
    await client.send(new connect.UpdateQueueStatusCommand({ ...target, Status: "DISABLED" }));
    await client.send(new connect.UpdateQueueHoursOfOperationCommand({ ...target, HoursOfOperationId }));
    await client.send(new connect.UpdateQueueMaxContactsCommand({ ...target, MaxContacts: 0 }));
    const OutboundCallerConfig = { OutboundCallerIdName: "Acme" };
    await client.send(new connect.UpdateQueueOutboundCallerConfigCommand({ ...target, OutboundCallerConfig }));
    const { Queue } = await client.send(new connect.DescribeQueueCommand(target));
    expect(Queue).toMatchObject({
      Name: "Selling",
      Description: "all of it",
      Status: "DISABLED",
      HoursOfOperationId,
      MaxContacts: 0,
      OutboundCallerConfig,
    });
  });

  test("are listed with agent queues unless asked otherwise", async () => {
    const { client, InstanceId } = await simulated();
    const all = await client.send(new connect.ListQueuesCommand({ InstanceId }));
    expect(all.QueueSummaryList?.map((queue) => queue.QueueType)).toEqual(["STANDARD", "AGENT"]);
    const standard = await client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["STANDARD"] }));
    expect(standard.QueueSummaryList?.map((queue) => queue.Name)).toEqual(["BasicQueue"]);
  });

  test("that a routing profile uses stay", async () => {
    const { client, InstanceId } = await simulated();
    const list = await client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["STANDARD"] }));
    const call = client.send(new connect.DeleteQueueCommand({ InstanceId, QueueId: list.QueueSummaryList?.[0]?.Id }));
    expect(await refusal(call)).toMatchObject({ name: "ResourceInUseException", status: 409 });
  });

  test("need hours that are there and an outbound flow of the right type", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    expect((await refusal(makeQueue(at, "Sales", "none"))).status).toBe(404);
    const HoursOfOperationId = await makeHours(at, "Office");
    const flow = { InstanceId, Name: "In", Type: "CONTACT_FLOW" as const, Content: GOOD };
    const { ContactFlowId: OutboundFlowId } = await client.send(new connect.CreateContactFlowCommand(flow));
    const queue = { InstanceId, Name: "Sales", HoursOfOperationId, OutboundCallerConfig: { OutboundFlowId } };
    const answer = await refusal(client.send(new connect.CreateQueueCommand(queue)));
    expect(answer.name).toBe("InvalidParameterException");
  });

  test("reach their quota", async () => {
    const at = await simulated({ quotas: { queues: 2 } });
    const hours = await makeHours(at, "Office");
    await makeQueue(at, "Sales", hours);
    expect((await refusal(makeQueue(at, "Service", hours))).name).toBe("LimitExceededException");
  });

  test("have quick connects", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const QueueId = await makeQueue(at, "Sales", await makeHours(at, "Office"));
    const QuickConnectConfig = {
      QuickConnectType: "PHONE_NUMBER" as const,
      PhoneConfig: { PhoneNumber: "+81312345678" },
    };
    const input = { InstanceId, Name: "Desk", QuickConnectConfig };
    const { QuickConnectId } = await client.send(new connect.CreateQuickConnectCommand(input));
    const QuickConnectIds = [QuickConnectId ?? ""];
    await client.send(new connect.AssociateQueueQuickConnectsCommand({ InstanceId, QueueId, QuickConnectIds }));
    const list = () => client.send(new connect.ListQueueQuickConnectsCommand({ InstanceId, QueueId }));
    expect((await list()).QuickConnectSummaryList?.map((item) => item.Name)).toEqual(["Desk"]);
    await client.send(new connect.DisassociateQueueQuickConnectsCommand({ InstanceId, QueueId, QuickConnectIds }));
    expect((await list()).QuickConnectSummaryList).toEqual([]);
  });
});

test("a quick connect has exactly the part of its type", async () => {
  const { client, InstanceId } = await simulated();
  const QuickConnectConfig = { QuickConnectType: "FLOW" as const, PhoneConfig: { PhoneNumber: "+81312345678" } };
  const call = client.send(new connect.CreateQuickConnectCommand({ InstanceId, Name: "Desk", QuickConnectConfig }));
  expect((await refusal(call)).name).toBe("InvalidParameterException");
});

test("a prompt comes from S3", async () => {
  const { client, InstanceId } = await simulated();
  const create = (S3Uri: string) =>
    client.send(new connect.CreatePromptCommand({ InstanceId, Name: "Hello.wav", S3Uri }));
  expect((await refusal(create("file:///hello.wav"))).name).toBe("InvalidParameterException");
  const { PromptId } = await create("s3://bucket/hello.wav");
  const { Prompt } = await client.send(new connect.DescribePromptCommand({ InstanceId, PromptId }));
  expect(Prompt?.Name).toBe("Hello.wav");
  expect((await refusal(create("s3://bucket/hello.wav"))).name).toBe("DuplicateResourceException");
});

test("a routing profile keeps its queues by queue and channel", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  const QueueId = await makeQueue(at, "Sales", await makeHours(at, "Office"));
  const QueueConfigs = [{ QueueReference: { QueueId, Channel: "VOICE" as const }, Priority: 1, Delay: 0 }];
  const MediaConcurrencies = [{ Channel: "VOICE" as const, Concurrency: 1 }];
  const profile = {
    InstanceId,
    Name: "Sellers",
    Description: "d",
    DefaultOutboundQueueId: QueueId,
    MediaConcurrencies,
  };
  const made = await client.send(new connect.CreateRoutingProfileCommand({ ...profile, QueueConfigs }));
  const target = { InstanceId, RoutingProfileId: made.RoutingProfileId };
  const changed = QueueConfigs.map((config) => ({ ...config, Priority: 5 }));
  await client.send(new connect.UpdateRoutingProfileQueuesCommand({ ...target, QueueConfigs: changed }));
  const list = await client.send(new connect.ListRoutingProfileQueuesCommand(target));
  expect(list.RoutingProfileQueueConfigSummaryList).toMatchObject([
    { QueueName: "Sales", Priority: 5, Channel: "VOICE" },
  ]);
  const two = { ...profile, Name: "Two", MediaConcurrencies: [{ Channel: "VOICE" as const, Concurrency: 2 }] };
  expect((await refusal(client.send(new connect.CreateRoutingProfileCommand(two)))).status).toBe(400);
});

test("a user brings an agent queue and takes it away", async () => {
  const { client, InstanceId } = await simulated();
  const profiles = await client.send(new connect.ListRoutingProfilesCommand({ InstanceId }));
  const roles = await client.send(new connect.ListSecurityProfilesCommand({ InstanceId }));
  const RoutingProfileId = profiles.RoutingProfileSummaryList?.[0]?.Id;
  const SecurityProfileIds = (roles.SecurityProfileSummaryList ?? []).slice(0, 1).flatMap((role) => role.Id ?? []);
  const user = { InstanceId, Username: "ben", RoutingProfileId, SecurityProfileIds };
  const { UserId } = await client.send(new connect.CreateUserCommand(user));
  const queues = () => client.send(new connect.ListQueuesCommand({ InstanceId, QueueTypes: ["AGENT"] }));
  expect((await queues()).QueueSummaryList?.map((queue) => queue.Arn)).toContainEqual(
    expect.stringContaining(`agent/${UserId}`),
  );
  await client.send(new connect.DeleteUserCommand({ InstanceId, UserId }));
  expect((await queues()).QueueSummaryList).toHaveLength(1);
});

test("a hierarchy has at most five levels", async () => {
  const { client, InstanceId } = await simulated();
  const create = (Name: string, ParentGroupId?: string) =>
    client.send(new connect.CreateUserHierarchyGroupCommand({ InstanceId, Name, ParentGroupId }));
  let parent: string | undefined;
  for (const name of ["a", "b", "c", "d", "e"]) parent = (await create(name, parent)).HierarchyGroupId;
  const found = await client.send(
    new connect.DescribeUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId: parent }),
  );
  expect(found.HierarchyGroup?.HierarchyPath?.LevelFour?.Name).toBe("d");
  expect((await refusal(create("f", parent))).status).toBe(400);
});

test("the level of a hierarchy that has a group stays", async () => {
  const { client, InstanceId } = await simulated();
  const update = (...levels: string[]) => {
    const [LevelOne, LevelTwo] = levels.map((Name) => ({ Name }));
    const HierarchyStructure = { ...(LevelOne && { LevelOne }), ...(LevelTwo && { LevelTwo }) };
    return client.send(new connect.UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }));
  };
  await update("Site", "Team");
  await client.send(new connect.CreateUserHierarchyGroupCommand({ InstanceId, Name: "Tokyo" }));
  await update("Site");
  expect((await refusal(update())).name).toBe("ResourceInUseException");
  const found = await client.send(new connect.DescribeUserHierarchyStructureCommand({ InstanceId }));
  expect(found.HierarchyStructure).toMatchObject({ LevelOne: { Id: "1", Name: "Site" } });
});

test("views: AWS-managed ones are read by ARN, own ones are published and drafted", async () => {
  const { client, InstanceId } = await simulated();
  const list = await client.send(new connect.ListViewsCommand({ InstanceId, Type: "AWS_MANAGED" }));
  const form = list.ViewsSummaryList?.find((view) => view.Id === "form");
  expect(form?.Arn).toBe("arn:aws:connect:eu-west-2:aws:view/form:1");
  const managed = await client.send(new connect.DescribeViewCommand({ InstanceId, ViewId: form?.Arn }));
  expect(managed.View).toMatchObject({ Type: "AWS_MANAGED", Version: 1 });
  const input = { InstanceId, Name: "Mine", Status: "SAVED" as const, Content: { Template: "{}", Actions: ["Go"] } };
  const { View } = await client.send(new connect.CreateViewCommand(input));
  const describe = (ViewId: string) => client.send(new connect.DescribeViewCommand({ InstanceId, ViewId }));
  expect((await refusal(describe(View?.Id ?? ""))).status).toBe(404);
  expect((await describe(`${View?.Id}:$SAVED`)).View?.Content?.Template).toBe("{}");
});

test("a task template with a taken name is refused by property", async () => {
  const { client, InstanceId } = await simulated();
  const input = { InstanceId, Name: "Callback", Fields: [{ Id: { Name: "who" }, Type: "TEXT" as const }] };
  const { Id: TaskTemplateId } = await client.send(new connect.CreateTaskTemplateCommand(input));
  const found = await client.send(new connect.GetTaskTemplateCommand({ InstanceId, TaskTemplateId }));
  expect(found).toMatchObject({ Name: "Callback", Status: "ACTIVE", Fields: input.Fields });
  const call = client.send(new connect.CreateTaskTemplateCommand(input));
  await expect(call).rejects.toMatchObject({
    name: "PropertyValidationException",
    PropertyList: [{ Reason: "RESOURCE_NAME_ALREADY_EXISTS" }],
  });
});

test("Lambda functions and bots are associated once", async () => {
  const { client, InstanceId } = await simulated();
  const FunctionArn = "arn:aws:lambda:eu-west-2:111122223333:function:customer";
  const AliasArn = "arn:aws:lex:eu-west-2:111122223333:bot-alias/ABCDEFGHIJ/TSTALIASID";
  const lambda = () => client.send(new connect.AssociateLambdaFunctionCommand({ InstanceId, FunctionArn }));
  const bot = () => client.send(new connect.AssociateBotCommand({ InstanceId, LexV2Bot: { AliasArn } }));
  await lambda();
  await bot();
  expect((await refusal(lambda())).name).toBe("ResourceConflictException");
  expect((await refusal(bot())).name).toBe("ResourceConflictException");
  const bots = (LexVersion: "V1" | "V2") => client.send(new connect.ListBotsCommand({ InstanceId, LexVersion }));
  expect((await bots("V2")).LexBots).toEqual([{ LexV2Bot: { AliasArn } }]);
  expect((await bots("V1")).LexBots).toEqual([]);
  await client.send(new connect.DisassociateLambdaFunctionCommand({ InstanceId, FunctionArn }));
  expect((await client.send(new connect.ListLambdaFunctionsCommand({ InstanceId }))).LambdaFunctions).toEqual([]);
});

test("tags are added, kept and taken away, and reserved keys are refused", async () => {
  const at = await simulated();
  const { client } = at;
  const resourceArn = `${at.arn}/operating-hours/${await makeHours(at, "Office")}`;
  await client.send(new connect.TagResourceCommand({ resourceArn, tags: { team: "cx", "日本/x": "" } }));
  await client.send(new connect.TagResourceCommand({ resourceArn, tags: { team: "ops" } }));
  await client.send(new connect.UntagResourceCommand({ resourceArn, tagKeys: ["日本/x", "none"] }));
  const list = await client.send(new connect.ListTagsForResourceCommand({ resourceArn }));
  expect(list.tags).toEqual({ team: "ops" });
  const reserved = client.send(new connect.TagResourceCommand({ resourceArn, tags: { "aws:x": "1" } }));
  expect((await refusal(reserved)).status).toBe(400);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));
  expect((await refusal(client.send(new connect.TagResourceCommand({ resourceArn, tags: many })))).status).toBe(400);
});

test("an update that names nothing changes nothing, where the model asks for no field", async () => {
  const { client, InstanceId } = await simulated();
  const hours = await client.send(new connect.ListHoursOfOperationsCommand({ InstanceId }));
  const HoursOfOperationId = hours.HoursOfOperationSummaryList?.[0]?.Id ?? "";
  const read = () => client.send(new connect.DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId }));
  const before = (await read()).HoursOfOperation?.Config;
  await client.send(new connect.UpdateHoursOfOperationCommand({ InstanceId, HoursOfOperationId }));
  expect((await read()).HoursOfOperation?.Config).toEqual(before);
  const prompts = await client.send(new connect.ListPromptsCommand({ InstanceId }));
  const PromptId = prompts.PromptSummaryList?.[0]?.Id ?? "";
  expect((await client.send(new connect.UpdatePromptCommand({ InstanceId, PromptId }))).PromptId).toBe(PromptId);
});
