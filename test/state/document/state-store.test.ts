import { chmod, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openJournal } from "../../../src/state/journal/journal.js";
import { diagnosticOf, faultOf, INSTANCE, projectFolder, resource, stateOf, storeIn } from "../sample.js";

const file = (folder: string) => join(folder, "state/prod.json");
const header = { lineage: "lineage-1", serial: 1, planHash: "p" };

test("reads nothing where there never was a state", async () => {
  expect(await storeIn(await projectFolder()).read()).toBeUndefined();
});

test("creates a state with a lineage of its own and writes nothing yet", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  expect(store.create(INSTANCE)).toEqual(stateOf());
  expect(store.create(INSTANCE).lineage).toBe("lineage-2");
  expect(await readdir(folder)).toEqual([]);
});

test("gives the first write the serial 1, and each changed content one more", async () => {
  const store = storeIn(await projectFolder());
  const first = await store.write(store.create(INSTANCE));
  const second = await store.write({ ...first, resources: [resource("flow.a")] });
  expect([first.serial, second.serial]).toEqual([1, 2]);
  expect(await store.read()).toEqual(second);
});

test("writes nothing where the content is the same", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf(resource("flow.a"), resource("flow.b")));
  const before = await stat(file(folder));
  const again = await store.write({ ...first, resources: [...first.resources].reverse() });
  const after = await stat(file(folder));
  expect(again.serial).toBe(1);
  expect(after.ino).toBe(before.ino);
  expect(await store.history()).toEqual([]);
});

test("leaves no temporary file behind", async () => {
  const folder = await projectFolder();
  await storeIn(folder).write(stateOf());
  expect(await readdir(join(folder, "state"))).toEqual(["prod.json"]);
});

test("takes no notice of a temporary file that a crash left, and removes it when it is old", async () => {
  const folder = await projectFolder();
  const left = join(folder, "state/.prod.json.abc.tmp");
  const fresh = join(folder, "state/.prod.json.def.tmp");
  const first = await storeIn(folder).write(stateOf());
  for (const path of [left, fresh]) await writeFile(path, '{"formatVersion": "1.0", "resou');
  await utimes(left, 1000, 1000);
  await utimes(fresh, 5000, 5000);
  const store = storeIn(folder, { now: 5_000_000 });
  expect(await store.read()).toEqual(first);
  await store.write({ ...first, resources: [resource("flow.a")] });
  expect(await readdir(join(folder, "state"))).toEqual([".history", ".prod.json.def.tmp", "prod.json"]);
});

test("keeps the mode of the file", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf());
  await chmod(file(folder), 0o640);
  await store.write({ ...first, resources: [resource("flow.a")] });
  expect((await stat(file(folder))).mode & 0o777).toBe(0o640);
});

test("says that a state is missing when a journal lies beside it", async () => {
  const folder = await projectFolder();
  const journal = openJournal({ folder, environment: "prod" });
  await journal.start(header);
  await journal.close();
  const { code, detail, help } = await diagnosticOf(storeIn(folder).read());
  expect(code).toBe("state/missing");
  expect(detail).toContain("prod.journal.ndjson");
  expect(help).toMatch(/state history.*state restore/);
});

test("says that a state is missing when its history is there", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf());
  await store.write({ ...first, resources: [resource("flow.a")] });
  await rm(file(folder));
  expect((await diagnosticOf(store.read())).code).toBe("state/missing");
  expect((await diagnosticOf(store.write(store.create(INSTANCE)))).code).toBe("state/missing");
});

test("takes the history of another environment for none of its own", async () => {
  const folder = await projectFolder();
  const other = storeIn(folder, { path: "state/prod.eu.json", environment: "prod.eu" });
  const first = await other.write(stateOf());
  await other.write({ ...first, resources: [resource("flow.a")] });
  expect(await storeIn(folder).read()).toBeUndefined();
});

