import { expect, test } from "vitest";
import { run, runJson } from "../support/command-line.js";
import { type Shared, shared } from "./remote-project.js";

interface Report {
  readonly checks: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly says: string;
    readonly code?: string;
  }[];
  readonly summary: { readonly ok: number; readonly warn: number; readonly fail: number };
}

const KEY = "prod.json";

async function checkup(acme: Shared, code: number) {
  const { checks } = await runJson<Report>(await acme.machine(), code, "doctor");
  return Object.fromEntries(checks.map((check) => [check.name, check]));
}

test("finds nothing wrong, writes one object beside the state and removes it", async () => {
  const acme = await shared();
  const found = await checkup(acme, 0);
  expect(Object.values(found).filter(({ verdict }) => verdict !== "ok")).toEqual([]);
  expect(found["search"]?.says).toMatch(/^search results carry/);
  expect(found["clock"]?.says).toMatch(/^within \d+ s/);
  expect(found["store"]?.says).toContain("If-None-Match and If-Match are kept");
  expect(acme.s3.keys()).toEqual([]);
  const writes = acme.s3.log.filter((line) => !line.startsWith("GET"));
  expect(writes.every((line) => /^(PUT|DELETE) prod\.json\.doctor-/.test(line))).toBe(true);
});

test("says what deserves a look, and ends well", async () => {
  const acme = await shared();
  const lock = { id: "l1", environment: "prod", operation: "apply", who: "bob", host: "h", pid: 1, since: "2030" };
  acme.s3.set(`${KEY}.lock`, JSON.stringify(lock));
  const { code, stdout } = await run(await acme.machine(), "doctor");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^warn +lock +held: apply by bob on h/m);
  expect(stdout).toContain("connectctl unlock l1");
  expect(stdout).toMatch(/1 to look at, 0 failed/);
});

test("fails on a store that takes no notice of conditions", async () => {
  const acme = await shared();
  acme.s3.behaviour.ignores = ["PUT"];
  expect((await checkup(acme, 8))["store"]).toMatchObject({ verdict: "fail", code: "state/store-without-conditions" });
});

test("ends with the code of the worst: credentials before a damaged state", async () => {
  const acme = await shared();
  acme.s3.set(KEY, "{");
  expect((await checkup(acme, 8))["state"]).toMatchObject({ verdict: "fail", code: "state/corrupt" });
  acme.s3.behaviour.trouble = ({ key }) => (key.endsWith(".lock") ? { status: 403, code: "AccessDenied" } : undefined);
  expect((await checkup(acme, 9))["lock"]).toMatchObject({ verdict: "fail", code: "state/store-denied" });
});

test("asks no more of an instance that is not there", async () => {
  const acme = await shared();
  const folder = await acme.machine();
  await acme.breakInstance(folder);
  const { checks } = await runJson<Report>(folder, 4, "doctor");
  expect(checks.filter(({ name }) => name.startsWith("read"))).toEqual([]);
  expect(checks.find(({ name }) => name === "instance")).toMatchObject({ verdict: "fail" });
  expect(checks.find(({ name }) => name === "state")).toMatchObject({ verdict: "ok" });
});
