import { appendFile, chmod, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ContactRecord, Task } from "../../../src/model/contact.js";
import { openContactRecord } from "../../../src/state/contacts/contact-record.js";
import { KEY, machine, store } from "../bucket-sample.js";
import { diagnosticOf, projectFolder } from "../sample.js";

const task = (clientToken: string, more: Partial<Task> = {}): Task => ({
  entry: { flowId: "flow-1" },
  name: `task ${clientToken}`,
  attributes: { lang: "ja" },
  references: {},
  clientToken,
  ...more,
});

interface Place {
  /** Another process on the same record. */
  readonly another: () => Promise<ContactRecord>;
  /** Names of what lies in its place. */
  readonly left: () => Promise<readonly string[]>;
}

async function inFolderWithFile(): Promise<Place & { readonly folder: string }> {
  const folder = await projectFolder();
  let time = 0;
  return {
    folder,
    another: async () => openContactRecord({ folder, environment: "prod", now: () => ++time }),
    left: () => readdir(join(folder, "state")),
  };
}

const inFolder = (): Promise<Place> => inFolderWithFile();

async function inBucket(): Promise<Place> {
  const server = await store();
  let time = 0;
  return {
    another: async () => (await machine(server, { now: () => ++time })).contacts,
    left: async () => server.keys(),
  };
}

describe.each([
  ["in a folder", inFolder],
  ["in a bucket", inBucket],
])("a record %s", (_, place) => {
  test("holds nothing where nothing was started", async () => {
    expect(await (await (await place()).another()).open()).toEqual([]);
  });

  test("keeps runs of test cases apart from task contacts, and closes either", async () => {
    const { another } = await place();
    const here = await another();
    const run = { entry: { testCaseId: "t-1" }, name: "testCase.a", attributes: {}, references: {}, clientToken: "r" };
    await here.willStart(task("a"), true);
    await here.willStart(run, true);
    await here.started("r", "run-1");
    const there = await another();
    expect((await there.open()).map(({ task: { clientToken } }) => clientToken)).toEqual(["a"]);
    expect(await there.openRuns()).toEqual([{ task: run, startedAt: 2, isSmoke: true, id: "run-1" }]);
    await there.closed("r");
    expect(await here.openRuns()).toEqual([]);
    expect(await here.open()).toHaveLength(1);
  });

  test("has what is to be started, what was, and forgets what ended, as every process sees it", async () => {
    const { another } = await place();
    const [here, there] = [await another(), await another()];
    const whole = task("a", { description: "d", references: { doc: { type: "URL", value: "https://x" } } });
    await here.willStart(whole, true);
    expect(await there.open()).toEqual([{ task: whole, startedAt: 1, isSmoke: true }]);
    await here.started("a", "c-1");
    expect(await there.open()).toEqual([{ task: whole, startedAt: 1, isSmoke: true, id: "c-1" }]);
    await there.closed("a");
    expect(await here.open()).toEqual([]);
  });

  test("leaves nothing behind when all are closed at the same time", async () => {
    const { another, left } = await place();
    const here = await another();
    for (const token of ["a", "b", "c"]) await here.willStart(task(token), true);
    await Promise.all(["a", "b", "c"].map((token) => here.closed(token)));
    expect(await left()).toEqual([]);
  });

  test("tells them in the order of their starts", async () => {
    const { another } = await place();
    const here = await another();
    for (const token of ["b", "a", "c"]) await here.willStart(task(token), false);
    await here.closed("a");
    expect((await here.open()).map((one) => one.task.clientToken)).toEqual(["b", "c"]);
  });

  test("takes closing twice, and closing what it never had, as done", async () => {
    const { another } = await place();
    const here = await another();
    await here.closed("x");
    await here.willStart(task("a"), false);
    await here.closed("x");
    await here.closed("a");
    await here.closed("a");
    expect(await here.open()).toEqual([]);
  });

  test("can begin anew after all were closed", async () => {
    const { another } = await place();
    const here = await another();
    await here.willStart(task("a"), false);
    await here.closed("a");
    await here.willStart(task("b"), false);
    expect((await (await another()).open()).map((one) => one.task.clientToken)).toEqual(["b"]);
  });

  test("loses none of many that start and close at the same time", async () => {
    const { another } = await place();
    const kept = Array.from({ length: 6 }, (_, process) => `kept ${process}`);
    const process = async (name: string) => {
      const record = await another();
      for (let turn = 0; turn < 8; turn++) {
        const token = `${name} ${turn}`;
        await record.willStart(task(token), false);
        await record.started(token, `id ${token}`);
        await record.closed(token);
      }
      await record.willStart(task(name), false);
      await record.started(name, `id ${name}`);
    };
    await Promise.all(kept.map(process));
    const open = await (await another()).open();
    expect(open.map(({ id }) => id).toSorted()).toEqual(kept.map((name) => `id ${name}`));
  });
});

