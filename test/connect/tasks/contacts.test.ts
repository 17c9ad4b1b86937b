import nock from "nock";
import { describe, expect, test } from "vitest";
import type { Task } from "../../../src/model/contact.js";
import { answer, ENDPOINT, expectAllAsked, faultOf, INSTANCE, openInstance, refuse, useWire } from "../wire.js";

useWire();

const TASK: Task = {
  entry: { flowId: "flow-1" },
  name: "Ms Secret",
  attributes: {},
  references: {},
  clientToken: "token-1",
};

const contactPath = (id: string) => `/contacts/${INSTANCE}/${id}`;

function described(members: object = {}, id = "c-1") {
  return answer("GET", contactPath(id), { Contact: { Id: id, ...members } });
}

describe("a start", () => {
  test("sends only what the task has", async () => {
    const { provider } = await openInstance();
    const body = { InstanceId: INSTANCE, ContactFlowId: "flow-1", Name: "Ms Secret", ClientToken: "token-1" };
    answer("PUT", "/contact/task", { ContactId: "c-1" }, body);
    expect(await provider.contacts.start(TASK)).toBe("c-1");
    expectAllAsked();
  });

  test("sends all that a task can have, times in seconds", async () => {
    const { provider } = await openInstance();
    const body = {
      InstanceId: INSTANCE,
      TaskTemplateId: "template-1",
      Name: "Ms Secret",
      ClientToken: "token-1",
      Description: "call back",
      Attributes: { lang: "ja" },
      References: { doc: { Type: "URL", Value: "https://example.com" } },
      ScheduledTime: 1_900_000_000,
      PreviousContactId: "before",
      RelatedContactId: "beside",
    };
    answer("PUT", "/contact/task", { ContactId: "c-1" }, body);
    const task: Task = {
      ...TASK,
      entry: { taskTemplateId: "template-1" },
      description: "call back",
      attributes: { lang: "ja" },
      references: { doc: { type: "URL", value: "https://example.com" } },
      scheduledTime: 1_900_000_000_000,
      previousContactId: "before",
      relatedContactId: "beside",
    };
    expect(await provider.contacts.start(task)).toBe("c-1");
  });

  test("asks again with the same token when the answer is lost", async () => {
    const { provider } = await openInstance();
    const token = ({ ClientToken }: { ClientToken: string }) => ClientToken === "token-1";
    nock(ENDPOINT)
      .put("/contact/task", token)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    nock(ENDPOINT).put("/contact/task", token).reply(200, { ContactId: "c-1" }, { "content-type": "application/json" });
    expect(await provider.contacts.start(TASK)).toBe("c-1");
    expectAllAsked();
  });

  test("is uncertain when no try is answered, and says nothing about whom it concerns", async () => {
    const { provider } = await openInstance();
    nock(ENDPOINT).put("/contact/task").times(5).reply(500, {}, { "x-amzn-errortype": "InternalServiceException" });
    const fault = await faultOf(provider.contacts.start({ ...TASK, attributes: { card: "4111" } }));
    expect([fault.kind, fault.uncertain]).toEqual(["service", true]);
    expect(JSON.stringify(fault.diagnostics)).not.toMatch(/Ms Secret|4111/);
  });

  test("is uncertain when the answer has no id", async () => {
    const { provider } = await openInstance();
    answer("PUT", "/contact/task", {});
    expect((await faultOf(provider.contacts.start(TASK))).uncertain).toBe(true);
  });

  test.each([
    ["InvalidRequestException", 400, "The contact flow has not been published", "connect/task-refused", /^Publish/],
    ["InvalidRequestException", 400, "The contact flow is archived", "connect/task-refused", /^Restore/],
    ["InvalidParameterException", 400, "Something else", "connect/task-refused", /^Check that the flow/],
    ["ResourceNotFoundException", 404, "no such flow", "connect/not-found", /name another$/],
    ["ServiceQuotaExceededException", 402, "too many", "connect/quota", /task stop/],
  ])("that is refused with %s (%i, %s) was surely not carried out", async (name, status, Message, code, help) => {
    const { provider } = await openInstance();
    refuse("PUT", "/contact/task", status, name, { Message });
    const fault = await faultOf(provider.contacts.start(TASK));
    expect(fault.uncertain).toBe(false);
    expect(fault.diagnostics).toMatchObject([{ code, help: expect.stringMatching(help) }]);
  });

  test.each([
    [{ previousContactId: "gone" }, /^Check the contact id of `--previous-contact`/],
    [{ relatedContactId: "gone" }, /^Check the contact id of `--related-contact`/],
  ])("of which something is not found and that names %j tells that it may be the contact", async (links, help) => {
    const { provider } = await openInstance();
    refuse("PUT", "/contact/task", 404, "ResourceNotFoundException", { Message: "not found" });
    const fault = await faultOf(provider.contacts.start({ ...TASK, ...links }));
    const summary = expect.stringMatching(/or the contact that it names$/);
    expect(fault.diagnostics).toMatchObject([
      { code: "connect/not-found", summary, help: expect.stringMatching(help) },
    ]);
  });

  test("of a template is told of the template, where it is refused for a reason that nobody knows", async () => {
    const { provider } = await openInstance();
    refuse("PUT", "/contact/task", 400, "InvalidRequestException", { Message: "no" });
    const fault = await faultOf(provider.contacts.start({ ...TASK, entry: { taskTemplateId: "t-1" } }));
    expect(fault.diagnostics[0]?.help).toMatch(/^Check that the template is active/);
  });

  test("that is denied names the permission", async () => {
    const { provider } = await openInstance();
    refuse("PUT", "/contact/task", 403, "AccessDeniedException", { Message: "no" });
    const fault = await faultOf(provider.contacts.start(TASK));
    expect(fault.diagnostics[0]).toMatchObject({
      code: "connect/access-denied",
      summary: expect.stringContaining("connect:StartTaskContact"),
    });
  });
});