test.each(["", "{", "\0\0", Buffer.from([0xff, 0xfe, 0x7b])])(
  "takes the content %j for a damaged state",
  async (text) => {
    const folder = await projectFolder();
    await mkdir(join(folder, "state"));
    await writeFile(file(folder), text);
    expect(await diagnosticOf(storeIn(folder).read())).toMatchObject({ code: "state/corrupt", file: file(folder) });
    expect((await diagnosticOf(storeIn(folder).write(stateOf()))).code).toBe("state/corrupt");
    expect(await readFile(file(folder))).toEqual(Buffer.from(text));
  },
);

test.each([
  ["another serial", { serial: 7 }],
  ["another lineage", { lineage: "foreign" }],
  ["a basis that was never written", { serial: 0 }],
])("refuses to write over a state with %s", async (_, change) => {
  const store = storeIn(await projectFolder());
  const first = await store.write(stateOf(resource("flow.a")));
  const { code, detail } = await diagnosticOf(store.write({ ...first, ...change, resources: [] }));
  expect(code).toBe("state/moved-on");
  expect(detail).toContain("lineage lineage-1, serial 1");
  expect(await store.read()).toEqual(first);
});

test("refuses to write a state whose file has gone since it was read", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf());
  await rm(file(folder));
  expect((await diagnosticOf(store.write({ ...first, resources: [resource("flow.a")] }))).code).toBe("state/missing");
});

test("never writes what it could not read again", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  await expect(store.write(stateOf(resource("flow.a"), resource("flow.a")))).rejects.toThrow("could not be read again");
  expect(await store.read()).toBeUndefined();
});

test("keeps the last twenty states, named for environment and serial", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  let state = await store.write(stateOf());
  for (let index = 0; index < 25; index++)
    state = await store.write({ ...state, resources: [resource(`flow.f${index}`)] });
  const kept = await store.history();
  expect(kept.map(({ serial }) => serial)).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
  expect(kept[0]?.file).toBe(join(folder, "state/.history/prod.25.json"));
  expect(kept[0]?.keptAt).toMatch(/^\d{4}-.*Z$/);
});

test("keeps the copy of a state with a low serial among old ones with higher serials", async () => {
  const folder = await projectFolder();
  const history = join(folder, "state/.history");
  const store = storeIn(folder);
  const first = await store.write(stateOf());
  await mkdir(history);
  for (let serial = 100; serial < 120; serial++) {
    await writeFile(join(history, `prod.${serial}.json`), "old");
    await utimes(join(history, `prod.${serial}.json`), serial, serial);
  }
  await store.write({ ...first, resources: [resource("flow.a")] });
  const serials = (await store.history()).map(({ serial }) => serial);
  expect(serials).toEqual([...Array.from({ length: 19 }, (_, index) => 119 - index), 1]);
});

test("brings back an earlier content with a serial above all known", async () => {
  const store = storeIn(await projectFolder());
  const first = await store.write(stateOf(resource("flow.a")));
  const second = await store.write({ ...first, resources: [] });
  const restored = await store.restore(1);
  expect(restored).toEqual({ ...first, serial: 3 });
  expect(await store.read()).toEqual(restored);
  expect((await store.history()).map(({ serial }) => serial)).toEqual([2, 1]);
  expect(await store.restore(2)).toEqual({ ...second, serial: 4 });
});

test("brings back nothing where the content is that of now", async () => {
  const store = storeIn(await projectFolder());
  const first = await store.write(stateOf());
  await store.write({ ...first, resources: [resource("flow.a")] });
  const third = await store.restore(1);
  expect(await store.restore(1)).toEqual(third);
});

test("restores a state that is missing with a serial that the lost one did not have", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf(resource("flow.a")));
  const lost = await store.write({ ...first, resources: [] });
  await rm(file(folder));
  expect((await store.restore(1)).serial).toBe(lost.serial + 1);
});

test.each(["{", Buffer.from([0xff])])("restores over the damaged state %j and puts that aside", async (damaged) => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf(resource("flow.a")));
  await store.write({ ...first, resources: [] });
  await writeFile(file(folder), damaged);
  expect((await store.restore(1)).resources).toEqual(first.resources);
  expect(await readFile(join(folder, "state/.history/prod.damaged.json"))).toEqual(Buffer.from(damaged));
});