const FILE = join("state", "prod.contacts.ndjson");

async function written() {
  const folder = await projectFolder();
  const record = openContactRecord({ folder, environment: "prod", now: () => 7 });
  await record.willStart(task("a"), false);
  return { record, file: join(folder, FILE) };
}

test("the file is for its owner alone", async () => {
  const { file } = await written();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("the file goes as soon as nothing is open", async () => {
  const { record, file } = await written();
  await record.closed("a");
  await expect(stat(file)).rejects.toThrow("ENOENT");
});

test("what a kill left between the last closing and the removal of the file is tidied away, and nothing else", async () => {
  const { another, left, folder } = await inFolderWithFile();
  const record = await another();
  await record.willStart(task("one"), true);
  await record.tidy?.();
  expect(await left()).toEqual(["prod.contacts.ndjson"]);
  const text = await readFile(join(folder, "state", "prod.contacts.ndjson"), "utf8");
  await record.closed("one");
  await writeFile(join(folder, "state", "prod.contacts.ndjson"), `${text.split("\n")[0]}\n`);
  await (await another()).tidy?.();
  expect(await left()).toEqual([]);
});

test("a last line that was torn off at any place counts as never written, also once others wrote after it", async () => {
  const { record, file } = await written();
  const { size } = await stat(file);
  await record.willStart(task("b"), false);
  const line = (await readFile(file, "utf8")).slice(size);
  for (let length = 1; length < line.length - 1; length++) {
    await truncate(file, size);
    await appendFile(file, line.slice(0, length));
    expect((await record.open()).map((one) => one.task.clientToken)).toEqual(["a"]);
    await record.started("a", "c-1");
    expect((await record.open()).map(({ id }) => id)).toEqual(["c-1"]);
  }
});

test("a line that only lacks its end counts, and the next one does not run into it", async () => {
  const { record, file } = await written();
  await record.willStart(task("b"), false);
  await truncate(file, (await stat(file)).size - 1);
  await record.started("b", "c-2");
  expect((await record.open()).map(({ id }) => id)).toEqual([undefined, "c-2"]);
});

test.each([
  ["<<<<<<< HEAD\n", "state/contacts-corrupt"],
  ['{"odd":1}\n', "state/contacts-corrupt"],
  ['{"willStart":{"name":1},"at":1}\n', "state/contacts-corrupt"],
  [
    '{"willStart":{"name":"n","clientToken":"t","entry":{},"attributes":{},"references":{}},"at":1e20}\n',
    "state/contacts-corrupt",
  ],
  ['{"formatVersion":"1.0","environment":"stage"}\n', "state/contacts-corrupt"],
  ['{"formatVersion":"2.0","environment":"prod"}\n', "state/unsupported-version"],
])("what is no line of it is told: %s", async (line, code) => {
  const { record, file } = await written();
  await appendFile(file, line);
  expect(await diagnosticOf(record.open())).toMatchObject({ code, file });
});

test("bytes that are no text are told", async () => {
  const { record, file } = await written();
  await writeFile(file, Buffer.from([0xff, 0xfe, 0x0a]));
  expect((await diagnosticOf(record.open())).code).toBe("state/corrupt");
});

test.skipIf(process.getuid?.() === 0)("a file that may not be written keeps a start from being sent", async () => {
  const { record, file } = await written();
  await chmod(file, 0o400);
  expect((await diagnosticOf(record.willStart(task("b"), false))).code).toBe("state/unwritable");
});

test("a folder in the file's place keeps a start from being sent", async () => {
  const { record, file } = await written();
  await rm(file);
  await import("node:fs/promises").then(({ mkdir }) => mkdir(file));
  expect((await diagnosticOf(record.willStart(task("b"), false))).code).toBe("state/unwritable");
});

test("in a bucket a contact is an object beside the state, until it is closed", async () => {
  const server = await store();
  const { contacts } = await machine(server);
  await contacts.willStart(task("a/b ü"), false);
  const keys = server.keys();
  expect(keys).toEqual([expect.stringMatching(new RegExp(`^${KEY}\\.contacts/[0-9a-f]{40}\\.json$`))]);
  server.set(keys[0] ?? "", "{");
  expect((await diagnosticOf(contacts.open())).code).toBe("state/contacts-corrupt");
  await contacts.closed("a/b ü");
  expect(server.keys()).toEqual([]);
});
