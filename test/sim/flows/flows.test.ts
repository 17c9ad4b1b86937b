import {
  AssociatePhoneNumberContactFlowCommand,
  ClaimPhoneNumberCommand,
  CreateContactFlowCommand,
  CreateContactFlowVersionCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  DeleteContactFlowCommand,
  DescribeContactFlowCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ListContactFlowsCommand,
  ListFlowAssociationsCommand,
  ListHoursOfOperationsCommand,
  SearchContactFlowsCommand,
  UpdateContactFlowContentCommand,
  UpdateContactFlowMetadataCommand,
} from "@aws-sdk/client-connect";
import { describe, expect, test } from "vitest";
import { content, GOOD, hangUp, refusal, type Simulated, simulated } from "../simulated.js";

const flow = (Name: string, part: object = {}) => ({ Name, Type: "CONTACT_FLOW" as const, Content: GOOD, ...part });

async function create({ client, InstanceId }: Simulated, name: string, part: object = {}): Promise<string> {
  const made = await client.send(new CreateContactFlowCommand({ InstanceId, ...flow(name, part) }));
  return made.ContactFlowId ?? "";
}

const read = ({ client, InstanceId }: Simulated, ContactFlowId: string) =>
  client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId })).then((answer) => answer.ContactFlow);

const write = ({ client, InstanceId }: Simulated, ContactFlowId: string, Content: string) =>
  client.send(new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content }));

const change = ({ client, InstanceId }: Simulated, ContactFlowId: string, part: object) =>
  client.send(new UpdateContactFlowMetadataCommand({ InstanceId, ContactFlowId, ...part }));

const remove = ({ client, InstanceId }: Simulated, ContactFlowId: string) =>
  client.send(new DeleteContactFlowCommand({ InstanceId, ContactFlowId }));

describe("a flow's content", () => {
  test("comes back byte for byte, with tags, hash and time", async () => {
    const at = await simulated({ now: () => 1_700_000_000_500 });
    const Content = `  ${GOOD.replace("{", '{ "Metadata": {"naïve": "日本"},\n')}  `;
    const id = await create(at, "Main", { Content, Tags: { team: "cx" }, Description: "front door" });
    const found = await read(at, id);
    expect(found).toMatchObject({ Content, Name: "Main", Status: "PUBLISHED", State: "ACTIVE", Tags: { team: "cx" } });
    expect(found?.LastModifiedTime?.getTime()).toBe(1_700_000_000_500);
    expect(found?.FlowContentSha256).toMatch(/^[a-z0-9]{64}$/);
  });

  test("is stored without being looked at when it is saved", async () => {
    const at = await simulated();
    const id = await create(at, "Draft", { Content: "{ not json", Status: "SAVED" });
    expect((await read(at, `${id}:$SAVED`))?.Content).toBe("{ not json");
    expect(await refusal(read(at, id))).toMatchObject({ name: "ContactFlowNotPublishedException", status: 404 });
  });

  test("of a saved flow is published by a plain update", async () => {
    const at = await simulated();
    const id = await create(at, "Draft", { Status: "SAVED", Content: "{}" });
    await write(at, id, GOOD);
    expect(await read(at, id)).toMatchObject({ Content: GOOD, Status: "PUBLISHED" });
  });

  test("of a draft leaves what is published alone", async () => {
    const at = await simulated();
    const id = await create(at, "Main");
    await write(at, `${id}:$SAVED`, "work in progress");
    expect((await read(at, id))?.Content).toBe(GOOD);
    expect(await read(at, `${id}:$SAVED`)).toMatchObject({ Content: "work in progress", Status: "SAVED" });
  });

  test("that is refused changes nothing and has problems but no message", async () => {
    const at = await simulated();
    const id = await create(at, "Main");
    const answer = await refusal(write(at, id, content({ Identifier: "a", Type: "Nope" })));
    expect(answer).toMatchObject({
      name: "InvalidContactFlowException",
      problems: ["Invalid Action type. Type: Nope"],
    });
    expect(answer.message).toBe("UnknownError");
    expect((await read(at, id))?.Content).toBe(GOOD);
  });
});

describe("a flow's name", () => {
  test("is taken once in an instance, also by an archived flow", async () => {
    const at = await simulated();
    const id = await create(at, "Main");
    await change(at, id, { ContactFlowState: "ARCHIVED" });
    expect(await refusal(create(at, "Main"))).toMatchObject({ name: "DuplicateResourceException", status: 409 });
    const other = await create(at, "Other");
    expect((await refusal(change(at, other, { Name: "Main" }))).name).toBe("DuplicateResourceException");
  });

  test("is free again after a rename", async () => {
    const at = await simulated();
    const id = await create(at, "Main");
    await change(at, id, { Name: "Old main" });
    expect(await create(at, "Main")).not.toBe(id);
  });
});

