import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const ID = "aaaaaaaa-0000-0000-0000-000000000001";
const ARN = `${INSTANCE_ARN}/contact-flow/${ID}`;
const PATH = `/contact-flows/${INSTANCE}/${ID}`;
const DRAFT_PATH = `${PATH}%3A%24SAVED`;
const CONTENT = { Version: "2019-10-30", StartAction: "a", Actions: [] };
const IDENTITY = { id: ID, arn: ARN, name: "Main" };
const BODY = { name: "Main", type: "CONTACT_FLOW", description: "", content: CONTENT, published: true, tags: {} };

describe("reading a flow", () => {
  test("parses its content and leaves out the tags of the service", async () => {
    const { provider } = await openInstance();
    answer("GET", PATH, {
      ContactFlow: {
        Id: ID,
        Arn: `${ARN}:$SAVED`,
        Name: "Main",
        Type: "CONTACT_FLOW",
        State: "ARCHIVED",
        Status: "PUBLISHED",
        Description: " ",
        Content: JSON.stringify(CONTENT),
        Tags: { team: "cx", "aws:cloudformation:stack": "x" },
        LastModifiedTime: 1_700_000_000,
      },
    });
    expect(await provider.read("flow", ID, ["content"])).toEqual({
      kind: "flow",
      ...IDENTITY,
      type: "CONTACT_FLOW",
      archived: true,
      published: true,
      modifiedAt: "2023-11-14T22:13:20.000Z",
      body: { ...BODY, archived: true, tags: { team: "cx" } },
      contentText: JSON.stringify(CONTENT),
    });
  });

  test("reads the draft of one that turns out never to have been published", async () => {
    const { provider } = await openInstance();
    refuse("GET", PATH, 404, "ContactFlowNotPublishedException", { Message: "not published" });
    answer("GET", DRAFT_PATH, { ContactFlow: { Arn: ARN, Name: "Main", Type: "CONTACT_FLOW", Content: "{not json" } });
    const flow = await provider.read("flow", ID, ["content"]);
    expect(flow?.body).toEqual({ ...BODY, published: false, content: "{not json" });
    expectAllAsked();
  });

  test("asks for the draft at once where the list says that it was never published", async () => {
    const { provider } = await openInstance();
    const summary = { Id: ID, Arn: ARN, Name: "Main", ContactFlowType: "CONTACT_FLOW", ContactFlowStatus: "SAVED" };
    answer("GET", `/contact-flows-summary/${INSTANCE}?maxResults=1000`, { ContactFlowSummaryList: [summary] });
    await provider.list("flow");
    answer("GET", DRAFT_PATH, { ContactFlow: { Arn: ARN, Name: "Main", Type: "CONTACT_FLOW", Content: "{}" } });
    expect((await provider.read("flow", ID, []))?.published).toBe(false);
    expect(provider.calls()).toMatchObject({ ListContactFlows: 1, DescribeContactFlow: 1 });
  });

  test("gives undefined for one that does not exist", async () => {
    const { provider } = await openInstance();
    refuse("GET", PATH, 404, "ResourceNotFoundException");
    expect(await provider.read("flow", ID, [])).toBeUndefined();
  });

  test("does not take an answer that is no flow for a missing flow", async () => {
    const { provider } = await openInstance();
    answer("GET", PATH, {});
    expect((await faultOf(provider.read("flow", ID, []))).diagnostics[0]?.code).toBe("connect/unreadable-answer");
  });

  test("names the flow that the service keeps failing on, and others can still be read", async () => {
    const { provider, slept } = await openInstance();
    const summary = { Id: ID, Arn: ARN, Name: "Main" };
    answer("GET", `/contact-flows-summary/${INSTANCE}?maxResults=1000`, { ContactFlowSummaryList: [summary] });
    await provider.list("flow");
    for (let tries = 0; tries < 5; tries++) refuse("GET", PATH, 500, "InternalServiceException");
    const fault = await faultOf(provider.read("flow", ID, []));
    expect(fault).toMatchObject({ kind: "service", uncertain: false });
    expect(fault.message).toContain("the flow `Main`");
    expect(slept).toEqual([200, 400, 800, 1600]);
    answer("GET", PATH.replace(/1$/, "2"), {
      ContactFlow: { Arn: ARN, Name: "Other", Type: "CONTACT_FLOW", Content: "{}" },
    });
    expect((await provider.read("flow", ID.replace(/1$/, "2"), []))?.name).toBe("Other");
  });
});

