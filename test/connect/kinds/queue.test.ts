import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const ID = "dddddddd-0000-0000-0000-000000000001";
const ARN = `${INSTANCE_ARN}/queue/${ID}`;
const PATH = `/queues/${INSTANCE}/${ID}`;
const IDENTITY = { id: ID, arn: ARN, name: "Sales" };
const HOURS_ARN = `${INSTANCE_ARN}/operating-hours/h-1`;
const FLOW_ARN = `${INSTANCE_ARN}/contact-flow/f-1`;
const NUMBER_ARN = "arn:aws:connect:eu-west-2:123456789012:phone-number/n-1";
const BODY = { name: "Sales", description: "", hours: HOURS_ARN, enabled: true, tags: {} };

describe("a queue", () => {
  test("is read with ARNs in place of ids", async () => {
    const { provider } = await openInstance();
    const config = { OutboundCallerIdName: "Acme", OutboundCallerIdNumberId: "n-1", OutboundFlowId: "f-1" };
    const part = { QueueArn: ARN, Name: "Sales", HoursOfOperationId: "h-1", MaxContacts: 0, Status: "DISABLED" };
    answer("GET", PATH, { Queue: { ...part, OutboundCallerConfig: config } });
    const outboundCaller = { name: "Acme", number: NUMBER_ARN, flow: FLOW_ARN };
    const body = { ...BODY, enabled: false, maxContacts: 0, outboundCaller };
    expect(await provider.read("queue", ID, [])).toEqual({ kind: "queue", ...IDENTITY, body });
  });

  test("has an empty outbound caller where it has none, as a manifest says it", async () => {
    const { provider } = await openInstance();
    answer("GET", PATH, { Queue: { Name: "Sales" } });
    expect((await provider.read("queue", ID, []))?.body.outboundCaller).toEqual({});
  });

  test("keeps the ARN of a number in another Region, as it is and as it is sent", async () => {
    const { provider, record } = await openInstance();
    const number = "arn:aws:connect:us-east-1:123456789012:phone-number/n-9";
    answer("GET", PATH, { Queue: { Name: "Sales", OutboundCallerConfig: { OutboundCallerIdNumberId: number } } });
    expect((await provider.read("queue", ID, []))?.body.outboundCaller).toEqual({ number });
    const sent = { OutboundCallerConfig: { OutboundCallerIdNumberId: number } };
    answer("POST", `${PATH}/outbound-caller-config`, {}, sent);
    await provider.update("queue", IDENTITY, BODY, { ...BODY, outboundCaller: { number } }, record);
    expectAllAsked();
  });

  test("is created with ids in place of ARNs, and disabled afterwards", async () => {
    const { provider, record, recorded } = await openInstance();
    const sent = {
      Name: "Sales",
      HoursOfOperationId: "h-1",
      MaxContacts: 20,
      OutboundCallerConfig: { OutboundCallerIdNumberId: "n-1", OutboundFlowId: "f-1" },
    };
    answer("PUT", `/queues/${INSTANCE}`, { QueueId: ID, QueueArn: ARN }, sent);
    answer("POST", `${PATH}/status`, {}, { Status: "DISABLED" });
    const body = { ...BODY, maxContacts: 20, enabled: false, outboundCaller: { number: NUMBER_ARN, flow: FLOW_ARN } };
    expect(await provider.create("queue", body, record)).toEqual(IDENTITY);
    expect(recorded).toEqual(["CreateQueue", "UpdateQueueStatus"]);
    expectAllAsked();
  });

  test("is updated with one request for each group of fields that differs", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", `${PATH}/name`, {}, { Name: "Sales 2", Description: " " });
    answer("POST", `${PATH}/hours-of-operation`, {}, { HoursOfOperationId: "h-2" });
    answer("POST", `${PATH}/max-contacts`, {}, { MaxContacts: 0 });
    const config = { OutboundCallerIdName: "Acme" };
    answer("POST", `${PATH}/outbound-caller-config`, {}, { OutboundCallerConfig: config });
    answer("POST", `${PATH}/status`, {}, { Status: "ENABLED" });
    const before = { ...BODY, description: "x", maxContacts: 5, enabled: false, outboundCaller: { flow: FLOW_ARN } };
    const after = {
      ...BODY,
      name: "Sales 2",
      hours: `${INSTANCE_ARN}/operating-hours/h-2`,
      maxContacts: 0,
      outboundCaller: { name: "Acme" },
    };
    await provider.update("queue", IDENTITY, before, after, record);
    expect(recorded).toHaveLength(5);
    expectAllAsked();
  });

  test("is asked for again where the service does not see yet what is new in it", async () => {
    const { provider, record, recorded, slept } = await openInstance();
    const arn = `${INSTANCE_ARN}/operating-hours/h-9`;
    answer("PUT", `/hours-of-operations/${INSTANCE}`, { HoursOfOperationId: "h-9", HoursOfOperationArn: arn });
    await provider.create("hours", { name: "Late", timeZone: "UTC", config: [] }, record);
    refuse("PUT", `/queues/${INSTANCE}`, 404, "ResourceNotFoundException");
    answer("PUT", `/queues/${INSTANCE}`, { QueueId: ID, QueueArn: ARN });
    expect(await provider.create("queue", { name: "Sales", hours: arn }, record)).toEqual(IDENTITY);
    refuse("POST", `${PATH}/outbound-caller-config`, 404, "ResourceNotFoundException");
    answer("POST", `${PATH}/outbound-caller-config`, {}, { OutboundCallerConfig: { OutboundFlowId: "h-9" } });
    const outboundCaller = { flow: `${INSTANCE_ARN}/contact-flow/h-9` };
    await provider.update("queue", IDENTITY, BODY, { ...BODY, outboundCaller }, record);
    expect(slept).toEqual([250, 250]);
    expect(recorded).toEqual(["CreateHoursOfOperation", "CreateQueue", "UpdateQueueOutboundCallerConfig"]);
  });

  test("is not written to where nothing differs", async () => {
    const { provider, record, recorded } = await openInstance();
    await provider.update("queue", IDENTITY, { ...BODY, maxContacts: 5 }, BODY, record);
    expect(recorded).toEqual([]);
  });

  test("is deleted", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("DELETE", PATH);
    await provider.delete("queue", ID, record);
    expect(recorded).toEqual(["DeleteQueue"]);
  });
});
