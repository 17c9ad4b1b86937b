import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as connect from "@aws-sdk/client-connect";
import {
  DescribeBotCommand,
  LexModelsV2Client,
  ListBotAliasesCommand,
  ListBotsCommand,
} from "@aws-sdk/client-lex-models-v2";
import { afterEach, describe, expect, test } from "vitest";
import { openSimulator } from "../../src/sim/index.js";
import { clientFor, countingIds, GOOD, refusal, type Simulated, simulated } from "./simulated.js";

const folders: string[] = [];

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "simulator-"));
  folders.push(path);
  return path;
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true })));
});

const create = ({ client, InstanceId }: Simulated, Name: string) =>
  client.send(new connect.CreateContactFlowCommand({ InstanceId, Name, Type: "CONTACT_FLOW", Content: GOOD }));

const names = async ({ client, InstanceId }: Pick<Simulated, "client" | "InstanceId">) => {
  const list = await client.send(new connect.ListContactFlowsCommand({ InstanceId }));
  return (list.ContactFlowSummaryList ?? []).map((flow) => flow.Name);
};

describe("keeping", () => {
  test("what was answered is there after opening again", async () => {
    const path = await folder();
    const at = await simulated({ folder: path });
    await create(at, "Main");
    const again = await openSimulator({ folder: path });
    expect(again.dump()).toEqual(at.simulator.dump());
    expect(await names({ client: clientFor(again, "eu-west-2"), InstanceId: at.InstanceId })).toContain("Main");
  });

  test("calls at the same time are all kept", async () => {
    const path = await folder();
    const at = await simulated({ folder: path });
    const wanted = Array.from({ length: 30 }, (_, index) => `flow ${index}`);
    await Promise.all(wanted.map((name) => create(at, name)));
    const again = await openSimulator({ folder: path });
    expect(await names({ client: clientFor(again, "eu-west-2"), InstanceId: at.InstanceId })).toEqual(
      expect.arrayContaining(wanted),
    );
  });

  test("writes only the file of the instance that changed", async () => {
    const path = await folder();
    const at = await simulated({ folder: path });
    const other = await at.simulator.ensureInstance({ alias: "other" });
    const file = join(path, `${other.id}.json`);
    await writeFile(file, "untouched");
    await create(at, "Main");
    expect(await readFile(file, "utf8")).toBe("untouched");
    const ours = [`${at.InstanceId}.changes.ndjson`, `${at.InstanceId}.json`];
    expect((await readdir(path)).sort()).toEqual([...ours, `${other.id}.json`].sort());
  });

  test("a torn file is an error that names it", async () => {
    const path = await folder();
    const at = await simulated({ folder: path });
    const file = join(path, `${at.InstanceId}.json`);
    await writeFile(file, (await readFile(file, "utf8")).slice(0, 500));
    await expect(openSimulator({ folder: path })).rejects.toThrow(`The simulator's file ${file} is torn`);
  });

  test("a reset forgets the files too", async () => {
    const path = await folder();
    const at = await simulated({ folder: path });
    await at.simulator.reset();
    expect(at.simulator.instances()).toEqual([]);
    expect(await readdir(path)).toEqual([]);
    const fresh = await at.simulator.ensureInstance({ alias: "acme" });
    expect(await readdir(path)).toEqual([`${fresh.id}.json`]);
  });
});

describe("instances", () => {
  test("are made once for an alias", async () => {
    const { simulator, InstanceId } = await simulated();
    expect((await simulator.ensureInstance({ alias: "acme", region: "eu-west-2" })).id).toBe(InstanceId);
    expect(simulator.instances()).toHaveLength(1);
  });

  test("have ids and ARNs of their own for the same things", async () => {
    const { simulator } = await simulated({ newId: countingIds() });
    await simulator.ensureInstance({ alias: "second", region: "eu-west-2" });
    const [first, second] = simulator.dump().instances;
    const ids = (instance: typeof first) =>
      instance?.flows?.map((flow) => (typeof flow === "string" ? flow : flow.id)) ?? [];
    expect(ids(first)).toHaveLength(20);
    expect(ids(first).filter((id) => ids(second).includes(id))).toEqual([]);
  });

  test("are the same for the same ids and clock", async () => {
    const one = await simulated({ now: () => 0 });
    const two = await simulated({ now: () => 0 });
    expect(one.simulator.dump()).toEqual(two.simulator.dump());
  });

  test("can be empty", async () => {
    const simulator = await openSimulator();
    await simulator.ensureInstance({ alias: "bare", empty: true });
    expect(simulator.dump("bare").instances[0]).toMatchObject({ flows: [], queues: [], hours: [], users: [] });
  });
});

