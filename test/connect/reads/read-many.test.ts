import { describe, expect, test } from "vitest";
import { openBuckets, openProvider } from "../../../src/connect/index.js";
import type { Keeper, Place } from "../../../src/connect/pace/keeper.js";
import { readMany } from "../../../src/connect/reads/read-many.js";
import type { ManagedKind } from "../../../src/model/kind.js";
import type { RecordWrite } from "../../../src/model/provider.js";
import type { LiveResource } from "../../../src/model/snapshot.js";
import { openSimulator, type SimulatorOptions } from "../../../src/sim/index.js";
import { ENVIRONMENT, useWire } from "../wire.js";

useWire();

const record: RecordWrite = (_operation, call) => call();
const STILL = { now: () => 0, sleep: async () => {} };
const contentOf = (text: string) => ({
  Version: "2019-10-30",
  StartAction: "end",
  Metadata: { text },
  Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }],
});

/** An instance with so many flows of ours, some with a description and tags, some only saved. */
async function openFull(count: number, { modules = 0, ...options }: SimulatorOptions & { modules?: number } = {}) {
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(ids++).padStart(12, "0")}`;
  const simulator = await openSimulator({ newId, now: () => 0, quotas: { flows: 10_000 }, ...options });
  await simulator.ensureInstance({ alias: "demo", region: "eu-west-2" });
  const { instance: _, endpoint: __, ...rest } = ENVIRONMENT;
  const notes: string[] = [];
  const open = () =>
    openProvider(
      { ...rest, name: "demo", simulator: true },
      {
        ...STILL,
        random: () => 0,
        env: {},
        buckets: openBuckets(STILL),
        tool: "connectctl/0.0.0",
        requestHandler: simulator.handler,
        onNote: (text) => notes.push(text),
      },
    );
  const writer = open();
  const reads: { kind: ManagedKind; id: string; fields: readonly string[] }[] = [];
  for (let index = 0; index < count; index++) {
    const more = index % 3 === 0 ? { description: `about ${index}`, tags: { team: "cx" } } : {};
    const body = { name: `Flow ${index}`, type: "CONTACT_FLOW", content: contentOf(`${index}`), published: true };
    const { id } = await writer.create("flow", { ...body, ...more, published: index % 50 !== 49 }, record);
    reads.push({ kind: "flow" as const, id, fields: ["name", "content", "description", "tags"] });
  }
  for (let index = 0; index < modules; index++) {
    const { id } = await writer.create("module", { name: `Module ${index}`, content: contentOf(`${index}`) }, record);
    reads.push({ kind: "module" as const, id, fields: ["name", "content", "description", "tags"] });
  }
  const provider = open();
  await provider.list("flow");
  return { simulator, provider, reads, notes };
}

const refuseSearch: SimulatorOptions["onCall"] = (operation) =>
  operation === "SearchContactFlows" ? { when: "before", name: "AccessDeniedException", message: "no" } : undefined;

async function readAll({ provider, reads }: Awaited<ReturnType<typeof openFull>>, announced: boolean) {
  if (announced) provider.expect?.(reads);
  return Promise.all(reads.map(({ kind, id, fields }) => provider.read(kind, id, fields)));
}

describe("reading many flows", () => {
  test("takes contents from a search that carries them, one call for a hundred, and describes only what is saved", async () => {
    const full = await openFull(150);
    const found = await readAll(full, true);
    expect(full.provider.calls()).toMatchObject({ SearchContactFlows: 2, DescribeContactFlow: 5 + 3 });
    const { provider } = await openFull(150);
    const described = await Promise.all(full.reads.map(({ kind, id, fields }) => provider.read(kind, id, fields)));
    expect(found).toEqual(described);
    expect(full.notes).toEqual(["SearchContactFlows answers with contents: 147 of 147 need no describe"]);
  });

  test("describes each where the search carries no contents, after one page", async () => {
    const full = await openFull(150, { strictness: { searchCarriesContent: false } });
    await readAll(full, true);
    expect(full.provider.calls()).toMatchObject({ SearchContactFlows: 1, DescribeContactFlow: 150 });
    expect(full.notes).toEqual(["SearchContactFlows does not answer with what a describe does: each is described"]);
  });

  test("does not search for fewer than a hundred", async () => {
    const few = await openFull(99);
    await readAll(few, true);
    expect(few.provider.calls().SearchContactFlows).toBeUndefined();
    const enough = await openFull(102);
    await readAll(enough, true);
    expect(enough.provider.calls()).toMatchObject({ SearchContactFlows: 2, DescribeContactFlow: 5 + 2 });
  });

  test.each([
    [true, 20, { SearchContactFlowModules: 1, DescribeContactFlowModule: 5 }],
    [true, 12, { DescribeContactFlowModule: 12 }],
    [false, 20, { DescribeContactFlowModule: 20 }],
  ])(
    "where the search for flows carries contents (%s), it asks for %i modules like this",
    async (carries, count, calls) => {
      const full = await openFull(110, { modules: count, strictness: { searchCarriesContent: carries } });
      const found = await readAll(full, true);
      expect(found.every((one) => one !== undefined)).toBe(true);
      const made = Object.entries(full.provider.calls()).filter(([operation]) => operation.includes("Module"));
      expect(Object.fromEntries(made)).toEqual({ ListContactFlowModules: 1, ...calls });
    },
  );

  test("is not kept from describing few modules by a search for flows that fails", async () => {
    const full = await openFull(110, { modules: 20, onCall: refuseSearch });
    const found = await readAll(full, true);
    expect(found.every((one) => one !== undefined)).toBe(true);
    expect(full.provider.calls()).toMatchObject({ SearchContactFlows: 1, DescribeContactFlowModule: 20 });
  });

  test("describes each where the search is refused", async () => {
    const full = await openFull(120, { onCall: refuseSearch });
    const found = await readAll(full, true);
    expect(found.every((flow) => flow !== undefined)).toBe(true);
    expect(full.provider.calls()).toMatchObject({ SearchContactFlows: 1, DescribeContactFlow: 120 });
    expect(full.notes[0]).toContain("SearchContactFlows failed");
  });

  test("answers each once from a search; who asks again is told how it is by then", async () => {
    const full = await openFull(150);
    await readAll(full, true);
    const before = full.provider.calls().DescribeContactFlow ?? 0;
    await readAll(full, false);
    expect((full.provider.calls().DescribeContactFlow ?? 0) - before).toBe(150);
  });
});

describe("a search that is not to be trusted", () => {
  const idOf = (index: number) => `id-${index}`;
  const live = (id: string, content: string): LiveResource => {
    const body = { name: id, content, description: "", tags: {} };
    return { kind: "flow", id, arn: `arn:${id}`, name: id, body };
  };

  /** A page of flows in a search, against describes that say something else of those that are named. */
  async function readWith(others: readonly string[], member: Record<string, unknown> = {}) {
    const ids = Array.from({ length: 150 }, (_, index) => idOf(index));
    const part = (Id: string) => ({
      Id,
      Arn: `arn:${Id}`,
      Name: Id,
      State: "ACTIVE",
      Content: "as found",
      Tags: {},
      ...member,
    });
    const pages = [ids.slice(0, 100), ids.slice(100)];
    const asked: string[] = [];
    const read = async (operation: string, { NextToken }: { NextToken?: string }) => {
      asked.push(operation);
      const ContactFlows = (NextToken === undefined ? pages[0] : pages[1])?.map(part);
      return { ContactFlows, ...(NextToken === undefined ? { NextToken: "2" } : {}) };
    };
    const keeper = {
      read: async (_place: Place, id: string) => live(id, others.includes(id) ? "as described" : "as found"),
      search: {
        operation: "SearchContactFlows",
        member: "ContactFlows",
        live: (id: string, found: { Content?: unknown }) => live(id, String(found.Content)),
      },
    } as unknown as Keeper;
    const place = { caller: { read }, target: { instanceId: "i" } } as unknown as Place;
    const ask = { kind: "flow" as const, keeper, ids, all: 150, note: () => undefined };
    const found = await readMany(place, { ...ask, proven: Promise.resolve(false), onProof: () => undefined });
    return { found: found.size, pages: asked.length };
  }

  test("is believed where describes of a sample say the same", async () => {
    expect(await readWith([])).toEqual({ found: 150, pages: 2 });
  });

  test("is given up after its first page where a describe says something else", async () => {
    expect(await readWith([idOf(0)])).toEqual({ found: 0, pages: 1 });
  });

  test.each(["Tags", "Content", "State", "Arn", "Name"])("is given up where it keeps back %s", async (member) => {
    expect(await readWith([], { [member]: undefined })).toEqual({ found: 0, pages: 1 });
  });
});