test("names the serials that are kept when another is asked for", async () => {
  const store = storeIn(await projectFolder());
  const first = await store.write(stateOf());
  await store.write({ ...first, resources: [resource("flow.a")] });
  const { code, detail } = await diagnosticOf(store.restore(9));
  expect(code).toBe("state/no-such-serial");
  expect(detail).toContain("kept are 1");
});

test("tells a folder that stands in place of the file", async () => {
  const folder = await projectFolder();
  await mkdir(file(folder), { recursive: true });
  expect((await diagnosticOf(storeIn(folder).read())).code).toBe("state/unreadable");
});

test.each(["../prod.json", "/etc/prod.json", "state/../../prod.json", "."])("refuses the path %s", async (path) => {
  const folder = await projectFolder();
  const open = async () => storeIn(folder, { path });
  expect((await diagnosticOf(open())).code).toBe("state/path-outside");
});

test("refuses a link that leads out of the project", async () => {
  const [folder, elsewhere] = [await projectFolder(), await projectFolder()];
  await symlink(elsewhere, join(folder, "state"));
  expect((await diagnosticOf(storeIn(folder).write(stateOf()))).code).toBe("state/path-outside");
  expect(await readdir(elsewhere)).toEqual([]);
});

test("writes through a link that stays in the project", async () => {
  const folder = await projectFolder();
  await mkdir(join(folder, "records"));
  await symlink(join(folder, "records"), join(folder, "state"));
  const written = await storeIn(folder).write(stateOf());
  expect(await storeIn(folder, { path: "records/prod.json" }).read()).toEqual(written);
});

test("refuses a store that is no path", async () => {
  const folder = await projectFolder();
  const open = async () => storeIn(folder, { path: "s3://bucket/prod.json" });
  expect((await diagnosticOf(open())).code).toBe("state/unsupported-store");
});

test("refuses an environment whose name leads elsewhere", async () => {
  const folder = await projectFolder();
  const open = async () => storeIn(folder, { environment: "../prod" });
  expect((await faultOf(open())).diagnostics[0]?.code).toBe("state/environment-name");
});

const field = fc.stringMatching(/^x[a-zA-Z_]{0,8}$/);
const unknown = fc.dictionary(field, fc.jsonValue(), { maxKeys: 4 });
const nameArb = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);

test("keeps unknown fields through a rewrite, and changes no byte when it writes what it read", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;
  const check = fc.asyncProperty(fc.uniqueArray(nameArb), unknown, unknown, async (names, top, each) => {
    await rm(join(folder, "state"), { recursive: true, force: true });
    const resources = names.map((name) => ({ ...resource(`flow.${name}`), ...plain(each) }));
    const first = await store.write({ ...stateOf(...resources), ...plain(top) });
    const bytes = await readFile(file(folder), "utf8");
    const read = await store.read();
    expect(await store.write(read ?? stateOf())).toEqual(first);
    expect(await readFile(file(folder), "utf8")).toBe(bytes);
    const next = await store.write({ ...first, resources: [...first.resources, resource("queue.new")] });
    expect(next).toMatchObject({ serial: 2, ...plain(top) });
    for (const kept of next.resources.slice(0, -1)) expect(kept).toMatchObject(plain(each));
  });
  await fc.assert(check, { numRuns: 40 });
});

test("changes no byte of a file that a person laid out otherwise, as long as the content is the same", async () => {
  const folder = await projectFolder();
  const store = storeIn(folder);
  const first = await store.write(stateOf(resource("flow.a")));
  const laidOut = JSON.stringify(first, null, 4).replaceAll("\n", "\r\n");
  await writeFile(file(folder), laidOut);
  const read = await store.read();
  expect(read && store.digest(read)).toBe(store.digest(first));
  await store.write(read ?? stateOf());
  expect(await readFile(file(folder), "utf8")).toBe(laidOut);
});
