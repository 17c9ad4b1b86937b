import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestOf, newFolder, program, write } from "./program.js";

const sleep = async () => undefined;

/** An outlet that does something when a text comes by. */
const listening = (text: string, act: () => void) => ({
  write: (said: string) => (said.includes(text) ? act() : undefined),
  isTTY: false,
  columns: undefined,
});

test.each([
  ["a saved plan", ["apply", "p.json"]],
  ["a repair", ["state", "repair"]],
  ["a pull", ["pull", "--all"]],
])("%s whose lock is broken while it looks leaves state and journal to the new holder", async (_, argv) => {
  const folder = newFolder();
  const file = (name: string) => join(folder, "state", name);
  write(folder, { "connectctl.json": manifestOf(["A"]) });
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const { lineage, serial, resources } = JSON.parse(readFileSync(file("demo.json"), "utf8"));
  const [{ address, id }] = resources;
  const begin = { address, id, kind: "hours", action: "update", operation: "UpdateHoursOfOperation", name: "A" };
  const lines = [
    { formatVersion: "1.0", environment: "demo", lineage, serial, planHash: "0" },
    { seq: 1, begin },
    { seq: 1, end: { sha256: "", parts: {} } },
    { seq: 2, begin: { ...begin, address: "hours.C", id: undefined, action: "create", name: "C" } },
  ];
  writeFileSync(file("demo.journal.ndjson"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  write(folder, { "connectctl.json": manifestOf(["A", "B"]) });
  expect(await program(folder, ["plan", "--out", "p.json"], { sleep })).toMatchObject({ code: 0 });
  const texts = () => ["demo.json", "demo.journal.ndjson"].map((name) => readFileSync(file(name), "utf8"));
  const before = texts();
  const breakLock = () => {
    if (!existsSync(file("demo.lock"))) return;
    const record = JSON.parse(readFileSync(file("demo.lock"), "utf8"));
    writeFileSync(file("demo.lock"), JSON.stringify({ ...record, id: "of-somebody-else" }));
  };
  const stderr = listening("call ListHours", breakLock);
  expect(await program(folder, [...argv, "--verbose"], { stderr, sleep })).toMatchObject({ code: 5 });
  expect(texts()).toEqual(before);
});
