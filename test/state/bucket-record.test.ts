import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { JournalBegin } from "../../src/model/journal.js";
import { foldJournal, UnwrittenState, unfinishedEntries } from "../../src/state/index.js";
import { asker, KEY, machine, store } from "./bucket-sample.js";
import { diagnosticOf, faultOf, INSTANCE, resource } from "./sample.js";

const create: JournalBegin = { address: "flow.a", kind: "flow", action: "create", operation: "CreateFlow", name: "A" };

test("reads nothing where there never was a state", async () => {
  expect(await (await machine(await store())).store.read()).toBeUndefined();
});

test.each([true, false])(
  "keeps a state that another machine reads, with its history (versioning: %s)",
  async (versioning) => {
    const server = await store({ versioning });
    const { store: here } = await machine(server);
    const first = await here.write(here.create(INSTANCE));
    const second = await here.write({ ...first, resources: [resource("flow.a")] });
    const { store: there } = await machine(server);
    expect(await there.read()).toEqual(second);
    expect((await there.history()).map(({ serial }) => serial)).toEqual([1]);
    expect(server.keys()).toEqual(versioning ? [KEY] : [KEY, `${KEY}.history/1.json`]);
    const restored = await there.restore(1);
    expect(restored).toEqual({ ...first, serial: 3 });
    expect((await here.history()).map(({ serial }) => serial)).toEqual([2, 1]);
  },
);

test("keeps the last twenty copies", async () => {
  const { store: here } = await machine(await store({ pageSize: 7 }));
  let state = await here.write(here.create(INSTANCE));
  for (let turn = 0; turn < 24; turn++) state = await here.write({ ...state, resources: [resource(`flow.f${turn}`)] });
  expect((await here.history()).map(({ serial }) => serial)).toEqual(
    Array.from({ length: 20 }, (_, index) => 24 - index),
  );
});

test("refuses a write that is based on an older state", async () => {
  const server = await store();
  const [{ store: one }, { store: two }] = [await machine(server), await machine(server)];
  const first = await one.write(one.create(INSTANCE));
  const second = await two.write({ ...first, resources: [resource("flow.b")] });
  expect((await diagnosticOf(one.write({ ...first, resources: [resource("flow.a")] }))).code).toBe("state/moved-on");
  expect(await one.read()).toEqual(second);
});

test("writes nothing over a state that changed between reading and writing, and saves its own beside", async () => {
  const server = await store();
  const { store: here } = await machine(server);
  const first = await here.write(here.create(INSTANCE));
  const foreign = `${server.text(KEY)} `;
  server.behaviour.trouble = ({ method, key }) => {
    if (method === "PUT" && key === KEY) server.set(KEY, foreign);
    return undefined;
  };
  const fault = await faultOf(here.write({ ...first, resources: [resource("flow.a")] }));
  expect(fault.diagnostics.map(({ code }) => code)).toEqual(["state/moved-on", "state/unwritten"]);
  expect(server.text(KEY)).toBe(foreign);
  const saved = fault instanceof UnwrittenState ? (fault.savedTo ?? "") : "";
  expect(await readFile(saved, "utf8")).toContain("flow.a");
});

