import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import type { JournalBegin } from "../../../src/model/journal.js";
import { unfinishedEntries } from "../../../src/state/index.js";
import { openJournal } from "../../../src/state/journal/journal.js";
import { parseJournal } from "../../../src/state/journal/journal-text.js";
import { diagnosticOf, projectFolder } from "../sample.js";

const header = { lineage: "l", serial: 3, planHash: "p" };
const create: JournalBegin = { address: "flow.a", kind: "flow", action: "create", operation: "CreateFlow", name: "A" };
const update: JournalBegin = { ...create, action: "update", operation: "UpdateFlow", id: "a-id", sha256: "s" };

async function journalIn(folder: string) {
  const journal = openJournal({ folder, environment: "prod" });
  onTestFinished(() => journal.close());
  return journal;
}

async function started() {
  const folder = await projectFolder();
  const journal = await journalIn(folder);
  await journal.start(header);
  return { folder, journal, later: await journalIn(folder) };
}

test("reads nothing where no journal was left", async () => {
  expect(await (await journalIn(await projectFolder())).read()).toBeUndefined();
});

test("has each begin and end on the disk as soon as it returns", async () => {
  const { journal, later } = await started();
  expect(await later.read()).toEqual({
    header: { ...header, formatVersion: "1.0", environment: "prod" },
    entries: [],
  });
  const seq = await journal.begin(create);
  expect((await later.read())?.entries).toEqual([{ seq: 1, begin: create }]);
  await journal.end(seq, { id: "a-id", arn: "arn:a" });
  expect((await later.read())?.entries).toEqual([{ seq: 1, begin: create, end: { id: "a-id", arn: "arn:a" } }]);
  expect(journal.entries()).toEqual((await later.read())?.entries);
});

test("keeps begins and ends apart that happen at the same time", async () => {
  const { journal, later } = await started();
  const work = Array.from({ length: 50 }, async (_, index) => {
    const seq = await journal.begin({ ...create, address: `flow.f${index}` });
    await journal.end(seq, { id: `id-${index}`, arn: "arn" });
  });
  await Promise.all(work);
  const entries = (await later.read())?.entries ?? [];
  expect(entries).toHaveLength(50);
  for (const { begin, end } of entries) expect(begin.address.slice("flow.f".length)).toBe(end?.id?.slice("id-".length));
});

test("ignores a last line that was torn off at any place", async () => {
  const { journal, later } = await started();
  await journal.end(await journal.begin(create), { id: "a-id", arn: "arn" });
  const whole = await readFile(journal.file, "utf8");
  const line = '{"begin":{"action":"update"},"seq":2}';
  for (let length = 0; length <= line.length; length++) {
    await writeFile(journal.file, whole + line.slice(0, length));
    expect((await later.read())?.entries).toHaveLength(1);
  }
});

test("counts a journal whose first line was torn as none, and begins a new one over it", async () => {
  const folder = await projectFolder();
  const journal = await journalIn(folder);
  await journal.start(header);
  await journal.close();
  await writeFile(journal.file, '{"formatVersion":"1.0","line');
  expect(await journal.read()).toBeUndefined();
  await journal.start(header);
  expect((await journal.read())?.entries).toEqual([]);
});

test.each([
  ["garbage", "\0\0\0\0\n"],
  ["half a line", '{"seq":2,"beg\n'],
  ["an end without a begin", '{"end":{},"seq":9}\n'],
  ["a begin out of turn", `${JSON.stringify({ seq: 5, begin: create })}\n`],
  ["a begin without an address", '{"begin":{},"seq":2}\n'],
  ["an empty line", "\n"],
])("refuses %s in the middle and tells the line", async (_, text) => {
  const { journal, later } = await started();
  await journal.begin(create);
  await appendFile(journal.file, text);
  await appendFile(journal.file, '{"end":{},"seq":1}\n');
  const diagnostic = await diagnosticOf(later.read());
  expect(diagnostic).toMatchObject({ code: "state/journal-corrupt", line: 3, file: journal.file });
});

