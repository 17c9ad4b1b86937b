import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/command-line.js";
import type { S3Request } from "../support/s3-server.js";
import { shared } from "./remote-project.js";

const APPLY = ["apply", "--auto-approve"];
const FAILURE = { status: 500, code: "InternalError" };

test("a state that was saved aside is put away by the next run, once the state knows all of it", async () => {
  const acme = await shared();
  const folder = await acme.machine();
  const saved = join(folder, "errored.prod.state.json");
  let writes = 0;
  const isLastWrite = ({ method, key }: S3Request) => method === "PUT" && key === "prod.json" && ++writes > 1;
  acme.s3.behaviour.trouble = (request) => (isLastWrite(request) ? FAILURE : undefined);
  const struck = await run(folder, ...APPLY);
  expect([struck.code, struck.stderr]).toEqual([7, expect.stringContaining("state/unwritten")]);
  expect(struck.stderr).toContain("The state does not hold what was done yet");
  expect(struck.stdout).not.toContain("Applied to");
  expect(existsSync(saved)).toBe(true);
  acme.s3.behaviour.trouble = () => undefined;
  expect((await run(folder, "doctor")).stdout).toContain("errored.prod.state.json");
  const next = await run(folder, ...APPLY);
  expect([next.code, next.stderr.replace(/\s+/g, " ")]).toEqual([
    0,
    expect.stringContaining("errored.prod.state.json"),
  ]);
  expect(existsSync(saved)).toBe(false);
  expect(acme.flows()).toEqual(["A", "B"]);
});

test("a first write that fails leaves nothing that the next run would stop at", async () => {
  const acme = await shared();
  const folder = await acme.machine();
  acme.s3.behaviour.trouble = ({ method, key }) => (method === "PUT" && key === "prod.json" ? FAILURE : undefined);
  const struck = await run(folder, ...APPLY);
  expect([struck.code, struck.stderr]).toEqual([1, expect.stringContaining("state/store-failure")]);
  expect(existsSync(join(folder, "errored.prod.state.json"))).toBe(false);
  expect(acme.flows()).toEqual([]);
  acme.s3.behaviour.trouble = () => undefined;
  expect(await run(folder, ...APPLY)).toMatchObject({ code: 0 });
});