describe("creating a flow", () => {
  const sent = { Name: "Main", Type: "CONTACT_FLOW", Content: JSON.stringify(CONTENT), Status: "PUBLISHED" };

  test("sends explicit fields once, and no empty tags or description", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("PUT", `/contact-flows/${INSTANCE}`, { ContactFlowId: ID, ContactFlowArn: ARN }, sent);
    expect(await provider.create("flow", BODY, record)).toEqual(IDENTITY);
    expect(recorded).toEqual(["CreateContactFlow"]);
  });

  test("saves a draft, with description and tags", async () => {
    const { provider, record } = await openInstance();
    const body = { ...sent, Status: "SAVED", Description: "Front", Tags: { team: "cx" } };
    answer("PUT", `/contact-flows/${INSTANCE}`, { ContactFlowId: ID, ContactFlowArn: ARN }, body);
    const draft = { ...BODY, published: false, description: "Front", tags: { team: "cx", "aws:x": "y" } };
    expect(await provider.create("flow", draft, record)).toEqual(IDENTITY);
  });

  test("is uncertain, and not repeated, after a failure of the service", async () => {
    const { provider, record, recorded } = await openInstance();
    refuse("PUT", `/contact-flows/${INSTANCE}`, 500, "InternalServiceException");
    const fault = await faultOf(provider.create("flow", BODY, record));
    expect(fault.uncertain).toBe(true);
    expect(provider.calls().CreateContactFlow).toBe(1);
    expect(recorded).toEqual(["CreateContactFlow"]);
  });

  test("is uncertain after an answer that has no id, or that cannot be read", async () => {
    const { provider, record } = await openInstance();
    answer("PUT", `/contact-flows/${INSTANCE}`, {});
    expect((await faultOf(provider.create("flow", BODY, record))).uncertain).toBe(true);
    answer("PUT", `/contact-flows/${INSTANCE}`, "<html>");
    const fault = await faultOf(provider.create("flow", BODY, record));
    expect(fault).toMatchObject({ uncertain: true, diagnostics: [{ code: "connect/unreadable-answer" }] });
    expect(provider.calls().CreateContactFlow).toBe(2);
  });

  test("is repeated after a throttle, which did nothing", async () => {
    const { provider, record, recorded } = await openInstance();
    refuse("PUT", `/contact-flows/${INSTANCE}`, 429, "ThrottlingException");
    answer("PUT", `/contact-flows/${INSTANCE}`, { ContactFlowId: ID, ContactFlowArn: ARN }, sent);
    expect(await provider.create("flow", BODY, record)).toEqual(IDENTITY);
    expect(recorded).toEqual(["CreateContactFlow"]);
  });

  test("tells a quota from a throttle by its name, and does not repeat it", async () => {
    const { provider, record, slept } = await openInstance();
    refuse("PUT", `/contact-flows/${INSTANCE}`, 429, "LimitExceededException", { Message: "too many" });
    const fault = await faultOf(provider.create("flow", BODY, record));
    expect(fault).toMatchObject({ kind: "quota", uncertain: false });
    expect(fault.diagnostics[0]?.summary).toBe("The quota “Flows per instance” is used up");
    expect(fault.diagnostics[0]?.detail).toMatch(/default is 100\. Archived ones count/);
    expect(slept).toEqual([]);
  });

  test("gives one diagnostic for each problem of a rejected content", async () => {
    const { provider, record } = await openInstance();
    const problems = [{ message: "Action is missing required error. Path: Actions[3]" }, { message: "Bad." }];
    refuse("PUT", `/contact-flows/${INSTANCE}`, 400, "InvalidContactFlowException", { problems });
    const fault = await faultOf(provider.create("flow", BODY, record));
    expect(fault).toMatchObject({ kind: "rejected", uncertain: false });
    expect(fault.diagnostics.map(({ detail, pointer }) => [detail, pointer])).toEqual([
      ["Action is missing required error. Path: Actions[3]", "/Actions/3"],
      ["Bad.", undefined],
    ]);
  });

  test("is found again a moment later, though the service has not seen it yet", async () => {
    const { provider, record } = await openInstance();
    answer("PUT", `/contact-flows/${INSTANCE}`, { ContactFlowId: ID, ContactFlowArn: ARN }, sent);
    await provider.create("flow", BODY, record);
    refuse("GET", PATH, 404, "ResourceNotFoundException");
    refuse("GET", PATH, 404, "ResourceNotFoundException");
    answer("GET", PATH, { ContactFlow: { Arn: ARN, Name: "Main", Type: "CONTACT_FLOW", Content: "{}" } });
    expect((await provider.read("flow", ID, []))?.name).toBe("Main");
  });
});

