import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const ID = "cccccccc-0000-0000-0000-000000000001";
const ARN = `${INSTANCE_ARN}/operating-hours/${ID}`;
const PATH = `/hours-of-operations/${INSTANCE}/${ID}`;
const IDENTITY = { id: ID, arn: ARN, name: "Office" };
const MORNING = { Day: "MONDAY", StartTime: { Hours: 9, Minutes: 0 }, EndTime: { Hours: 12, Minutes: 30 } };
const EVENING = { Day: "MONDAY", StartTime: { Hours: 18, Minutes: 5 }, EndTime: { Hours: 0, Minutes: 0 } };
const SUNDAY = { Day: "SUNDAY", StartTime: { Hours: 10, Minutes: 0 }, EndTime: { Hours: 11, Minutes: 0 } };
const CONFIG = [
  { day: "MONDAY", start: "09:00", end: "12:30" },
  { day: "MONDAY", start: "18:05", end: "00:00" },
  { day: "SUNDAY", start: "10:00", end: "11:00" },
];
const BODY = { name: "Office", description: "", timeZone: "Asia/Tokyo", config: CONFIG, tags: {} };
const SENT = { Name: "Office", TimeZone: "Asia/Tokyo", Config: [MORNING, EVENING, SUNDAY] };

describe("hours of operation", () => {
  test("are read from Monday on, early times first", async () => {
    const { provider } = await openInstance();
    const part = {
      HoursOfOperationArn: ARN,
      Name: "Office",
      TimeZone: "Asia/Tokyo",
      Config: [SUNDAY, EVENING, MORNING],
    };
    answer("GET", PATH, { HoursOfOperation: { ...part, Tags: { "aws:x": "y" } } });
    expect(await provider.read("hours", ID, [])).toEqual({ kind: "hours", ...IDENTITY, body: BODY });
  });

  test("are created from explicit fields", async () => {
    const { provider, record } = await openInstance();
    const reply = { HoursOfOperationId: ID, HoursOfOperationArn: ARN };
    answer("PUT", `/hours-of-operations/${INSTANCE}`, reply, { ...SENT, Tags: { a: "b" } });
    expect(await provider.create("hours", { ...BODY, tags: { a: "b" } }, record)).toEqual(IDENTITY);
  });

  test("are updated with all fields in one request, and an empty description clears it", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", PATH, {}, { ...SENT, TimeZone: "UTC", Description: "" });
    const before = { ...BODY, description: "Old" };
    await provider.update("hours", IDENTITY, before, { ...BODY, timeZone: "UTC" }, record);
    expect(recorded).toEqual(["UpdateHoursOfOperation"]);
    expectAllAsked();
  });

  test("need no such request where only tags differ", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", `/tags/${encodeURIComponent(ARN)}`, {}, { tags: { a: "b" } });
    await provider.update("hours", IDENTITY, BODY, { ...BODY, tags: { a: "b" } }, record);
    expect(recorded).toEqual(["TagResource"]);
  });

  test("that are in use are not deleted, and the fault says by what", async () => {
    const { provider, record } = await openInstance();
    const members = { Message: "in use", ResourceType: "CONTACT_FLOW", ResourceId: "f-1" };
    refuse("DELETE", PATH, 409, "ResourceInUseException", members);
    const fault = await faultOf(provider.delete("hours", ID, record));
    expect(fault.kind).toBe("in-use");
    expect(fault.message).toContain("in use by the contact flow `f-1`");
  });
});
