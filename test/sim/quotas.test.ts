import { CreateQueueCommand, ListHoursOfOperationsCommand } from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { openSimulator } from "../../src/sim/index.js";
import { clientFor, refusal } from "./simulated.js";

const QUEUE = (InstanceId: string, Name: string, HoursOfOperationId: string) =>
  new CreateQueueCommand({ InstanceId, Name, HoursOfOperationId });

test("a loaded instance has the quotas that its document gives it, and keeps them in a dump", async () => {
  const simulator = await openSimulator();
  await simulator.load({ instances: [{ alias: "acme", region: "eu-west-2", quotas: { queues: 2 } }] });
  const copy = await openSimulator();
  await copy.load(simulator.dump());
  for (const one of [simulator, copy]) {
    const client = clientFor(one, "eu-west-2");
    const InstanceId = one.instances()[0]?.id ?? "";
    const { HoursOfOperationSummaryList = [] } = await client.send(new ListHoursOfOperationsCommand({ InstanceId }));
    const hours = HoursOfOperationSummaryList[0]?.Id ?? "";
    await client.send(QUEUE(InstanceId, "second", hours));
    expect((await refusal(client.send(QUEUE(InstanceId, "third", hours)))).name).toBe("LimitExceededException");
  }
});