describe("updating a flow", () => {
  test("sends one request for each group of fields that differs", async () => {
    const { provider, record, recorded } = await openInstance();
    const content = { ...CONTENT, StartAction: "b" };
    const arn = encodeURIComponent(ARN);
    answer("POST", `${PATH}/content`, {}, { Content: JSON.stringify(content) });
    answer("POST", `${PATH}/metadata`, {}, { Name: "New", Description: "Front" });
    answer("DELETE", `/tags/${arn}?tagKeys=old`);
    answer("POST", `/tags/${arn}`, {}, { tags: { team: "cx" } });
    const before = { ...BODY, tags: { old: "1", kept: "2" } };
    const after = { ...BODY, name: "New", description: "Front", content, tags: { kept: "2", team: "cx" } };
    expect(await provider.update("flow", IDENTITY, before, after, record)).toEqual({ ...IDENTITY, name: "New" });
    expect(recorded).toEqual(["UpdateContactFlowContent", "UpdateContactFlowMetadata", "UntagResource", "TagResource"]);
    expectAllAsked();
  });

  test("sends nothing where nothing differs, and leaves alone what is absent", async () => {
    const { provider, record, recorded } = await openInstance();
    const before = { ...BODY, description: "Front", archived: true, tags: { team: "cx" } };
    const { tags: _, description: __, ...after } = BODY;
    await provider.update("flow", IDENTITY, before, after, record);
    expect(recorded).toEqual([]);
  });

  test("writes a draft to its draft", async () => {
    const { provider, record } = await openInstance();
    answer("POST", `${DRAFT_PATH}/content`, {}, { Content: '{"a":1}' });
    const before = { ...BODY, published: false };
    await provider.update("flow", IDENTITY, before, { ...before, content: { a: 1 } }, record);
    expectAllAsked();
  });

  test("publishes a draft by writing its content, and looks whether that has worked", async () => {
    const { provider, record, recorded } = await openInstance();
    const before = { ...BODY, published: false };
    answer("POST", `${PATH}/content`, {}, { Content: JSON.stringify(CONTENT) });
    refuse("GET", PATH, 404, "ContactFlowNotPublishedException");
    answer("GET", PATH, { ContactFlow: { Arn: ARN } });
    await provider.update("flow", IDENTITY, before, BODY, record);
    expect(recorded).toEqual(["UpdateContactFlowContent"]);
    expectAllAsked();
  });

  test("says so when a draft stays a draft", async () => {
    const { provider, record } = await openInstance();
    answer("POST", `${PATH}/content`, {}, { Content: JSON.stringify(CONTENT) });
    for (let looks = 0; looks < 3; looks++) refuse("GET", PATH, 404, "ContactFlowNotPublishedException");
    const fault = await faultOf(provider.update("flow", IDENTITY, { ...BODY, published: false }, BODY, record));
    expect(fault.diagnostics[0]?.code).toBe("connect/not-published");
  });

  test("refuses to make a draft of what is published, before it writes anything", async () => {
    const { provider, record, recorded } = await openInstance();
    const fault = await faultOf(provider.update("flow", IDENTITY, BODY, { ...BODY, published: false }, record));
    expect(fault.diagnostics[0]?.code).toBe("connect/cannot-unpublish");
    expect(recorded).toEqual([]);
  });

  test("clears a description with a space where an empty one is refused", async () => {
    const { provider, record } = await openInstance();
    refuse("POST", `${PATH}/metadata`, 400, "InvalidParameterException", { Message: "Description" });
    answer("POST", `${PATH}/metadata`, {}, { Description: " " });
    await provider.update("flow", IDENTITY, { ...BODY, description: "Front" }, BODY, record);
    expectAllAsked();
  });

  test("brings an archived flow back before it writes its content", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", `${PATH}/metadata`, {}, { ContactFlowState: "ACTIVE" });
    answer("POST", `${PATH}/content`, {}, { Content: '{"a":1}' });
    const after = { ...BODY, archived: false, content: { a: 1 } };
    await provider.update("flow", IDENTITY, { ...BODY, archived: true }, after, record);
    expect(recorded).toEqual(["UpdateContactFlowMetadata", "UpdateContactFlowContent"]);
  });

  test("is repeated after a failure of the service, and uncertain when it keeps failing", async () => {
    const { provider, record, recorded } = await openInstance();
    refuse("POST", `${PATH}/content`, 503, "ServiceUnavailableException");
    answer("POST", `${PATH}/content`, {}, { Content: '{"a":1}' });
    const after = { ...BODY, content: { a: 1 } };
    await provider.update("flow", IDENTITY, BODY, after, record);
    for (let tries = 0; tries < 5; tries++) refuse("POST", `${PATH}/content`, 500, "InternalServiceException");
    expect((await faultOf(provider.update("flow", IDENTITY, BODY, after, record))).uncertain).toBe(true);
    expect(recorded).toEqual(["UpdateContactFlowContent", "UpdateContactFlowContent"]);
  });
});