describe("a description", () => {
  test("has times, queue, agent and attributes", async () => {
    const { provider } = await openInstance();
    described({
      InitialContactId: "c-0",
      Name: "mytask",
      Channel: "TASK",
      InitiationMethod: "API",
      InitiationTimestamp: 1_700_000_000,
      ScheduledTimestamp: 1_700_000_060,
      DisconnectTimestamp: 1_700_000_120.5,
      DisconnectReason: "API",
      QueueInfo: { Id: "q-1", EnqueueTimestamp: 1_700_000_090 },
      AgentInfo: { Id: "a-1" },
      Attributes: { lang: "ja" },
    });
    expect(await provider.contacts.describe("c-1")).toEqual({
      id: "c-1",
      initialId: "c-0",
      name: "mytask",
      channel: "TASK",
      initiationMethod: "API",
      initiatedAt: 1_700_000_000_000,
      scheduledAt: 1_700_000_060_000,
      endedAt: 1_700_000_120_500,
      endReason: "API",
      queueId: "q-1",
      enqueuedAt: 1_700_000_090_000,
      agentId: "a-1",
      attributes: { lang: "ja" },
    });
  });

  test("of what the service does not know is undefined", async () => {
    const { provider } = await openInstance();
    refuse("GET", contactPath("c-1"), 404, "ResourceNotFoundException");
    expect(await provider.contacts.describe("c-1")).toBeUndefined();
  });

  test("of what was started a moment ago is waited for", async () => {
    const { provider, slept } = await openInstance();
    answer("PUT", "/contact/task", { ContactId: "c-1" });
    await provider.contacts.start(TASK);
    refuse("GET", contactPath("c-1"), 404, "ResourceNotFoundException");
    described();
    expect(await provider.contacts.describe("c-1")).toEqual({ id: "c-1", attributes: {} });
    expect(slept).toEqual([250]);
  });
});

test("attributes are those of the contact", async () => {
  const { provider } = await openInstance();
  answer("GET", `/contact/attributes/${INSTANCE}/c-1`, { Attributes: { lang: "ja" } });
  expect(await provider.contacts.attributes("c-1")).toEqual({ lang: "ja" });
});

describe("a stop", () => {
  const stopped = () => answer("POST", "/contact/stop", {}, { InstanceId: INSTANCE, ContactId: "c-1" });
  const refused = (name: string, status: number) => refuse("POST", "/contact/stop", status, name, { Message: "no" });

  test("ends what runs", async () => {
    const { provider } = await openInstance();
    stopped();
    expect(await provider.contacts.stop("c-1")).toBe("stopped");
  });

  test.each([
    ["ContactNotFoundException", 410],
    ["InvalidRequestException", 400],
  ])("of what has ended, refused with %s, finds that it is gone", async (name, status) => {
    const { provider } = await openInstance();
    refused(name, status);
    described({ DisconnectTimestamp: 1_700_000_000 });
    expect(await provider.contacts.stop("c-1")).toBe("gone");
    expectAllAsked();
  });

  test.each([
    ["ContactNotFoundException", 410],
    ["ResourceNotFoundException", 404],
  ])("of what nobody knows, refused with %s, finds that it is gone", async (name, status) => {
    const { provider } = await openInstance();
    refused(name, status);
    refuse("GET", contactPath("c-1"), 404, "ResourceNotFoundException");
    expect(await provider.contacts.stop("c-1")).toBe("gone");
  });

  test.each([
    ["InvalidRequestException", 400, "connect/rejected"],
    ["ContactNotFoundException", 410, "connect/contact-not-found"],
  ])("that is refused with %s while the contact goes on is a failure", async (name, status, code) => {
    const { provider } = await openInstance();
    refused(name, status);
    described({ Channel: "VOICE" });
    expect((await faultOf(provider.contacts.stop("c-1"))).diagnostics).toMatchObject([{ code }]);
  });

  test.each([
    ["API", "stopped"],
    ["CONTACT_FLOW_DISCONNECT", "gone"],
  ] as const)("whose answer was lost, of what then ended by %s, tells that it was %s", async (reason, outcome) => {
    const { provider } = await openInstance();
    nock(ENDPOINT)
      .post("/contact/stop")
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    refused("ContactNotFoundException", 410);
    described({ DisconnectTimestamp: 1_700_000_000, DisconnectReason: reason });
    expect(await provider.contacts.stop("c-1")).toBe(outcome);
    expectAllAsked();
  });

  test("takes the 410 for what it says where contacts may not be looked at, and never the 400", async () => {
    const { provider } = await openInstance();
    const denied = () => refuse("GET", contactPath("c-1"), 403, "AccessDeniedException");
    refused("ContactNotFoundException", 410);
    denied();
    expect(await provider.contacts.stop("c-1")).toBe("gone");
    refused("InvalidRequestException", 400);
    denied();
    expect((await faultOf(provider.contacts.stop("c-1"))).kind).toBe("rejected");
  });

  test("goes on although the command was told to stop, which starts nothing any more", async () => {
    const stop = new AbortController();
    const { provider } = await openInstance({}, { signal: stop.signal });
    stop.abort();
    nock(ENDPOINT).post("/contact/stop").reply(500, {}, { "x-amzn-errortype": "InternalServiceException" });
    stopped();
    expect(await provider.contacts.stop("c-1")).toBe("stopped");
    const fault = await faultOf(provider.contacts.start(TASK));
    expect([fault.diagnostics[0]?.code, fault.uncertain]).toEqual(["connect/stopped", false]);
    expectAllAsked();
  });
});