describe("documents", () => {
  test("a dump is taken back as it was", async () => {
    const at = await simulated();
    await create(at, "Main");
    const copy = await openSimulator();
    await copy.load(at.simulator.dump());
    expect(copy.dump()).toEqual(at.simulator.dump());
  });

  test("may be short and written by hand", async () => {
    const simulator = await openSimulator();
    await simulator.load({
      instances: [
        {
          alias: "hand",
          region: "ap-northeast-1",
          empty: true,
          flows: [
            { name: "Main", type: "CONTACT_FLOW", content: JSON.parse(GOOD) },
            { name: "Draft", type: "CONTACT_FLOW", content: "{}", status: "SAVED" },
          ],
          hours: [{ name: "Office" }],
          queues: [{ name: "Sales", hours: "Office" }],
          prompts: ["Beep.wav"],
          lambdas: ["arn:aws:lambda:ap-northeast-1:111122223333:function:customer"],
          lexBots: [{ bot: "OrderBot", alias: "live" }],
        },
      ],
    });
    const [{ id: InstanceId } = { id: "" }] = simulator.instances();
    const client = clientFor(simulator, "ap-northeast-1");
    const list = await client.send(new connect.ListContactFlowsCommand({ InstanceId }));
    expect(list.ContactFlowSummaryList?.map((flow) => [flow.Name, flow.ContactFlowStatus])).toEqual([
      ["Main", "PUBLISHED"],
      ["Draft", "SAVED"],
    ]);
    const queues = await client.send(new connect.ListQueuesCommand({ InstanceId }));
    const QueueId = queues.QueueSummaryList?.[0]?.Id;
    const { Queue } = await client.send(new connect.DescribeQueueCommand({ InstanceId, QueueId }));
    const hours = await client.send(new connect.ListHoursOfOperationsCommand({ InstanceId }));
    expect(Queue?.HoursOfOperationId).toBe(hours.HoursOfOperationSummaryList?.[0]?.Id);
  });

  test("may give another content to a flow that is there, by its name", async () => {
    const at = await simulated();
    const flows = [{ name: "Sample AB test", type: "CONTACT_FLOW", content: GOOD }];
    await at.simulator.load({ instances: [{ alias: "acme", region: "eu-west-2", flows }] });
    expect(await names(at)).toHaveLength(20);
    const list = await at.client.send(new connect.ListContactFlowsCommand({ InstanceId: at.InstanceId }));
    const ContactFlowId = list.ContactFlowSummaryList?.find((flow) => flow.Name === "Sample AB test")?.Id;
    const found = new connect.DescribeContactFlowCommand({ InstanceId: at.InstanceId, ContactFlowId });
    expect((await at.client.send(found)).ContactFlow?.Content).toBe(GOOD);
  });

  test("with mistakes are refused as a whole, with every mistake", async () => {
    const simulator = await openSimulator();
    const loading = simulator.load({
      instances: [
        { alias: "a", flows: [{ name: "x", content: "{}" }, 7], queue: [], queues: [{ name: "q", hours: "none" }] },
        {},
      ],
    });
    const message = await loading.then(
      () => "",
      (error: Error) => error.message,
    );
    expect(message.split("\n").slice(1).sort()).toEqual([
      "instances[0].flows[0]: lacks `type`",
      "instances[0].flows[1]: not an object",
      "instances[0].queue: not a member of an instance",
      "instances[0].queues[0]: there are no hours `none`",
      "instances[1]: an instance is an object with an `alias`",
    ]);
    expect(simulator.instances()).toEqual([]);
  });

  test("bots of a document are found by name through Lex", async () => {
    const simulator = await openSimulator();
    await simulator.load({
      instances: [{ alias: "hand", region: "us-east-1", lexBots: [{ bot: "OrderBot", alias: "live" }] }],
    });
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const lex = new LexModelsV2Client({
      region: "us-east-1",
      credentials,
      requestHandler: simulator.handler,
      maxAttempts: 1,
    });
    const filter = (name: string) => ({ name: "BotName" as const, values: [name], operator: "EQ" as const });
    const found = await lex.send(new ListBotsCommand({ filters: [filter("OrderBot")] }));
    expect(found.botSummaries?.map((bot) => bot.botName)).toEqual(["OrderBot"]);
    expect((await lex.send(new ListBotsCommand({ filters: [filter("Order")] }))).botSummaries).toEqual([]);
    const aliases = await lex.send(new ListBotAliasesCommand({ botId: found.botSummaries?.[0]?.botId }));
    expect(aliases.botAliasSummaries?.map((alias) => alias.botAliasName)).toEqual(["live"]);
    expect((await refusal(lex.send(new DescribeBotCommand({ botId: "NOSUCHBOT1" })))).name).toBe(
      "ResourceNotFoundException",
    );
    expect(simulator.calls()["lex.ListBots"]).toBe(2);
  });
});