describe("deleting a flow", () => {
  test("needs one request where that is enough, and none to be there", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("DELETE", PATH);
    await provider.delete("flow", ID, record);
    refuse("DELETE", PATH, 404, "ResourceNotFoundException");
    await provider.delete("flow", ID, record);
    expect(recorded).toEqual(["DeleteContactFlow", "DeleteContactFlow"]);
  });

  test("archives first where an active one is refused", async () => {
    const { provider, record, recorded } = await openInstance();
    refuse("DELETE", PATH, 400, "InvalidRequestException", { Message: "must be archived" });
    answer("POST", `${PATH}/metadata`, {}, { ContactFlowState: "ARCHIVED" });
    answer("DELETE", PATH);
    await provider.delete("flow", ID, record);
    expect(recorded).toEqual(["DeleteContactFlow", "UpdateContactFlowMetadata", "DeleteContactFlow"]);
    expectAllAsked();
  });

  test("says what to do where a flow can be neither deleted nor archived", async () => {
    const { provider, record } = await openInstance();
    refuse("DELETE", PATH, 400, "InvalidRequestException", { Message: "default" });
    refuse("POST", `${PATH}/metadata`, 400, "InvalidRequestException", { Message: "default flow" });
    const fault = await faultOf(provider.delete("flow", ID, record));
    expect(fault).toMatchObject({ kind: "in-use", diagnostics: [{ code: "connect/cannot-delete" }] });
    expect(fault.diagnostics[0]?.detail).toContain("default flow");
  });
});
