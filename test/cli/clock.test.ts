import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { builtBinary, run } from "../torture/binary.js";
import { wantedIn, writeProject } from "../torture/project.js";
import { type Rig, startRig } from "../torture/rig.js";
import { verify } from "../torture/verify.js";
import { newFolder } from "./program.js";

let rig: Rig;
let binary: string;

beforeAll(async () => {
  [rig, binary] = await Promise.all([startRig(), builtBinary()]);
}, 300_000);

afterAll(() => rig.stop());

beforeEach(async () => {
  const acme = { alias: "acme", region: "us-east-1", account: "123456789012", empty: true };
  await rig.restore({ document: { instances: [acme] } });
  await rig.rules([]);
  await rig.clock(0);
  await rig.fillStore({});
});

const APPLY = ["apply", "--auto-approve", "--allow-delete"];
const HOUR = 3_600_000;

async function project(version = 0, state?: unknown): Promise<string> {
  const folder = newFolder();
  await writeProject(folder, wantedIn(version), rig.url, { state });
  return folder;
}

const stateIn = (folder: string) => readFileSync(join(folder, "state/rig.json"), "utf8");

async function assertConverged(folder: string, version: number): Promise<void> {
  expect(await run(binary, APPLY, { folder })).toMatchObject({ code: 0 });
  const [instance] = (await rig.dump()).instances;
  if (!instance) throw new Error("no instance");
  expect(await verify(folder, wantedIn(version), instance)).toEqual({ lost: [], doubled: [], unlike: [] });
}

/** A machine whose clock is off for a whole run. */
const off = (ms: number) => ({ hook: true, env: { TORTURE_JUMP: String(ms), TORTURE_JUMP_AT: "0" } });

test("says that the clock is wrong when the service never takes our time, and keeps the state", async () => {
  const folder = await project();
  await assertConverged(folder, 0);
  const before = stateIn(folder);
  await writeProject(folder, wantedIn(1), rig.url);
  await rig.rules([{ operation: "*", call: 1, times: 9999, fault: "skewed" }]);
  await rig.done();
  const said = await run(binary, APPLY, { folder });
  expect(said.stderr).toContain("connect/clock-skew");
  expect(said.stderr).toContain("set the clock");
  expect([said.code, await rig.done(), stateIn(folder)]).toEqual([9, [], before]);
  await rig.rules([]);
  await assertConverged(folder, 1);
});

test("stops half-way, honestly, when the service stops taking our time", async () => {
  const folder = await project();
  await rig.rules([{ operation: "write", call: 4, times: 9999, fault: "skewed" }]);
  const said = await run(binary, APPLY, { folder });
  expect([said.code, said.stderr]).toEqual([7, expect.stringContaining("connect/clock-skew")]);
  await rig.rules([]);
  await assertConverged(folder, 0);
});

test("says that the clock is wrong when the store never takes our time", async () => {
  const folder = await project(0, { s3: "s3://states/rig.json", endpoint: rig.store });
  await rig.rules([{ operation: "GET", call: 1, times: 9999, fault: "skewed" }]);
  const said = await run(binary, APPLY, { folder });
  expect([said.code, said.stderr]).toEqual([9, expect.stringContaining("The clock of this machine is wrong")]);
  expect(await rig.done()).toEqual([]);
});

test.each([HOUR, -HOUR, 400 * 24 * HOUR])(
  "works by the service's time when the machine is off by %i ms",
  async (ms) => {
    const folder = await project();
    expect(await run(binary, APPLY, { folder, ...off(ms) })).toMatchObject({ code: 0 });
    await writeProject(folder, wantedIn(1), rig.url);
    await assertConverged(folder, 1);
    await writeProject(folder, wantedIn(2), rig.url);
    expect(await run(binary, APPLY, { folder, ...off(-ms) })).toMatchObject({ code: 0 });
    const history = await run(binary, ["state", "history", "--json"], { folder });
    const serials = (JSON.parse(history.stdout) as { serial: number }[]).map(({ serial }) => serial);
    expect(serials).toEqual([...serials].sort((a, b) => b - a));
    await assertConverged(folder, 2);
  },
);

test("works with a state in a store whose clock is an hour ahead", async () => {
  const folder = await project(0, { s3: "s3://states/rig.json", endpoint: rig.store });
  await rig.clock(HOUR);
  expect(await run(binary, APPLY, { folder })).toMatchObject({ code: 0 });
  expect(Object.keys(await rig.objects()).filter((key) => /lock|journal/.test(key))).toEqual([]);
});

test.each([-HOUR, HOUR])("judges a lock by its holder and not by its age (%i ms)", async (ms) => {
  const folder = await project();
  const killed = { hook: true, env: { ...off(ms).env, TORTURE_KILL_AT: "write:7" } };
  expect(await run(binary, APPLY, { folder, ...killed })).toMatchObject({ signal: "SIGKILL" });
  const lock = join(folder, "state/rig.lock");
  const left = JSON.parse(readFileSync(lock, "utf8")) as { pid: number; host: string };
  expect(left.host).toBe(hostname());
  writeFileSync(lock, JSON.stringify({ ...left, pid: process.pid }));
  const refused = await run(binary, APPLY, { folder });
  expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining("connectctl unlock")]);
  writeFileSync(lock, JSON.stringify(left));
  await assertConverged(folder, 0);
});
