import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { attributesAfter, block, end, mark, type Office, office } from "./tasks.js";

const slot = (Day: connect.HoursOfOperationDays, start: number, stop: number) => ({
  Day,
  StartTime: { Hours: start, Minutes: 0 },
  EndTime: { Hours: stop, Minutes: 0 },
});

async function hours({ client, InstanceId }: Office, TimeZone = "Asia/Tokyo"): Promise<string> {
  const Config = [slot("MONDAY", 9, 18), slot("FRIDAY", 20, 4)];
  const input = { InstanceId, Name: "Office", TimeZone, Config };
  return (await client.send(new connect.CreateHoursOfOperationCommand(input))).HoursOfOperationId ?? "";
}

/** What a task finds at a time: `open`, `closed`, or `failed`. */
async function foundAt(at: Office, time: string, HoursOfOperationId: string): Promise<string | undefined> {
  at.clock.now = Date.parse(time);
  const check = block("check", "CheckHoursOfOperation", {
    with: { HoursOfOperationId },
    when: { True: "open", False: "closed" },
    next: "end",
    errors: { NoMatchingError: "failed" },
  });
  return (await attributesAfter(at, [check, mark("open"), mark("closed"), mark("failed"), end])).at;
}

test.each([
  ["2026-05-04T09:00:00+09:00", "open"],
  ["2026-05-04T17:59:00+09:00", "open"],
  ["2026-05-04T18:00:00+09:00", "closed"],
  ["2026-05-04T09:00:00Z", "closed"],
  ["2026-05-01T23:00:00+09:00", "open"],
  ["2026-05-02T03:59:00+09:00", "open"],
  ["2026-05-02T04:00:00+09:00", "closed"],
  ["2026-05-03T12:00:00+09:00", "closed"],
])("hours in Tokyo at %s are %s", async (time, expected) => {
  const at = await office();
  expect(await foundAt(at, time, await hours(at))).toBe(expected);
});

test("hours that are not there take the error branch", async () => {
  expect(await foundAt(await office(), "2026-05-04T09:00:00Z", "none")).toBe("failed");
});

const MONDAY = "2026-05-04T10:00:00+09:00";

test.each<[string, Partial<connect.CreateHoursOfOperationOverrideRequest>, string]>([
  ["takes the place of the day's hours", { Config: [slot("MONDAY", 12, 13)] }, "closed"],
  ["without hours closes the day", { Config: [] }, "closed"],
  ["of another day changes nothing", { EffectiveFrom: "2026-05-05", EffectiveTill: "2026-05-06" }, "open"],
  ["that closes a part leaves the rest", { OverrideType: "CLOSED", Config: [slot("MONDAY", 12, 13)] }, "open"],
  ["that closes this part closes it", { OverrideType: "CLOSED", Config: [slot("MONDAY", 10, 11)] }, "closed"],
  [
    "that comes every second week is not there in the first",
    {
      EffectiveFrom: "2026-04-27",
      EffectiveTill: "2026-12-31",
      RecurrenceConfig: { RecurrencePattern: { Frequency: "WEEKLY", Interval: 2 } },
    },
    "open",
  ],
  [
    "of a day of the year comes back",
    {
      EffectiveFrom: "2025-05-04",
      EffectiveTill: "2030-12-31",
      RecurrenceConfig: { RecurrencePattern: { Frequency: "YEARLY", Interval: 1, ByMonth: [5], ByMonthDay: [4] } },
    },
    "closed",
  ],
])("an override %s", async (_, more, expected) => {
  const at = await office();
  const HoursOfOperationId = await hours(at);
  const days = { EffectiveFrom: "2026-05-04", EffectiveTill: "2026-05-04" };
  const override = { InstanceId: at.InstanceId, HoursOfOperationId, Name: "Golden week", Config: [], ...days, ...more };
  await at.client.send(new connect.CreateHoursOfOperationOverrideCommand(override));
  expect(await foundAt(at, MONDAY, HoursOfOperationId)).toBe(expected);
});
