import { describe, expect, test } from "vitest";
import { openBuckets, openProvider } from "../../src/connect/index.js";
import type { Rate } from "../../src/model/environment.js";
import { ALL_KINDS } from "../../src/model/kind.js";
import type { RecordWrite } from "../../src/model/provider.js";
import type { Body } from "../../src/model/resource.js";
import { openSimulator, type SimulatorOptions } from "../../src/sim/index.js";
import { ENVIRONMENT, faultOf, useWire } from "./wire.js";

useWire();

interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

const record: RecordWrite = (_operation, call) => call();

const CONTENT = {
  Version: "2019-10-30",
  StartAction: "end",
  Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }],
};
const MODULE_CONTENT = { ...CONTENT, Actions: [{ ...CONTENT.Actions[0], Type: "EndFlowModuleExecution" }] };

interface Parts {
  readonly clock?: Clock;
  readonly rate?: Rate;
  readonly onCall?: () => void;
}

const STILL = { now: () => 0, sleep: async () => {} };

async function openDemo(options: SimulatorOptions = {}, { clock = STILL, rate, onCall = () => {} }: Parts = {}) {
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(ids++).padStart(12, "0")}`;
  const simulator = await openSimulator({ newId, now: () => 0, ...options });
  await simulator.ensureInstance({ alias: "demo", region: "eu-west-2" });
  const { instance: _, endpoint: __, rate: ___, ...rest } = ENVIRONMENT;
  const provider = openProvider(
    { ...rest, name: "demo", simulator: true, ...(rate ? { rate } : {}) },
    {
      ...clock,
      random: () => 0,
      env: {},
      buckets: openBuckets(clock),
      tool: "connectctl/0.0.0",
      requestHandler: simulator.handler,
      onCall,
    },
  );
  return { simulator, provider };
}

describe("against the simulator", () => {
  test("the environment's name is the alias of its instance", async () => {
    const { provider, simulator } = await openDemo();
    const [instance] = simulator.instances();
    expect(await provider.target()).toMatchObject({ instanceId: instance?.id, instanceArn: instance?.arn });
  });

  test("every kind can be listed", async () => {
    const { provider } = await openDemo();
    for (const kind of ALL_KINDS) expect(Array.isArray(await provider.list(kind)), kind).toBe(true);
  });

  test("what was created is read as it was asked for, in every kind", async () => {
    const { provider } = await openDemo();
    const config = [{ day: "MONDAY", start: "09:00", end: "17:30" }];
    const hoursBody: Body = { name: "Day", description: "d", timeZone: "UTC", config, tags: { a: "b" } };
    const hours = await provider.create("hours", hoursBody, record);
    const whisperBody: Body = {
      name: "W",
      type: "OUTBOUND_WHISPER",
      description: "",
      content: CONTENT,
      published: false,
      tags: {},
    };
    const whisper = await provider.create("flow", whisperBody, record);
    const queueBody: Body = {
      name: "Sales",
      description: "",
      hours: hours.arn,
      maxContacts: 7,
      enabled: false,
      outboundCaller: { name: "Acme", flow: whisper.arn },
      tags: {},
    };
    const queue = await provider.create("queue", queueBody, record);
    const moduleBody: Body = {
      name: "Auth",
      description: "",
      content: MODULE_CONTENT,
      externalInvocation: true,
      tags: { x: "y" },
      aliases: { live: { version: "current", description: "Live" } },
    };
    const module = await provider.create("module", moduleBody, record);
    expect((await provider.read("hours", hours.id, []))?.body).toEqual(hoursBody);
    expect((await provider.read("flow", whisper.id, []))?.body).toEqual(whisperBody);
    expect((await provider.read("queue", queue.id, []))?.body).toEqual(queueBody);
    const read = await provider.read("module", module.id, ["aliases"]);
    expect(read?.body).toEqual(moduleBody);
    expect(read?.aliases).toEqual(module.aliases);
    const found = await provider.find("module", { name: "Auth" });
    expect(found).toEqual({ type: "found", identity: module });
  });

  test("an update brings the one body to the other, in every kind", async () => {
    const { provider } = await openDemo();
    const config = [{ day: "MONDAY", start: "09:00", end: "17:30" }];
    const rows = [
      {
        kind: "hours",
        before: { name: "A", description: "d", timeZone: "UTC", config, tags: { a: "b" } },
        after: { name: "B", description: "", timeZone: "Asia/Tokyo", config: [], tags: { c: "d" } },
      },
      {
        kind: "flow",
        before: {
          name: "A",
          type: "CONTACT_FLOW",
          description: "d",
          content: CONTENT,
          published: false,
          tags: { a: "b" },
        },
        after: {
          name: "B",
          type: "CONTACT_FLOW",
          description: "",
          content: { ...CONTENT, Metadata: {} },
          published: true,
          tags: {},
        },
      },
      {
        kind: "module",
        before: {
          name: "A",
          description: "d",
          content: MODULE_CONTENT,
          externalInvocation: false,
          tags: {},
          aliases: { x: { version: "current" } },
        },
        after: {
          name: "B",
          description: "e",
          content: {
            ...MODULE_CONTENT,
            Actions: [{ ...MODULE_CONTENT.Actions[0], Identifier: "e2" }],
            StartAction: "e2",
          },
          externalInvocation: false,
          tags: { a: "b" },
          aliases: { x: { version: 1 }, y: { version: "current" } },
        },
      },
    ] as const;
    for (const { kind, before, after } of rows) {
      const identity = await provider.create(kind, before, record);
      await provider.update(kind, identity, before, after, record);
      expect((await provider.read(kind, identity.id, ["aliases"]))?.body).toEqual(after);
    }
  });

  test("what is deleted is gone, and deleting it again is fine", async () => {
    const { provider } = await openDemo({ strictness: { archiveBeforeDelete: true } });
    const body: Body = {
      name: "A",
      type: "CONTACT_FLOW",
      description: "",
      content: CONTENT,
      published: true,
      tags: {},
    };
    const { id } = await provider.create("flow", body, record);
    await provider.delete("flow", id, record);
    expect(await provider.read("flow", id, [])).toBeUndefined();
    await provider.delete("flow", id, record);
  });

  test("a name that is taken, content that is refused and a quota that is used up are told apart", async () => {
    const { provider } = await openDemo({ quotas: { modules: 2 } });
    const module: Body = { name: "A", content: MODULE_CONTENT };
    const badContent = { ...CONTENT, Actions: [{ Identifier: "end", Type: "NoSuchType" }] };
    const bad: Body = { name: "B", type: "CONTACT_FLOW", content: badContent };
    await provider.create("module", module, record);
    const refused = await faultOf(provider.create("flow", bad, record));
    const taken = await faultOf(provider.create("module", module, record));
    await provider.create("module", { ...module, name: "B" }, record);
    const full = await faultOf(provider.create("module", { ...module, name: "C" }, record));
    expect([refused, taken, full].map(({ kind }) => kind)).toEqual(["rejected", "duplicate", "quota"]);
    expect(refused.diagnostics[0]?.detail).toContain("NoSuchType");
  });

  test("a create whose answer is lost is uncertain, and was carried out once", async () => {
    const { provider, simulator } = await openDemo();
    const lose = simulator.onCall((operation) =>
      operation === "CreateQueue" ? { when: "after", disconnect: true } : undefined,
    );
    const [hours] = await provider.list("hours");
    const body: Body = { name: "Lost", hours: hours?.arn ?? "" };
    expect((await faultOf(provider.create("queue", body, record))).uncertain).toBe(true);
    lose();
    expect(await provider.find("queue", { name: "Lost" })).toMatchObject({ type: "found" });
    expect(simulator.calls().CreateQueue).toBe(1);
  });

  test("what the service shows a moment late is waited for", async () => {
    const { provider } = await openDemo({ strictness: { notFoundAfterCreate: 3 } });
    const body: Body = { name: "A", type: "CONTACT_FLOW", content: CONTENT, published: true };
    const { id } = await provider.create("flow", body, record);
    expect((await provider.read("flow", id, []))?.name).toBe("A");
  });

  test("a bot is found by the names of bot and alias", async () => {
    const { provider, simulator } = await openDemo();
    const lexBots = [{ bot: "OrderBot", alias: "live" }];
    await simulator.load({ instances: [{ alias: "demo", region: "eu-west-2", lexBots }] });
    const found = await provider.find("lexBot", { bot: "OrderBot", alias: "live" });
    expect(found).toMatchObject({ type: "found", identity: { name: "OrderBot:live" } });
  });

  test("the service's rate is used up and never exceeded", async () => {
    let now = 0;
    let underWay = 0;
    const sleep = async (ms: number) => {
      do await new Promise((resolve) => setImmediate(resolve));
      while (underWay > 0);
      now += ms;
    };
    const clock = { now: () => now, sleep };
    const rate = { perSecond: 2, burst: 5 };
    const onCall = () => void underWay++;
    const { provider, simulator } = await openDemo({ limits: "service", now: clock.now }, { clock, rate, onCall });
    simulator.onCall(() => void underWay--);
    const flows = await provider.list("flow");
    const start = now;
    await Promise.all(flows.map(({ id }) => provider.read("flow", id, [])));
    expect(simulator.calls().DescribeContactFlow).toBe(flows.length);
    expect(now - start).toBe((flows.length - 5) * 500);
  });
});
