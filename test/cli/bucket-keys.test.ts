import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/command-line.js";
import { type Shared, shared } from "./remote-project.js";

// Keys of states as people come to write them: each works in every command, or is refused before anything is asked.

const APPLY = ["apply", "--auto-approve"];

async function machineAt(acme: Shared, url: string): Promise<string> {
  return acme.machine(`{ s3: ${JSON.stringify(url)}, endpoint: "${acme.s3.endpoint}" }`);
}

test.each([
  ["of one letter", "k"],
  ["of one letter in a folder", "a/b"],
  ["with spaces", "team a/prod state.json"],
  ["with letters of any script", "チーム/本番é.json"],
  ["with signs that mean something in an address", "a?b=c&d#e%2Ff+g;h=:@!$'()*,~.json"],
  ["that begins with a dot", ".state/..prod"],
  ["that is as long as may be", `${"k".repeat(895)}.json`],
])("a key %s works", async (_, key) => {
  const acme = await shared();
  const folder = await machineAt(acme, `s3://states/${key}`);
  const applied = await run(folder, ...APPLY);
  expect([applied.code, acme.s3.keys()]).toEqual([0, [key, `${key}.history/1.json`].sort()]);
  expect(await run(folder, "state", "mv", "flow.a", "flow.z")).toMatchObject({ code: 0 });
  expect((await run(folder, "state", "history")).stdout).toContain("serial 2");
  expect(await run(folder, "state", "restore", "2")).toMatchObject({ code: 0 });
  const other = await machineAt(acme, `s3://states/${key}`);
  expect(await run(other, "plan", "--detailed-exitcode")).toMatchObject({ code: 0 });
  expect(acme.s3.keys().filter((name) => /lock|journal/.test(name))).toEqual([]);
});

const REFUSED: Readonly<Record<string, string>> = {
  "s3://": "is not of the form",
  "s3://states": "is not of the form",
  "s3://states/": "is not of the form",
  "s3:///prod.json": "is not of the form",
  "s3://states/folder/": "ends with `/`",
  "s3://states//prod.json": "has a part that is empty, `.` or `..`",
  "s3://states/a//b": "has a part that is empty, `.` or `..`",
  "s3://states/../other/prod.json": "has a part that is empty, `.` or `..`",
  "s3://states/./prod.json": "has a part that is empty, `.` or `..`",
  "s3://states/prod.json ": "has a space at an end of its key",
  "s3://states/ prod.json": "has a space at an end of its key",
  "s3://states/a\tb.json": "holds a character that does not show",
  "s3://states/a\nb.json": "holds a character that does not show",
  "s3://states/\ud800.json": "holds a character that does not show",
  "s3://my states/prod.json": "does not begin with the name of a bucket",
  "s3://../prod.json": "does not begin with the name of a bucket",
  "s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/team/prod.json": "does not begin with the name of a bucket",
  [`s3://states/${"é".repeat(451)}`]: "has a key of 902 bytes, and 900 are the most",
};

test.each(Object.entries(REFUSED))("%.40j is refused, wherever it is written", async (url, why) => {
  const acme = await shared();
  const asText = await acme.machine(JSON.stringify(url));
  const said = await run(asText, "plan");
  expect([said.code, flat(said.stderr)]).toEqual([3, expect.stringContaining(why)]);
  expect(said.stderr).toMatch(/at connectctl\.yaml:3:\d+/);
  const asMap = await run(await machineAt(acme, url), "plan");
  expect([asMap.code, asMap.stderr]).toEqual([3, expect.stringMatching(/at connectctl\.yaml:3:\d+/)]);
  const folder = await acme.machine("state/prod.json");
  expect(await run(folder, ...APPLY)).toMatchObject({ code: 0 });
  const before = await readFile(join(folder, "state/prod.json"), "utf8");
  const moved = await run(folder, "state", "migrate", "--to", url, "--store-endpoint", acme.s3.endpoint);
  expect([moved.code, flat(moved.stderr)]).toEqual([3, expect.stringContaining(why)]);
  expect(await readFile(join(folder, "state/prod.json"), "utf8")).toBe(before);
  expect(acme.s3.log).toEqual([]);
});

const flat = (text: string) => text.replace(/\s+/g, " ");

test.each(["s3://states/${var.stage}.json", "state/${var.stage}.json", "state/${flow.a}.json"])(
  "%s is refused: nothing is filled in where a state lies",
  async (place) => {
    const acme = await shared();
    const folder = await acme.machine(`${JSON.stringify(place)}, vars: { stage: prd }`);
    const said = await run(folder, "plan");
    expect([said.code, flat(said.stderr)]).toEqual([3, expect.stringContaining("nothing is filled in here")]);
  },
);

test.each(["./state/prod.json", "state/./prod.json", "state//prod.json", "state/old/../prod.json"])(
  "two environments never share a state, however the second writes it: %s",
  async (place) => {
    const acme = await shared();
    const folder = await acme.machine(`state/prod.json }\n  other: { simulator: true, state: "${place}"`);
    const said = await run(folder, "plan", "--env", "prod");
    expect([said.code, said.stderr]).toEqual([3, expect.stringContaining("manifest/shared-state")]);
  },
);