describe("limits", () => {
  test("five calls at once and two a second, for each operation, shared by the instances of a region", async () => {
    let time = 0;
    const at = await simulated({ limits: "service", now: () => time });
    const other = await at.simulator.ensureInstance({ alias: "other", region: "eu-west-2" });
    for (let call = 0; call < 5; call += 1) await names(at);
    const second = { client: at.client, InstanceId: other.id };
    expect(await refusal(names(second))).toMatchObject({ name: "ThrottlingException", status: 429 });
    await at.client.send(new connect.ListQueuesCommand({ InstanceId: other.id }));
    time += 500;
    await names(second);
    expect((await refusal(names(at))).name).toBe("ThrottlingException");
  });

  test("views have a name of their own for it", async () => {
    const at = await simulated({ limits: "service", now: () => 0 });
    const list = () => at.client.send(new connect.ListViewsCommand({ InstanceId: at.InstanceId }));
    for (let call = 0; call < 5; call += 1) await list();
    expect(await refusal(list())).toMatchObject({ name: "TooManyRequestsException", status: 429 });
  });
});

describe("consistency", () => {
  test("can be late: a new flow is not found at first", async () => {
    const at = await simulated({ strictness: { notFoundAfterCreate: 2 } });
    const { ContactFlowId } = await create(at, "Main");
    const read = () =>
      at.client.send(new connect.DescribeContactFlowCommand({ InstanceId: at.InstanceId, ContactFlowId }));
    expect([(await refusal(read())).status, (await refusal(read())).status]).toEqual([404, 404]);
    expect((await read()).ContactFlow?.Name).toBe("Main");
  });

  test("can be late: a new flow is missing from lists for a while", async () => {
    let time = 0;
    const at = await simulated({ now: () => time, strictness: { staleListMs: 1000 } });
    time = 5000;
    await create(at, "Main");
    expect(await names(at)).toHaveLength(20);
    time = 6000;
    expect(await names(at)).toContain("Main");
  });
});

describe("calls", () => {
  test("are counted by operation", async () => {
    const at = await simulated();
    await names(at);
    await names(at);
    expect(at.simulator.calls()).toEqual({ ListContactFlows: 2 });
  });

  test("can fail before anything is done", async () => {
    const at = await simulated();
    const stop = at.simulator.onCall((operation) =>
      operation === "CreateContactFlow" ? { when: "before", name: "ThrottlingException" } : undefined,
    );
    expect(await refusal(create(at, "Main"))).toMatchObject({ name: "ThrottlingException", status: 429 });
    stop();
    expect(await names(at)).not.toContain("Main");
    await create(at, "Main");
  });

  test("can fail after they were carried out", async () => {
    const at = await simulated();
    at.simulator.onCall((operation) => (operation === "CreateContactFlow" ? { when: "after" } : undefined));
    expect(await refusal(create(at, "Main"))).toMatchObject({ name: "InternalServiceException", status: 500 });
    expect(await names(at)).toContain("Main");
  });

  test("can lose the connection", async () => {
    const at = await simulated();
    at.simulator.onCall((operation) =>
      operation === "CreateContactFlow" ? { when: "after", disconnect: true } : undefined,
    );
    await expect(create(at, "Main")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await names(at)).toContain("Main");
  });

  test("are seen with their input", async () => {
    const seen: unknown[] = [];
    const at = await simulated({ onCall: (operation, input) => void seen.push([operation, input]) });
    await names(at);
    expect(seen).toEqual([["ListContactFlows", { InstanceId: at.InstanceId }]]);
  });
});
