import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { savePlan, stateText, UnwrittenState } from "../../src/state/index.js";
import { openJournal } from "../../src/state/journal/journal.js";
import { faultOf, projectFolder, resource, stateOf, storeIn } from "./sample.js";

/** Paths that the disk refuses to write, and the name of the refusal; or what it refuses to sync or rename. */
const disk = vi.hoisted(() => ({ refuses: /^$/, errno: "ENOSPC", at: "write", log: [] as string[] }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const fail = () => {
    throw Object.assign(new Error(`${disk.errno}: refused by the test`), { code: disk.errno });
  };
  const open: typeof real.open = async (path, ...rest) => {
    const handle = await real.open(path, ...rest);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      disk.log.push(`sync ${path}`);
      await sync();
    };
    if (!disk.refuses.test(String(path))) return handle;
    if (disk.at === "write") {
      handle.writeFile = handle.appendFile = async (text) => {
        await handle.write(String(text).slice(0, 20));
        fail();
      };
    }
    if (disk.at === "sync") handle.sync = handle.datasync = async () => fail();
    return handle;
  };
  const rename: typeof real.rename = async (from, to) => {
    disk.log.push(`rename to ${to}`);
    return disk.at === "rename" && disk.refuses.test(String(to)) ? fail() : real.rename(from, to);
  };
  return { ...real, open, rename };
});

beforeEach(() => {
  Object.assign(disk, { refuses: /^$/, errno: "ENOSPC", at: "write", log: [] });
});

async function unwritten(work: Promise<unknown>): Promise<UnwrittenState> {
  const fault = await faultOf(work);
  if (fault instanceof UnwrittenState) return fault;
  throw fault;
}

async function written() {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf(resource("flow.a")));
  return { folder, store, first, next: { ...first, resources: [] } };
}

test.each(["write", "sync", "rename"])(
  "keeps the old state when the disk refuses to %s, and saves the new beside",
  async (at) => {
    const { folder, store, first, next } = await written();
    Object.assign(disk, { refuses: /prod\.json(\.\w+\.tmp)?$/, at });
    const fault = await unwritten(store.write(next));
    const errored = join(folder, "state/errored.prod.state.json");
    expect(fault.diagnostics.map(({ code }) => code)).toEqual(["state/unwritable", "state/unwritten"]);
    expect(fault.diagnostics[0]?.detail).toContain("the disk is full (ENOSPC)");
    expect(fault.diagnostics[1]?.detail).toContain(errored);
    expect(fault.savedTo).toBe(errored);
    expect(await readFile(errored, "utf8")).toBe(stateText({ ...next, serial: 2 }));
    expect(fault.lastResort).toBe(stateText({ ...next, serial: 2 }));
    expect(await store.read()).toEqual(first);
    expect((await readdir(join(folder, "state"))).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  },
);

test("brings the text to the disk before it takes its place, and the folder after that", async () => {
  const { folder, store, next } = await written();
  disk.log = [];
  await store.write(next);
  const log = disk.log.map((line) => line.replace(folder, "").replace(/\.\w+\.tmp/, ".X.tmp"));
  expect(log.slice(-3)).toEqual(["sync /state/.prod.json.X.tmp", "rename to /state/prod.json", "sync /state"]);
  expect(log.indexOf("rename to /state/.history/prod.1.json")).toBeLessThan(log.indexOf("rename to /state/prod.json"));
});

test("writes nothing when the copy of the old state cannot be kept", async () => {
  const { folder, store, first, next } = await written();
  await writeFile(join(folder, "state/.history"), "a file where the folder should be");
  const fault = await unwritten(store.write(next));
  expect(fault.diagnostics[0]?.code).toBe("state/unwritable");
  await rm(join(folder, "state/.history"));
  expect(await store.read()).toEqual(first);
});

test("saves the new state in the project folder when the folder of the state is read-only", async () => {
  const { folder, store, first, next } = await written();
  Object.assign(disk, { refuses: /\/state\//, errno: "EROFS" });
  const fault = await unwritten(store.write(next));
  expect(fault.savedTo).toBe(join(folder, "errored.prod.state.json"));
  expect(fault.diagnostics[0]?.detail).toContain("read-only");
  expect(await store.read()).toEqual(first);
});

test("gives the new state to the caller when no file can be written at all", async () => {
  const { store, first, next } = await written();
  disk.refuses = /json/;
  const fault = await unwritten(store.write(next));
  expect(fault.savedTo).toBeUndefined();
  expect(fault.lastResort).toBe(stateText({ ...next, serial: 2 }));
  expect(fault.diagnostics[1]?.detail).toContain("it goes to stdout");
  expect(await store.read()).toEqual(first);
});

test("points to the saved state when the very first write failed", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  disk.refuses = /\.prod\.json/;
  const { savedTo } = await unwritten(store.write(stateOf(resource("flow.a"))));
  const [missing] = (await faultOf(store.read())).diagnostics;
  expect(missing).toMatchObject({ code: "state/missing" });
  expect(missing?.help).toContain(`move it to ${join(folder, "state/prod.json")}`);
  expect(missing?.help).toContain(savedTo);
});

test("fails a begin that the disk refuses, and every one after it, but keeps the journal readable", async () => {
  const folder = await projectFolder();
  const journal = openJournal({ folder, environment: "prod" });
  const entry = { address: "flow.a", kind: "flow", action: "create", operation: "Create", name: "A" } as const;
  await openJournal({ folder, environment: "prod" }).start({ lineage: "l", serial: 1, planHash: "p" });
  disk.refuses = /journal\.ndjson$/;
  await journal.start({ lineage: "l", serial: 1, planHash: "p" });
  expect((await faultOf(journal.begin(entry))).diagnostics[0]?.detail).toContain("the disk is full");
  expect((await faultOf(journal.begin(entry))).diagnostics[0]?.code).toBe("state/unwritable");
  expect(journal.entries()).toEqual([]);
  await journal.close();
  expect(await readFile(journal.file, "utf8")).toMatch(/\}\n$/);
  expect((await journal.read())?.entries).toEqual([]);
});

test("leaves no half a plan behind", async () => {
  const folder = await projectFolder();
  disk.refuses = /plan/;
  expect((await faultOf(savePlan(join(folder, "plan.json"), {} as never))).diagnostics[0]?.code).toBe(
    "state/unwritable",
  );
  expect(await readdir(folder)).toEqual([]);
});

test("saves nothing aside when the very first state, with nothing in it yet, cannot be written", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  disk.refuses = /\.prod\.json/;
  const fault = await faultOf(store.write(stateOf()));
  expect(fault).not.toBeInstanceOf(UnwrittenState);
  expect(fault.diagnostics.map(({ code }) => code)).toEqual(["state/unwritable"]);
  disk.refuses = /^$/;
  expect(await store.read()).toBeUndefined();
});