describe("archiving and deleting", () => {
  test("an active flow is deleted by default", async () => {
    const at = await simulated();
    const id = await create(at, "Main");
    await remove(at, id);
    expect((await refusal(read(at, id))).status).toBe(404);
  });

  test("a flow must be archived first when the instance is strict about it", async () => {
    const at = await simulated({ strictness: { archiveBeforeDelete: true } });
    const id = await create(at, "Main");
    expect((await refusal(remove(at, id))).name).toBe("InvalidRequestException");
    await change(at, id, { ContactFlowState: "ARCHIVED" });
    await remove(at, id);
    expect((await refusal(read(at, id))).status).toBe(404);
  });

  test("a default flow can be neither archived nor deleted, a sample flow can", async () => {
    const at = await simulated();
    const list = await at.client.send(new ListContactFlowsCommand({ InstanceId: at.InstanceId }));
    const idOf = (name: string) => list.ContactFlowSummaryList?.find((item) => item.Name === name)?.Id ?? "";
    expect((await refusal(remove(at, idOf("Default outbound")))).name).toBe("InvalidRequestException");
    const archived = change(at, idOf("Default outbound"), { ContactFlowState: "ARCHIVED" });
    expect((await refusal(archived)).name).toBe("InvalidRequestException");
    await remove(at, idOf("Sample AB test"));
  });

  test("a flow that a queue, a quick connect or a number uses stays", async () => {
    const at = await simulated();
    const { client, InstanceId } = at;
    const [whisper, quick, inbound] = [
      await create(at, "Whisper", { Type: "OUTBOUND_WHISPER" }),
      await create(at, "Quick", { Type: "QUEUE_TRANSFER" }),
      await create(at, "Inbound"),
    ];
    const hours = await client.send(new ListHoursOfOperationsCommand({ InstanceId }));
    const HoursOfOperationId = hours.HoursOfOperationSummaryList?.[0]?.Id;
    const OutboundCallerConfig = { OutboundFlowId: whisper };
    const queue = { InstanceId, Name: "Sales", HoursOfOperationId, OutboundCallerConfig };
    await client.send(new CreateQueueCommand(queue));
    const QuickConnectConfig = { QuickConnectType: "FLOW" as const, FlowConfig: { ContactFlowId: quick } };
    await client.send(new CreateQuickConnectCommand({ InstanceId, Name: "Quick", QuickConnectConfig }));
    const { PhoneNumberId } = await client.send(
      new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: "+15550001111" }),
    );
    await client.send(
      new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId: inbound }),
    );
    for (const id of [whisper, quick, inbound]) {
      expect((await refusal(remove(at, id))).name).toBe("InvalidRequestException");
      expect((await refusal(change(at, id, { ContactFlowState: "ARCHIVED" }))).status).toBe(400);
    }
    const tied = await client.send(new ListFlowAssociationsCommand({ InstanceId, ResourceType: "VOICE_PHONE_NUMBER" }));
    expect(tied.FlowAssociationSummaryList?.[0]?.FlowId).toContain(inbound);
    await client.send(new DisassociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId }));
    await remove(at, inbound);
  });

  test("an archived flow still counts against the quota", async () => {
    const at = await simulated({ quotas: { flows: 21 } });
    const id = await create(at, "Main");
    await change(at, id, { ContactFlowState: "ARCHIVED" });
    expect(await refusal(create(at, "Other"))).toMatchObject({ name: "LimitExceededException", status: 429 });
  });
});

describe("finding flows", () => {
  test("lists by type and shows a summary without content", async () => {
    const at = await simulated();
    const input = { InstanceId: at.InstanceId, ContactFlowTypes: ["AGENT_HOLD" as const] };
    const list = await at.client.send(new ListContactFlowsCommand(input));
    expect(list.ContactFlowSummaryList).toEqual([
      {
        Id: expect.any(String),
        Arn: expect.stringContaining("/contact-flow/"),
        Name: "Default agent hold",
        ContactFlowType: "AGENT_HOLD",
        ContactFlowState: "ACTIVE",
        ContactFlowStatus: "PUBLISHED",
      },
    ]);
  });

  test("searches by name, type and tag", async () => {
    const at = await simulated();
    const id = await create(at, "Main IVR", { Tags: { team: "cx" } });
    const SearchCriteria = {
      AndConditions: [
        { StringCondition: { FieldName: "name", Value: "main", ComparisonType: "STARTS_WITH" as const } },
        { TypeCondition: "CONTACT_FLOW" as const },
      ],
    };
    const SearchFilter = { TagFilter: { TagCondition: { TagKey: "team", TagValue: "cx" } } };
    const found = await at.client.send(
      new SearchContactFlowsCommand({ InstanceId: at.InstanceId, SearchCriteria, SearchFilter }),
    );
    expect(found).toMatchObject({ ApproximateTotalCount: 1, ContactFlows: [{ Id: id, Content: GOOD }] });
  });

  test("search results can be without content", async () => {
    const at = await simulated({ strictness: { searchCarriesContent: false } });
    const found = await at.client.send(new SearchContactFlowsCommand({ InstanceId: at.InstanceId }));
    expect(found.ApproximateTotalCount).toBe(20);
    expect(found.ContactFlows?.some((item) => item.Content !== undefined || item.FlowContentSha256)).toBe(false);
  });
});

test("versions are for campaigns only and repeat for the same content", async () => {
  const at = await simulated();
  const { client, InstanceId } = at;
  const version = (ContactFlowId: string) =>
    client.send(new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId }));
  const inbound = await create(at, "Main");
  expect((await refusal(version(inbound))).name).toBe("InvalidRequestException");
  const campaign = await create(at, "Journey", { Type: "CAMPAIGN" });
  expect([(await version(campaign)).Version, (await version(campaign)).Version]).toEqual([1, 1]);
  await write(at, campaign, content({ ...hangUp, Identifier: "other" }));
  expect((await version(campaign)).Version).toBe(2);
  expect((await read(at, `${campaign}:1`))?.Content).toBe(GOOD);
});

test("an empty description clears it, or is refused by a strict instance", async () => {
  const at = await simulated();
  const id = await create(at, "Main", { Description: "text" });
  await change(at, id, { Description: "" });
  expect((await read(at, id))?.Description).toBeUndefined();
  const strict = await simulated({ strictness: { refuseEmptyDescription: true } });
  const other = await create(strict, "Main");
  expect((await refusal(change(strict, other, { Description: "" }))).status).toBe(400);
});