test("refuses a second end of the same write", async () => {
  const { journal, later } = await started();
  const seq = await journal.begin(create);
  await journal.end(seq, { failed: "no" });
  await expect(journal.end(seq, {})).rejects.toThrow("no begin");
  await appendFile(journal.file, '{"end":{},"seq":1}\n');
  expect(await diagnosticOf(later.read())).toMatchObject({ code: "state/journal-corrupt", line: 4 });
});

test("refuses a first line that is not that of a journal", async () => {
  const read = async () => parseJournal('{"formatVersion":"1.0"}\n', "j", "prod");
  expect(await diagnosticOf(read())).toMatchObject({ code: "state/journal-corrupt", line: 1 });
});

test("refuses the journal of another environment and that of a newer version", async () => {
  const first = { ...header, formatVersion: "1.0", environment: "staging" };
  const read = async (change: object) => parseJournal(`${JSON.stringify({ ...first, ...change })}\n`, "j", "prod");
  expect((await diagnosticOf(read({}))).detail).toContain("staging");
  expect((await diagnosticOf(read({ formatVersion: "2.0" }))).code).toBe("state/unsupported-version");
});

test("never replaces a journal that still says something", async () => {
  const { journal, later } = await started();
  await journal.begin(create);
  await journal.close();
  expect(await diagnosticOf(later.start(header))).toMatchObject({
    code: "state/journal-left",
    help: "run `connectctl state repair`",
  });
  expect((await later.read())?.entries).toHaveLength(1);
});

test("removes the journal when it is cleared, also twice", async () => {
  const { folder, journal, later } = await started();
  await journal.begin(create);
  await journal.clear();
  await journal.clear();
  expect(await later.read()).toBeUndefined();
  expect(await readdir(`${folder}/state`)).toEqual([]);
  await later.start(header);
  expect(await later.begin(create)).toBe(1);
});

test("is used in order: start, then begin, then end", async () => {
  const folder = await projectFolder();
  const journal = await journalIn(folder);
  await expect(journal.begin(create)).rejects.toThrow("not started");
  await expect(journal.start({ ...header, serial: 0 })).rejects.toThrow("never written");
  await journal.start(header);
  await expect(journal.start(header)).rejects.toThrow("already");
  await expect(journal.end(1, {})).rejects.toThrow("no begin");
});

test("counts as unfinished what did not end, and a create that nobody told the id of", () => {
  const failed = { seq: 1, begin: create, end: { failed: "no" } };
  const updated = { seq: 2, begin: update, end: {} };
  const open = { seq: 3, begin: update };
  const nameless = { seq: 4, begin: { ...create, address: "flow.b" }, end: {} };
  expect(unfinishedEntries([failed, updated, open, nameless])).toEqual([open, nameless]);
  const told = { seq: 5, begin: { ...update, address: "flow.b", id: "b-id" }, end: {} };
  expect(unfinishedEntries([nameless, told])).toEqual([]);
  expect(unfinishedEntries([nameless, { ...told, begin: { ...told.begin, address: "flow.c" } }])).toEqual([nameless]);
});

test("reads what came before, wherever a journal was cut, also within a letter", async () => {
  const { journal, later } = await started();
  for (let index = 0; index < 3; index++) {
    const seq = await journal.begin({ ...create, address: `flow.f${index}`, name: "総合\n\u2028案内" });
    if (index !== 1) await journal.end(seq, { id: "x", arn: "y" });
  }
  const bytes = await readFile(journal.file);
  for (let length = 0; length <= bytes.length; length++) {
    await writeFile(journal.file, bytes.subarray(0, length));
    const lines = bytes.subarray(0, length).toString().split("\n").slice(0, -1);
    const entries = (await later.read())?.entries ?? [];
    expect(entries).toHaveLength(lines.filter((line) => line.includes('"begin":')).length);
    expect(entries.filter(({ end }) => end)).toHaveLength(lines.filter((line) => line.includes('"end":')).length);
  }
});

test("refuses bytes that are no text in the middle", async () => {
  const { journal, later } = await started();
  await appendFile(journal.file, Buffer.from([0xff, 0x0a]));
  expect(await diagnosticOf(later.read())).toMatchObject({ code: "state/corrupt", file: journal.file });
});
