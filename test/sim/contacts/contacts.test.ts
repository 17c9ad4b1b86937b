import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as connect from "@aws-sdk/client-connect";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSimulator } from "../../../src/sim/index.js";
import { clientFor, refusal } from "../simulated.js";
import { block, describeTask, end, makeFlow, mark, NOON, type Office, office, type Start, start } from "../tasks.js";

const wait = (seconds: number, next = "end") =>
  block("wait", "Wait", {
    with: { TimeLimitSeconds: String(seconds) },
    when: { WaitCompleted: next },
    next,
    errors: { NoMatchingError: "end" },
  });

const MINUTE = 60_000;

const waiting = async (at: Office, seconds = 300): Promise<string> =>
  makeFlow(at, "Waiting", wait(seconds, "over"), mark("over"), end);

const stop = ({ client, InstanceId }: Office, ContactId: string) =>
  client.send(new connect.StopContactCommand({ InstanceId, ContactId }));

describe("a task contact", () => {
  test("is started once for one token, described, and stopped once", async () => {
    const at = await office();
    const flow = await waiting(at);
    const task = { Attributes: { run: "1" }, Description: "a test", ClientToken: "t" };
    const id = await start(at, flow, task);
    expect(await start(at, flow, task)).toBe(id);
    expect(await describeTask(at, id)).toMatchObject({
      Id: id,
      Name: "task",
      Description: "a test",
      Channel: "TASK",
      InitiationMethod: "API",
      InitiationTimestamp: new Date(NOON),
      Attributes: { run: "1" },
    });
    at.clock.now += MINUTE;
    await stop(at, id);
    const ended = { DisconnectTimestamp: new Date(NOON + MINUTE), DisconnectReason: "API" };
    expect(await describeTask(at, id)).toMatchObject(ended);
    expect(await refusal(stop(at, id))).toMatchObject({ name: "ContactNotFoundException", status: 410 });
  });

  test("that has ended in its flow cannot be stopped", async () => {
    const at = await office();
    const id = await start(at, await makeFlow(at, "Short", end));
    expect(await describeTask(at, id)).toMatchObject({ DisconnectReason: "CONTACT_FLOW_DISCONNECT" });
    expect((await refusal(stop(at, id))).status).toBe(410);
  });

  test("waits until the clock has passed the wait, and then goes on from that moment", async () => {
    const at = await office();
    const id = await start(at, await waiting(at));
    at.clock.now += 299_999;
    expect((await describeTask(at, id)).DisconnectTimestamp).toBeUndefined();
    at.clock.now += 60 * MINUTE;
    const found = await describeTask(at, id);
    expect(found).toMatchObject({ Attributes: { at: "over" }, DisconnectTimestamp: new Date(NOON + 300_000) });
  });

  test("that is scheduled begins at its time", async () => {
    const at = await office();
    const flow = await makeFlow(at, "Marks", mark("begun"), wait(1), end);
    const ScheduledTime = new Date(NOON + 10 * MINUTE);
    const id = await start(at, flow, { ScheduledTime });
    expect(await describeTask(at, id)).toMatchObject({ ScheduledTimestamp: ScheduledTime, Attributes: {} });
    at.clock.now = ScheduledTime.getTime();
    expect((await describeTask(at, id)).Attributes).toEqual({ at: "begun" });
  });

  test("expires after seven days, or when it was told to", async () => {
    const at = await office();
    const flow = await waiting(at, 604_800);
    const expiry = { "connect:ContactExpiry": { ValueMap: { ExpiryDuration: { ValueInteger: 5 } } } };
    const [long, short] = [await start(at, flow), await start(at, flow, { SegmentAttributes: expiry })];
    at.clock.now += 5 * MINUTE;
    expect(await describeTask(at, short)).toMatchObject({ DisconnectReason: "EXPIRED" });
    expect((await describeTask(at, long)).DisconnectReason).toBeUndefined();
    at.clock.now += 8 * 24 * 60 * MINUTE;
    expect(await describeTask(at, long)).toMatchObject({ DisconnectReason: "EXPIRED" });
  });

  test("survives the process, with where it is on its way", async () => {
    const folder = mkdtempSync(join(tmpdir(), "connectctl-tasks-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const at = await office({ folder });
    const id = await start(at, await waiting(at), { Attributes: { run: "1" } });
    const again = await openSimulator({ folder, now: () => NOON + 10 * MINUTE });
    const seen = await describeTask({ ...at, client: clientFor(again, "eu-west-2") }, id);
    expect(seen).toMatchObject({ Attributes: { run: "1", at: "over" }, DisconnectReason: "CONTACT_FLOW_DISCONNECT" });
  });

  test("goes into a document and comes out of it", async () => {
    const at = await office();
    const id = await start(at, await waiting(at));
    const other = await openSimulator({ now: () => NOON + 10 * MINUTE });
    await other.load(at.simulator.dump());
    const seen = await describeTask({ ...at, client: clientFor(other, "eu-west-2") }, id);
    expect(seen.Attributes).toEqual({ at: "over" });
  });
});

describe("linked tasks", () => {
  test("share their attributes, twelve at most", async () => {
    const at = await office();
    const flow = await waiting(at);
    const first = await start(at, flow, { Attributes: { a: "1" } });
    let last = first;
    for (let count = 1; count < 12; count += 1)
      last = await start(at, flow, { PreviousContactId: last, Attributes: { b: "2" } });
    expect(await describeTask(at, first)).toMatchObject({ Attributes: { a: "1", b: "2" } });
    expect(await describeTask(at, last)).toMatchObject({ InitialContactId: first, Attributes: { a: "1", b: "2" } });
    const one = await refusal(start(at, flow, { PreviousContactId: last }));
    expect(one).toMatchObject({ name: "ServiceQuotaExceededException", status: 402 });
  });

  test("that are only related have a copy", async () => {
    const at = await office();
    const flow = await waiting(at);
    const first = await start(at, flow, { Attributes: { a: "1" } });
    const second = await start(at, flow, { RelatedContactId: first, Attributes: { b: "2" } });
    expect(await describeTask(at, second)).toMatchObject({ RelatedContactId: first, Attributes: { a: "1", b: "2" } });
    expect((await describeTask(at, first)).Attributes).toEqual({ a: "1" });
  });
});

describe("a start is refused", () => {
  const cases: readonly [string, Start, string][] = [
    ["without a flow, template or quick connect", { ContactFlowId: undefined }, "InvalidRequestException"],
    ["with a name that is too long", { Name: "x".repeat(1025) }, "InvalidParameterException"],
    ["with a description that is too long", { Description: "x".repeat(4097) }, "InvalidParameterException"],
    ["with a key that the service does not take", { Attributes: { "a b": "1" } }, "InvalidRequestException"],
    ["with too many bytes of attributes", { Attributes: { a: "é".repeat(16_384) } }, "InvalidRequestException"],
    ["with an attachment as a reference", { References: { a: { Type: "ATTACHMENT" } } }, "InvalidRequestException"],
    [
      "with a long reference",
      { References: { a: { Type: "URL", Value: "x".repeat(4097) } } },
      "InvalidParameterException",
    ],
    ["for a time that is gone", { ScheduledTime: new Date(NOON - 1000) }, "InvalidParameterException"],
    ["for a time too far ahead", { ScheduledTime: new Date(NOON + 7 * 86_400_000) }, "InvalidParameterException"],
    ["after a contact that is not there", { PreviousContactId: "none" }, "ResourceNotFoundException"],
    ["after and beside others", { PreviousContactId: "a", RelatedContactId: "b" }, "InvalidRequestException"],
    ["for a flow that is not there", { ContactFlowId: "none" }, "ResourceNotFoundException"],
  ];

  test.each(cases)("%s", async (_, more, name) => {
    const at = await office();
    expect((await refusal(start(at, await waiting(at), more))).name).toBe(name);
  });

  test("when as many run as the quota allows", async () => {
    const at = await office({ quotas: { contacts: 1 } });
    const flow = await waiting(at);
    await start(at, flow);
    expect(await refusal(start(at, flow))).toMatchObject({ name: "ServiceQuotaExceededException", status: 402 });
    at.clock.now += 10 * MINUTE;
    expect(await start(at, flow)).not.toBe("");
  });
});

describe("what is kept with a contact", () => {
  test("its references, by their types", async () => {
    const at = await office();
    const { client, InstanceId } = at;
    const References = {
      order: { Type: "URL" as const, Value: "https://example.com/1" },
      count: { Type: "NUMBER" as const, Value: "3" },
    };
    const ContactId = await start(at, await waiting(at), { References });
    const ask = (ReferenceTypes: connect.ReferenceType[]) =>
      client.send(new connect.ListContactReferencesCommand({ InstanceId, ContactId, ReferenceTypes }));
    const urls = await ask(["URL"]);
    expect(urls.ReferenceSummaryList).toEqual([{ Url: { Name: "order", Value: "https://example.com/1" } }]);
    expect((await ask(["URL", "NUMBER"])).ReferenceSummaryList).toHaveLength(2);
  });

  test("its tags, six at most", async () => {
    const at = await office();
    const { client, InstanceId } = at;
    const one = { InstanceId, ContactId: await start(at, await waiting(at)) };
    await client.send(new connect.TagContactCommand({ ...one, Tags: { team: "cx", gone: "1" } }));
    await client.send(new connect.UntagContactCommand({ ...one, TagKeys: ["gone"] }));
    expect((await describeTask(at, one.ContactId)).Tags).toEqual({ team: "cx" });
    const Tags = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((key) => [key, "1"]));
    expect((await refusal(client.send(new connect.TagContactCommand({ ...one, Tags })))).status).toBe(400);
  });

  test("its attributes, which can be changed when it has ended", async () => {
    const at = await office();
    const { client, InstanceId } = at;
    const InitialContactId = await start(at, await makeFlow(at, "Short", mark("here"), end));
    const one = { InstanceId, InitialContactId };
    await client.send(new connect.UpdateContactAttributesCommand({ ...one, Attributes: { b: "2" } }));
    const found = await client.send(new connect.GetContactAttributesCommand(one));
    expect(found.Attributes).toEqual({ at: "here", b: "2" });
  });
});
