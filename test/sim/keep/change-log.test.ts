import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as connect from "@aws-sdk/client-connect";
import { expect, onTestFinished, test } from "vitest";
import { openSimulator } from "../../../src/sim/index.js";
import { appendToLog } from "../../../src/sim/keep/change-log.js";
import { Table } from "../../../src/sim/table.js";
import { content, countingIds, GOOD, hangUp, type Simulated, simulated } from "../simulated.js";

/** A simulator in a folder of its own, with the paths of its instance. */
async function kept() {
  const folder = await mkdtemp(join(tmpdir(), "change-log-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = await simulated({ folder });
  const file = join(folder, `${at.InstanceId}.json`);
  return { ...at, folder, file, log: file.replace(".json", ".changes.ndjson") };
}

async function create({ client, InstanceId }: Simulated, Name: string, Content = GOOD): Promise<string> {
  const input = { InstanceId, Name, Type: "CONTACT_FLOW", Content } as const;
  return (await client.send(new connect.CreateContactFlowCommand(input))).ContactFlowId ?? "";
}

const remove = ({ client, InstanceId }: Simulated, ContactFlowId: string) =>
  client.send(new connect.DeleteContactFlowCommand({ InstanceId, ContactFlowId }));

const associate = ({ client, InstanceId }: Simulated, FunctionArn: string) =>
  client.send(new connect.AssociateLambdaFunctionCommand({ InstanceId, FunctionArn }));

const lambda = (name: string) => `arn:aws:lambda:eu-west-2:111122223333:function:${name}`;

const dumpOf = async (folder: string) => (await openSimulator({ folder })).dump();

const linesOf = async (path: string) => (await readFile(path, "utf8")).trimEnd().split("\n");

test("a change adds a line to the log and leaves the whole file alone", async () => {
  const at = await kept();
  const before = await readFile(at.file, "utf8");
  await create(at, "Main");
  await create(at, "Second");
  expect(await readFile(at.file, "utf8")).toBe(before);
  const lines = (await linesOf(at.log)).map((line) => JSON.parse(line));
  expect(lines.map(({ changed }) => changed.flows.put.map((flow: { name: string }) => flow.name))).toEqual([
    ["Main"],
    ["Second"],
  ]);
});

test("what was put, changed, removed and put again is read back in the order of creation", async () => {
  const at = await kept();
  const ids = [];
  for (const name of ["one", "two", "three"]) ids.push(await create(at, name));
  for (const name of ["a", "b", "c"]) await associate(at, lambda(name));
  const [one = "", two = ""] = ids;
  await at.client.send(
    new connect.UpdateContactFlowNameCommand({ InstanceId: at.InstanceId, ContactFlowId: one, Name: "Eins" }),
  );
  await remove(at, two);
  await at.client.send(
    new connect.DisassociateLambdaFunctionCommand({ InstanceId: at.InstanceId, FunctionArn: lambda("a") }),
  );
  await associate(at, lambda("a"));
  const dump = at.simulator.dump();
  const [instance] = dump.instances;
  expect(instance?.lambdas).toMatchObject(["b", "c", "a"].map((name) => ({ id: lambda(name) })));
  expect(await dumpOf(at.folder)).toEqual(dump);
  await at.simulator.close();
  expect(await dumpOf(at.folder)).toEqual(dump);
});

test("what changes of the instance itself is read back", async () => {
  const at = await kept();
  await at.simulator.load({ instances: [{ alias: "acme", region: "eu-west-2", quotas: { flows: 500 } }] });
  const [instance] = (await dumpOf(at.folder)).instances;
  expect(instance).toMatchObject({ quotas: { flows: 500 } });
  expect(instance).not.toHaveProperty("revision");
});

test("a torn last line is left out, and what comes after it is kept", async () => {
  const at = await kept();
  await create(at, "Main");
  const dump = at.simulator.dump();
  await appendFile(at.log, '{"revision":999,"changed":{"flows":{"rem');
  expect(await dumpOf(at.folder)).toEqual(dump);
  const again = await openSimulator({ folder: at.folder, newId: () => "second" });
  await again.load({ instances: [{ alias: "acme", region: "eu-west-2", lambdas: [lambda("late")] }] });
  expect(await dumpOf(at.folder)).toEqual(again.dump());
});

test("a torn line further up is an error that names the log and says what to do", async () => {
  const at = await kept();
  for (const name of ["one", "two", "three"]) await create(at, name);
  const [first = "", second = "", third = ""] = await linesOf(at.log);
  await writeFile(at.log, `${first}\n${second.slice(0, 40)}\n${third}\n`);
  await expect(openSimulator({ folder: at.folder })).rejects.toThrow(
    `The simulator's file ${at.log} is torn in line 2: restore it, or delete it to go back to what ${at.InstanceId}.json holds`,
  );
});

test("lines that are in the whole file already are not applied again", async () => {
  const at = await kept();
  const id = await create(at, "Main");
  const log = await readFile(at.log, "utf8");
  await remove(at, id);
  await at.simulator.close();
  await writeFile(at.log, log);
  expect(await dumpOf(at.folder)).toEqual(at.simulator.dump());
});

test("closing folds the log into the file, and work may go on", async () => {
  const at = await kept();
  await create(at, "Main");
  await at.simulator.close();
  expect(await readdir(at.folder)).toEqual([`${at.InstanceId}.json`]);
  await create(at, "Second");
  expect(await dumpOf(at.folder)).toEqual(at.simulator.dump());
});

test("closing without a change leaves the log of another process alone", async () => {
  const at = await kept();
  await create(at, "Main");
  const reader = await openSimulator({ folder: at.folder });
  await create(at, "Second");
  await reader.close();
  expect(await linesOf(at.log)).toHaveLength(2);
  await create(at, "Third");
  expect(await dumpOf(at.folder)).toEqual(at.simulator.dump());
});

test("closing does not undo what another process wrote since", async () => {
  const at = await kept();
  await create(at, "Main");
  const other = await openSimulator({ folder: at.folder, newId: countingIds() });
  await other.load({ instances: [{ alias: "acme", region: "eu-west-2", lambdas: [lambda("late")] }] });
  await at.simulator.close();
  expect(await dumpOf(at.folder)).toEqual(other.dump());
});

test("a log longer than the file is folded, so that it does not grow for ever", async () => {
  const at = await kept();
  const large = content({ ...hangUp, Metadata: { note: "x".repeat(250_000) } });
  const id = await create(at, "Main", large);
  const sizes = [];
  for (let round = 0; round < 20; round += 1) {
    const input = { InstanceId: at.InstanceId, ContactFlowId: id, Content: large.replace("xx", `${round}x`) };
    await at.client.send(new connect.UpdateContactFlowContentCommand(input));
    sizes.push((await stat(at.log).catch(() => ({ size: 0 }))).size);
  }
  expect(Math.max(...sizes)).toBeLessThan(4_500_000);
  expect(sizes).toContain(0);
  expect(await dumpOf(at.folder)).toEqual(at.simulator.dump());
});

test("a reset removes the logs too", async () => {
  const at = await kept();
  await create(at, "Main");
  await at.simulator.reset();
  expect(await readdir(at.folder)).toEqual([]);
});

test("the log of a file that somebody deleted does not come back", async () => {
  const at = await kept();
  await create(at, "Main");
  await rm(at.file);
  const fresh = await simulated({ folder: at.folder });
  expect(fresh.InstanceId).toBe(at.InstanceId);
  expect(await dumpOf(at.folder)).toEqual(fresh.simulator.dump());
});

test("a write that fails is made good by the next one", async () => {
  const at = await kept();
  await create(at, "Main");
  const log = await readFile(at.log);
  await rm(at.log);
  await mkdir(at.log);
  await expect(create(at, "Second")).rejects.toThrow("EISDIR");
  await rm(at.log, { recursive: true });
  await writeFile(at.log, log);
  await create(at, "Third");
  expect(await dumpOf(at.folder)).toEqual(at.simulator.dump());
});

test("an entry that was removed and put again is told as both, and each change once", () => {
  const table = new Table(() => {});
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, arn: id, name: id, tags: {}, createdAt: 0, modifiedAt: 0 }));
  if (!a || !b || !c) throw new Error("Three entries are needed");
  for (const entry of [a, b]) table.put(entry);
  expect(table.takeChange()).toEqual({ removed: [], put: [a, b] });
  table.remove("a");
  for (const entry of [c, a]) table.put(entry);
  expect(table.takeChange()).toEqual({ removed: ["a"], put: [c, a] });
  expect(table.takeChange()).toBeUndefined();
  expect(table.all()).toEqual([b, c, a]);
});

test("a line is added only to a log that is as long as it was left", async () => {
  const at = await kept();
  await writeFile(at.log, "one\ntorn");
  expect(await appendToLog(at.file, "two\n", 4, 4)).toBe("shorter");
  expect(await appendToLog(at.file, "two\n", 4)).toBe("elsewhere");
  expect(await appendToLog(at.file, "two\n", 20)).toBe("shorter");
  expect(await readFile(at.log, "utf8")).toBe("one\ntorn");
  expect(await appendToLog(at.file, "\n", 8)).toBe("added");
  expect(await linesOf(at.log)).toEqual(["one", "torn"]);
});
