import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as connect from "@aws-sdk/client-connect";
import { expect, onTestFinished, test } from "vitest";
import { openSimulator, serveSimulator } from "../../../src/sim/index.js";
import { clientFor, countingIds, refusal, type Simulated, simulated } from "../simulated.js";

/** Two simulators on one folder, as two processes have them; the second was opened after the first had its instance. */
async function two() {
  const folder = await mkdtemp(join(tmpdir(), "changed-elsewhere-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await simulated({ folder });
  const ids = countingIds();
  const simulator = await openSimulator({ folder, newId: () => ids().replace("-9000-", "-9001-") });
  return { folder, first, second: { ...first, simulator, client: clientFor(simulator, "eu-west-2") } };
}

const associate = ({ client, InstanceId }: Simulated, name: string) =>
  client.send(
    new connect.AssociateLambdaFunctionCommand({
      InstanceId,
      FunctionArn: `arn:aws:lambda:eu-west-2:111122223333:function:${name}`,
    }),
  );

async function namesIn({ client, InstanceId }: Simulated): Promise<unknown[]> {
  const { LambdaFunctions = [] } = await client.send(new connect.ListLambdaFunctionsCommand({ InstanceId }));
  return LambdaFunctions.map((arn) => arn.split(":").pop());
}

test("a write that would undo another process's is refused, and works when it is tried again", async () => {
  const { folder, first, second } = await two();
  await associate(first, "one");
  const answer = await refusal(associate(second, "two"));
  expect(answer).toMatchObject({ name: "InternalServiceException", status: 500 });
  expect(answer.message).toContain("Another process has changed the simulated instance acme");
  expect(await namesIn(second)).toEqual(["one"]);
  await associate(second, "two");
  const after = await openSimulator({ folder });
  expect(await namesIn({ ...first, client: clientFor(after, "eu-west-2") })).toEqual(["one", "two"]);
});

test("a whole file that another process wrote is not overwritten either", async () => {
  const { first, second } = await two();
  await associate(first, "one");
  await first.simulator.close();
  expect((await refusal(associate(second, "two"))).status).toBe(500);
  await associate(second, "two");
  expect(await namesIn(second)).toEqual(["one", "two"]);
});

test("calls that come too late together are all refused, and nothing that comes after them is lost", async () => {
  const { first, second } = await two();
  await associate(first, "one");
  const late = await Promise.all([refusal(associate(second, "two")), refusal(associate(second, "three"))]);
  expect(late.map(({ status }) => status)).toEqual([500, 500]);
  await Promise.all([associate(second, "two"), associate(second, "three")]);
  expect(await namesIn(second)).toEqual(["one", "two", "three"]);
});

test("a server shows what another process has written, and writes after it", async () => {
  const { first, second } = await two();
  const served = await serveSimulator(second.simulator, { port: 0 });
  onTestFinished(() => served.close());
  const listed = async () => {
    const answer = await fetch(`${served.url}/instance/${first.InstanceId}/lambda-functions`);
    return ((await answer.json()) as { LambdaFunctions: string[] }).LambdaFunctions.map((arn) => arn.split(":").pop());
  };
  await associate(first, "one");
  expect(await listed()).toEqual(["one"]);
  await associate(second, "two");
  await first.simulator.refresh();
  await first.simulator.close();
  await associate(first, "three");
  await first.simulator.close();
  expect(await listed()).toEqual(["one", "two", "three"]);
});

test("what is looked for while this process writes is not taken for another's", async () => {
  const { first } = await two();
  const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
  await Promise.all(names.flatMap((name) => [associate(first, name), first.simulator.refresh()]));
  await first.simulator.refresh();
  expect(await namesIn(first)).toEqual(expect.arrayContaining(names.slice(0, 20)));
});
