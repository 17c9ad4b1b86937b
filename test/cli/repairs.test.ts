import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConnectClient, UpdateQueueMaxContactsCommand } from "@aws-sdk/client-connect";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Rig, startRig } from "../torture/rig.js";
import { newFolder, program, write } from "./program.js";

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  process.env["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
  process.env["AWS_SECRET_ACCESS_KEY"] = "not-a-secret";
});

afterAll(() => rig.stop());

const APPLY = ["apply", "--auto-approve", "--parallelism", "1"];

const config = [{ day: "MONDAY", start: "09:00", end: "18:00" }];

function manifest(queue: object): object {
  const place = { instance: "acme", region: "us-east-1", endpoint: rig.url, rate: "unlimited" };
  return {
    version: 1,
    environments: { prod: place },
    hours: { office: { name: "Office", timeZone: "UTC", config } },
    queues: { sales: { name: "Sales", hours: "${hours.office}", maxContacts: 5, ...queue } },
  };
}

async function project(queue: object = {}): Promise<string> {
  const acme = { alias: "acme", region: "us-east-1", account: "123456789012", empty: true };
  await rig.rules([]);
  await rig.restore({ document: { instances: [acme] } });
  const folder = newFolder();
  write(folder, { "connectctl.json": manifest(queue) });
  return folder;
}

interface Recorded {
  readonly address: string;
  readonly name: string;
  readonly sha256: string;
}

function recorded(folder: string): Recorded | undefined {
  const text = readFileSync(join(folder, "state/prod.json"), "utf8");
  return (JSON.parse(text) as { resources: Recorded[] }).resources.find(({ address }) => address === "queue.sales");
}

test("keeps what is recorded of a change of which only a part was carried out", async () => {
  const folder = await project();
  expect(await program(folder, APPLY)).toMatchObject({ code: 0 });
  const before = recorded(folder);
  write(folder, { "connectctl.json": manifest({ name: "Sales desk", maxContacts: 9 }) });
  await rig.rules([{ operation: "UpdateQueueMaxContacts", call: 1, times: 99, fault: "denied" }]);
  expect(await program(folder, APPLY)).toMatchObject({ code: 7 });
  expect(recorded(folder)).toEqual(before);
  await rig.rules([]);
  expect(await program(folder, APPLY)).toMatchObject({ code: 0 });
});

test("does not write over what the console changed after a run was broken off", async () => {
  const folder = await project();
  expect(await program(folder, APPLY)).toMatchObject({ code: 0 });
  write(folder, { "connectctl.json": manifest({ name: "Sales desk", maxContacts: 9 }) });
  await rig.rules([{ operation: "UpdateQueueMaxContacts", call: 1, times: 99, fault: "reset-before" }]);
  expect(await program(folder, APPLY)).toMatchObject({ code: 7 });
  await rig.rules([]);
  const [instance] = (await rig.dump()).instances;
  const client = new ConnectClient({ region: "us-east-1", endpoint: rig.url });
  const QueueId = instance?.queues[0]?.id ?? "";
  await client.send(new UpdateQueueMaxContactsCommand({ InstanceId: instance?.id ?? "", QueueId, MaxContacts: 33 }));
  const said = await program(folder, APPLY);
  expect(said).toMatchObject({ code: 6 });
  expect(said.stderr).toContain("plan/conflict");
});

test("finds by name and contents what a create made whose answer and run were lost", async () => {
  const folder = await project({ enabled: false });
  await rig.rules([
    { operation: "CreateQueue", call: 1, fault: "reset-after" },
    { operation: "ListQueues", call: 2, times: 99, fault: "denied" },
  ]);
  expect(await program(folder, APPLY)).toMatchObject({ code: 7 });
  expect(existsSync(join(folder, "state/prod.journal.ndjson"))).toBe(true);
  await rig.rules([]);
  expect(await program(folder, [...APPLY, "--no-adopt"])).toMatchObject({ code: 0 });
  expect(existsSync(join(folder, "state/prod.journal.ndjson"))).toBe(false);
  const [instance] = (await rig.dump()).instances;
  expect(instance?.queues).toMatchObject([{ name: "Sales", status: "DISABLED" }]);
  expect(recorded(folder)?.name).toBe("Sales");
});

test("does not take for its own what somebody else made under the name meanwhile", async () => {
  const folder = await project();
  await rig.rules([{ operation: "CreateQueue", call: 1, fault: "reset-before" }]);
  expect(await program(folder, APPLY)).toMatchObject({ code: 7 });
  await rig.rules([]);
  const { instances } = await rig.dump();
  const queues = [{ name: "Sales", description: "Theirs", maxContacts: 2 }];
  await rig.restore({ document: { instances: instances.map((one) => ({ ...one, queues })) } });
  const said = await program(folder, [...APPLY, "--no-adopt"]);
  expect(said).toMatchObject({ code: 6 });
  expect(said.stderr).toContain("plan/adopt-refused");
});

test("does not take a proxy's page for the answer to a delete", async () => {
  const folder = await project();
  expect(await program(folder, APPLY)).toMatchObject({ code: 0 });
  await rig.rules([{ operation: "DeleteQueue", call: 1, fault: "garbage-before" }]);
  expect(await program(folder, ["destroy", "--auto-approve"])).toMatchObject({ code: 0 });
  const [instance] = (await rig.dump()).instances;
  expect([instance?.queues, instance?.hours]).toEqual([[], []]);
});

test("compares before it repairs: a saved plan that is stale writes nothing at all", async () => {
  const folder = await project();
  expect(await program(folder, ["plan", "--out", "p.json"])).toMatchObject({ code: 0 });
  await rig.rules([
    { operation: "ListQueues", call: 2, times: 99, fault: "denied" },
    { operation: "CreateQueue", call: 1, fault: "reset-after" },
  ]);
  expect(await program(folder, APPLY)).toMatchObject({ code: 7 });
  await rig.rules([]);
  const files = ["state/prod.json", "state/prod.journal.ndjson"].map((file) => join(folder, file));
  const before = files.map((file) => readFileSync(file, "utf8"));
  expect(await program(folder, ["apply", "p.json"])).toMatchObject({ code: 4 });
  expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(before);
});