test("puts a state away that was saved aside, once the state knows all of it", async () => {
  const { folder, store, first } = await written();
  const grown = { ...first, resources: [resource("flow.a"), resource("flow.b")] };
  disk.refuses = /prod\.json(\.\w+\.tmp)?$/;
  const { savedTo = "" } = await unwritten(store.write(grown));
  disk.refuses = /^$/;
  expect(await store.tidy(first)).toEqual([]);
  const other = await store.write({ ...first, resources: [resource("flow.a"), resource("flow.c")] });
  expect(await store.tidy(other)).toEqual([]);
  const whole = await store.write({ ...other, resources: [...other.resources, resource("flow.b")] });
  expect(await store.tidy({ ...whole, lineage: "another" })).toEqual([]);
  expect(await readFile(savedTo, "utf8")).toContain("flow.b");
  expect(await store.tidy(whole)).toEqual([savedTo]);
  expect((await readdir(join(folder, "state"))).filter((name) => name.startsWith("errored"))).toEqual([]);
  expect(await store.tidy(whole)).toEqual([]);
});

test("puts a state away that was saved aside and knew of updates only, though it is one write ahead", async () => {
  const { store, first } = await written();
  const updated = { ...first, resources: [resource("flow.a", { sha256: "0".repeat(64) })] };
  disk.refuses = /prod\.json(\.\w+\.tmp)?$/;
  const { savedTo = "" } = await unwritten(store.write(updated));
  disk.refuses = /^$/;
  expect(await store.tidy({ ...first, serial: first.serial - 1 })).toEqual([]);
  expect(await store.tidy(first)).toEqual([savedTo]);
});

test.each(["", "{", "null"])("leaves alone what was saved aside and cannot be read: %j", async (text) => {
  const { folder, store, first } = await written();
  const file = join(folder, "errored.prod.state.json");
  await writeFile(file, text);
  expect(await store.tidy(first)).toEqual([]);
  expect(await readFile(file, "utf8")).toBe(text);
});