test("lets only one of many that create a state at once succeed", async () => {
  const server = await store();
  const machines = await Promise.all(Array.from({ length: 8 }, () => machine(server)));
  const written = await Promise.allSettled(machines.map(({ store: one }) => one.write(one.create(INSTANCE))));
  expect(written.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test.each([
  ["its answer is lost", "lost"],
  ["the connection breaks before", "cut"],
  ["the store fails once", { status: 500, code: "InternalError" }],
  ["the store asks to slow down", { status: 503, code: "SlowDown" }],
  ["another write is under way", { status: 409, code: "ConditionalRequestConflict" }],
  ["a proxy answers with a page, and the store never hears of it", { garbage: true }],
  ["a proxy answers with a page in the store's place", { garbage: true, after: true }],
  ["a proxy knows no such page", { garbage: true, status: 404 }],
] as const)("writes exactly once when %s", async (_, trouble) => {
  const server = await store({ versioning: true });
  const { store: here } = await machine(server);
  const first = await here.write(here.create(INSTANCE));
  let left = 1;
  server.behaviour.trouble = ({ method, key }) => (method === "PUT" && key === KEY && left-- > 0 ? trouble : undefined);
  const second = await here.write({ ...first, resources: [resource("flow.a")] });
  expect(second.serial).toBe(2);
  expect(await here.read()).toEqual(second);
  expect((await here.history()).map(({ serial }) => serial)).toEqual([1]);
});

test.each([200, 404])("takes no page of a proxy for the answer of a store, whatever was asked (%i)", async (status) => {
  const server = await store();
  const { store: here, journal } = await machine(server);
  const first = await here.write(here.create(INSTANCE));
  const before = server.text(KEY);
  server.behaviour.trouble = () => ({ garbage: true, status });
  for (const ask of [() => here.read(), () => here.history(), () => journal.read(), () => journal.clear()]) {
    const { code, summary } = await diagnosticOf(ask());
    expect([code, summary]).toEqual(["state/store-failure", `What answers for ${server.endpoint} is not a store`]);
  }
  server.behaviour.trouble = ({ method }) => (method === "PUT" ? { garbage: true, status } : undefined);
  const fault = await faultOf(here.write({ ...first, resources: [resource("flow.a")] }));
  expect(fault.diagnostics.map(({ code }) => code)).toEqual(["state/store-failure", "state/unwritten"]);
  expect(server.text(KEY)).toBe(before);
});

test.each([{ garbage: true }, { garbage: true, after: true }, { garbage: true, status: 404 }] as const)(
  "removes for good what it removes, when a proxy answers the first time (%j)",
  async (trouble) => {
    const server = await store();
    const { journal, acquireLock } = await machine(server);
    const lock = await acquireLock(asker());
    await journal.start({ lineage: "l", serial: 1, planHash: "p" });
    const seen = new Set<string>();
    server.behaviour.trouble = ({ method, key }) => {
      if (method !== "DELETE" || seen.has(key)) return undefined;
      seen.add(key);
      return trouble;
    };
    await journal.clear();
    await lock.release();
    expect([seen.size, server.keys()]).toEqual([2, []]);
  },
);

test("knows its own lost write from that of somebody else", async () => {
  const server = await store();
  const { store: here } = await machine(server);
  const first = await here.write(here.create(INSTANCE));
  const foreign = `${server.text(KEY)} `;
  server.behaviour.trouble = ({ method, key }) => {
    if (method !== "PUT" || key !== KEY) return undefined;
    server.set(KEY, foreign);
    return "cut";
  };
  const fault = await faultOf(here.write({ ...first, resources: [resource("flow.a")] }));
  expect(fault.diagnostics[0]?.code).toBe("state/moved-on");
});

test.each([true, false])(
  "says that a state is missing when only its history is left (versioning: %s)",
  async (versioning) => {
    const server = await store({ versioning });
    const { store: here } = await machine(server);
    const first = await here.write(here.create(INSTANCE));
    await here.write({ ...first, resources: [resource("flow.a")] });
    server.set(KEY, undefined);
    expect((await diagnosticOf(here.read())).code).toBe("state/missing");
    expect((await diagnosticOf(here.write(here.create(INSTANCE)))).code).toBe("state/missing");
    expect(await here.restore(1)).toMatchObject({ lineage: first.lineage, serial: 3 + (versioning ? 1 : 0) });
  },
);

test("says that a state is missing when only a journal is left", async () => {
  const server = await store();
  const { store: here, journal } = await machine(server);
  await journal.start({ lineage: "l", serial: 1, planHash: "p" });
  const { code, detail } = await diagnosticOf(here.read());
  expect([code, detail]).toEqual(["state/missing", expect.stringContaining(`s3://states/${KEY}.journal/run.json`)]);
});

test("refuses a state that is torn, and bytes that are no text", async () => {
  const server = await store();
  const { store: here } = await machine(server);
  server.set(KEY, '{"formatVersion": "1.0", ');
  expect((await diagnosticOf(here.read())).code).toBe("state/corrupt");
  server.set(KEY, "");
  expect((await diagnosticOf(here.read())).code).toBe("state/corrupt");
});

test("hands a journal that was left to another machine", async () => {
  const server = await store({ pageSize: 3 });
  const { store: here, journal } = await machine(server);
  const state = await here.write(here.create(INSTANCE));
  await journal.start({ lineage: state.lineage, serial: 1, planHash: "p" });
  await journal.end(await journal.begin(create), { id: "a", arn: "arn:a" });
  await Promise.all([2, 3, 4].map((n) => journal.begin({ ...create, address: `flow.f${n}` })));
  const other = await machine(server);
  const left = await other.journal.read();
  expect(left?.entries.map(({ seq, end }) => [seq, end?.id])).toEqual([
    [1, "a"],
    [2, undefined],
    [3, undefined],
    [4, undefined],
  ]);
  expect(left?.entries).toEqual(journal.entries());
  expect(unfinishedEntries(left?.entries ?? [])).toHaveLength(3);
  expect(foldJournal(state, left?.entries ?? []).resources.map(({ id }) => id)).toEqual(["a"]);
  expect((await diagnosticOf(other.journal.start({ lineage: "l", serial: 1, planHash: "p" }))).code).toBe(
    "state/journal-left",
  );
  await other.journal.clear();
  expect(server.keys()).toEqual([KEY]);
});

test.each([true, false])(
  "takes no journal for damaged that its run clears meanwhile (and begins anew: %s)",
  async (isNew) => {
    const server = await store();
    const { journal } = await machine(server);
    await journal.start({ lineage: "l", serial: 1, planHash: "p" });
    await journal.begin(create);
    const other = await machine(server);
    let left = 1;
    server.behaviour.trouble = async ({ method, key }) => {
      if (method !== "GET" || !key.endsWith("-begin.json") || left-- === 0) return undefined;
      await journal.clear();
      if (isNew) await journal.start({ lineage: "l", serial: 2, planHash: "q" });
      return undefined;
    };
    const found = await other.journal.read();
    expect(found?.header.serial).toBe(isNew ? 2 : undefined);
    expect(found?.entries ?? []).toEqual([]);
  },
);

test("has two small objects for each write, durable before the call returns", async () => {
  const server = await store();
  const { journal } = await machine(server);
  await journal.start({ lineage: "l", serial: 1, planHash: "p" });
  const seq = await journal.begin(create);
  const run = String(JSON.parse(server.text(`${KEY}.journal/run.json`) ?? "{}").run);
  expect(server.text(`${KEY}.journal/${run}/000001-begin.json`)).toContain('"flow.a"');
  await journal.end(seq, { id: "a", arn: "arn:a" });
  expect(server.text(`${KEY}.journal/${run}/000001-end.json`)).toContain('"arn:a"');
  expect(server.log.filter((line) => line.startsWith("PUT") && line.includes(run))).toHaveLength(2);
});

test("takes no notice of what a run that is gone sends late", async () => {
  const server = await store();
  const one = await machine(server);
  await one.journal.start({ lineage: "l", serial: 1, planHash: "p" });
  const run = String(JSON.parse(server.text(`${KEY}.journal/run.json`) ?? "{}").run);
  const other = await machine(server);
  await other.journal.clear();
  server.set(`${KEY}.journal/${run}/000001-begin.json`, JSON.stringify({ seq: 1, begin: create }));
  expect(await other.journal.read()).toBeUndefined();
  await other.journal.start({ lineage: "l", serial: 1, planHash: "p" });
  expect((await other.journal.read())?.entries).toEqual([]);
  expect(await other.journal.begin(create)).toBe(1);
});

test("stops a second run that began the same journal", async () => {
  const server = await store();
  const [one, two] = [await machine(server), await machine(server, { newId: () => "same" })];
  const both = { lineage: "l", serial: 1, planHash: "p" };
  const started = await Promise.allSettled([one.journal.start(both), two.journal.start(both)]);
  expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("gives the lock to one of many machines", async () => {
  const server = await store();
  const machines = await Promise.all(Array.from({ length: 6 }, () => machine(server)));
  const locks = await Promise.allSettled(machines.map((one) => one.acquireLock(asker())));
  const held = locks.flatMap((lock) => (lock.status === "fulfilled" ? [lock.value] : []));
  expect(held).toHaveLength(1);
  await held[0]?.assertHeld();
  await held[0]?.release();
  expect(server.keys()).toEqual([]);
});

test("names the holder to whoever comes second, and lets them break the lock", async () => {
  const server = await store();
  const [one, two] = [await machine(server), await machine(server)];
  const lock = await one.acquireLock(asker({ who: "bob", runUrl: "https://ci/1" }));
  const { code, detail, help } = await diagnosticOf(two.acquireLock(asker()));
  expect([code, detail, help]).toEqual([
    "state/locked",
    expect.stringMatching(/by bob on ci, process 100.*https:\/\/ci\/1/),
    expect.stringContaining(`connectctl unlock ${lock.record.id}`),
  ]);
  expect(await two.breakLock(lock.record.id)).toEqual(lock.record);
  const taken = await two.acquireLock(asker());
  expect((await diagnosticOf(lock.assertHeld())).code).toBe("state/lock-lost");
  await lock.release();
  await taken.assertHeld();
});

test("takes over the lock of a dead process of the same machine, and of no other", async () => {
  const server = await store();
  const [one, two] = [await machine(server), await machine(server)];
  const dead = await one.acquireLock(asker({ pid: 7 }));
  const isAlive = () => false;
  expect((await diagnosticOf(two.acquireLock(asker({ isAlive, machine: "m2" })))).code).toBe("state/locked");
  expect((await diagnosticOf(two.acquireLock(asker({ isAlive, machine: undefined })))).code).toBe("state/locked");
  expect((await diagnosticOf(two.acquireLock(asker({ isAlive, host: "other" })))).code).toBe("state/locked");
  const takers = await Promise.allSettled([1, 2, 3, 4].map(() => two.acquireLock(asker({ isAlive }))));
  const taken = takers.flatMap((taker) => (taker.status === "fulfilled" ? [taker.value] : []));
  expect(taken.map(({ takenOver }) => takenOver?.id)).toEqual([dead.record.id]);
  expect((await diagnosticOf(dead.assertHeld())).code).toBe("state/lock-lost");
});

test("knows a lock as its own when the answer was lost", async () => {
  const server = await store();
  let left = 1;
  server.behaviour.trouble = ({ method }) => (method === "PUT" && left-- > 0 ? "lost" : undefined);
  const lock = await (await machine(server)).acquireLock(asker());
  await lock.assertHeld();
});

test.each([
  ["carries out writes whose condition does not hold", { ignores: ["PUT"] }, "If-None-Match and If-Match did not hold"],
  ["refuses writes whose condition holds", { refusesMatches: true }, "If-Match held"],
])("gives no lock on a store that %s, and leaves nothing there", async (_, behaviour, says) => {
  const server = await store(behaviour);
  const { code, detail } = await diagnosticOf((await machine(server)).acquireLock(asker()));
  expect([code, detail]).toEqual(["state/store-without-conditions", expect.stringContaining(says)]);
  expect(server.keys()).toEqual([]);
});

test("releases a lock where conditional deletes are not implemented", async () => {
  const server = await store({ refusesConditionalDeletes: true });
  const one = await machine(server);
  await (await one.acquireLock(asker())).release();
  expect(server.keys()).toEqual([]);
});

test("leaves another's lock alone on release", async () => {
  const server = await store();
  const lock = await (await machine(server)).acquireLock(asker());
  const foreign = (server.text(`${KEY}.lock`) ?? "").replace(lock.record.id, "another");
  server.set(`${KEY}.lock`, foreign);
  await lock.release();
  expect(server.text(`${KEY}.lock`)).toBe(foreign);
});

test.each([
  [{ status: 403, code: "AccessDenied" }, "state/store-denied", "permission"],
  [{ status: 403, code: "InvalidAccessKeyId" }, "state/store-credentials", "credentials"],
  [{ status: 400, code: "ExpiredToken" }, "state/store-credentials", "credentials"],
  [{ status: 403, code: "SignatureDoesNotMatch" }, "state/store-credentials", "credentials"],
  [{ status: 400, code: "AuthorizationHeaderMalformed" }, "state/store-region", "credentials"],
  [{ status: 404, code: "NoSuchBucket" }, "state/no-bucket", "state"],
  [{ status: 500, code: "InternalError" }, "state/store-failure", "service"],
  [{ status: 400, code: "Nonsense" }, "state/store-failure", "service"],
  ["cut", "state/store-network", "network"],
] as const)("tells what %j means", async (trouble, code, kind) => {
  const server = await store({ trouble: () => trouble });
  const { store: here } = await machine(server);
  const fault = await faultOf(here.read());
  expect([fault.kind, fault.diagnostics[0]?.code]).toEqual([kind, code]);
  expect(fault.diagnostics[0]?.help).toBeTruthy();
  expect((await faultOf(here.write(here.create(INSTANCE)))).diagnostics[0]?.code).toBe(code);
});

test("says so when nothing listens", async () => {
  const server = await store();
  await server.close();
  const fault = await faultOf((await machine(server)).store.read());
  expect(fault.diagnostics[0]).toMatchObject({
    code: "state/store-network",
    detail: expect.stringContaining("ECONNREFUSED"),
  });
});

test("proves with an object of its own that conditions hold, and removes it", async () => {
  const server = await store();
  const proven = await (await machine(server)).proveConditions?.();
  expect(proven).toMatchObject({ ignored: [], isWritable: true });
  expect(server.keys()).toEqual([]);
  server.behaviour.ignores = ["PUT"];
  expect(await (await machine(server)).proveConditions?.()).toMatchObject({ ignored: ["If-None-Match", "If-Match"] });
  expect(server.keys()).toEqual([]);
});

test("takes what was refused after it was carried out for done, be it the lock or the state", async () => {
  const server = await store();
  const { store: here, acquireLock } = await machine(server);
  let left = [`${KEY}.lock`, KEY];
  server.behaviour.trouble = ({ method, key }) => {
    if (method !== "PUT" || !left.includes(key)) return undefined;
    left = left.filter((one) => one !== key);
    return { status: 412, code: "PreconditionFailed", after: true };
  };
  const lock = await acquireLock(asker({ timeoutMs: 0 }));
  const written = await here.write(here.create(INSTANCE));
  expect(left).toEqual([]);
  expect(await here.read()).toEqual(written);
  await lock.release();
  expect(server.keys()).toEqual([KEY]);
});
