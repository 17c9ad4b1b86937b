import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, simulated } from "../simulated.js";

test("an override ends after it begins, also when one of the two is updated, on days that there are", async () => {
  const { client, InstanceId } = await simulated();
  const listed = await client.send(new connect.ListHoursOfOperationsCommand({ InstanceId }));
  const hours = { InstanceId, HoursOfOperationId: listed.HoursOfOperationSummaryList?.[0]?.Id ?? "" };
  const made = await client.send(
    new connect.CreateHoursOfOperationOverrideCommand({
      ...hours,
      Name: "Fair",
      Config: [],
      EffectiveFrom: "2026-12-01",
      EffectiveTill: "2026-12-31",
    }),
  );
  const update = (dates: object) => {
    const HoursOfOperationOverrideId = made.HoursOfOperationOverrideId ?? "";
    const input = { ...hours, HoursOfOperationOverrideId, ...dates };
    return client.send(new connect.UpdateHoursOfOperationOverrideCommand(input));
  };
  expect((await refusal(update({ EffectiveTill: "2026-11-30" }))).message).toBe("EffectiveFrom is after EffectiveTill");
  expect((await refusal(update({ EffectiveTill: "2027-02-30" }))).message).toBe("There is no such date: 2027-02-30");
  await update({ EffectiveTill: "2027-02-28" });
});
