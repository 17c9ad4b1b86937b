import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { manifestOf, newFolder, program, write } from "../program.js";

const NOWHERE = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };

function project(environment: object): string {
  const folder = newFolder();
  write(folder, { "connectctl.json": manifestOf(["a"], environment) });
  mkdirSync(`${folder}/state`);
  return folder;
}

const REAL = { simulator: false, region: "us-east-1", instance: "acme", endpoint: "https://connect.invalid" };

const git = (folder: string, ...words: string[]) => execFileSync("git", words, { cwd: folder, stdio: "ignore" });

test.each([["no repository"], ["an untracked file"], ["an ignored file"]])(
  "refuses to apply in CI with %s",
  async (how) => {
    const folder = project(REAL);
    write(folder, { "state/demo.json": "{}", ".gitignore": how === "an ignored file" ? "state/" : "" });
    if (how !== "no repository") git(folder, "init");
    for (const argv of [
      ["apply", "--auto-approve"],
      ["destroy", "--auto-approve"],
    ]) {
      const said = await program(folder, argv, { env: { ...NOWHERE, CI: "true" } });
      expect([said.code, said.stderr]).toEqual([3, expect.stringContaining("cli/state-not-kept")]);
    }
  },
);

test("goes on in CI with a state that git tracks", async () => {
  const folder = project(REAL);
  write(folder, { "state/demo.json": "" });
  git(folder, "init");
  git(folder, "add", "state/demo.json");
  const said = await program(folder, ["apply", "--auto-approve"], { env: { ...NOWHERE, CI: "true" } });
  expect(said.stderr).not.toContain("cli/state-not-kept");
});

test("goes on in CI with a state in a bucket", async () => {
  const state = { s3: "s3://states/prod.json", endpoint: "http://127.0.0.1:1" };
  const env = { ...NOWHERE, CI: "true" };
  for (const [name, value] of Object.entries(NOWHERE)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const sleep = async () => undefined;
  const said = await program(project({ ...REAL, state }), ["apply", "--auto-approve"], { env, sleep });
  expect([said.code, said.stderr]).toEqual([1, expect.stringContaining("state/store-network")]);
});

test("refuses before anything is called, a saved plan too", async () => {
  const folder = project({ simulator: true });
  const saved = await program(folder, ["plan", "--out", "plan.json"]);
  expect(saved.code).toBe(0);
  write(folder, { "connectctl.json": manifestOf(["a"], REAL) });
  const env = { ...NOWHERE, CI: "true" };
  const said = await program(folder, ["apply", "plan.json", "--verbose"], { env });
  expect([said.code, said.stderr]).toEqual([3, expect.stringContaining("cli/state-not-kept")]);
  expect(said.stderr).not.toMatch(/call \w/);
});

test.each([{ simulator: true }, { ...REAL, endpoint: "http://127.0.0.1:1" }])(
  "lets an imitation of the service be forgotten",
  async (environment) => {
    const said = await program(project(environment), ["apply", "--auto-approve"], { env: { ...NOWHERE, CI: "1" } });
    expect(said.stderr).not.toContain("cli/state-not-kept");
  },
);

test("says nothing of it outside of CI", async () => {
  const said = await program(project(REAL), ["apply"], { env: NOWHERE });
  expect(said.stderr).not.toContain("cli/state-not-kept");
});
