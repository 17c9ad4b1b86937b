import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import type { PullReport } from "../../src/model/pull.js";
import { filesOf, project, STAGING } from "../pull/project.js";
import { type Run, run, runIn, runJson } from "../support/command-line.js";
import { type Holding, idOf } from "../support/instance-builder.js";

const hasCli = spawnSync("aws", ["--version"]).status === 0;

const SHARED: Holding = { queues: ["Sales"] };

const HOLDING: Holding = {
  ...SHARED,
  flows: [
    {
      name: "Front",
      uses: [
        { at: "text", text: "hello" },
        { at: "transfer", flow: "Back" },
      ],
    },
    { name: "Back", uses: [{ at: "queue", queue: "Sales" }] },
  ],
};

const aws = async (url: string, ...argv: readonly string[]): Promise<string> => {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "x",
    AWS_SECRET_ACCESS_KEY: "x",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_PAGER: "",
  };
  return (
    await promisify(execFile)("aws", ["connect", ...argv, "--region", STAGING.region, "--output", "text"], { env })
  ).stdout;
};

/** Serves the project's instances while the work goes on. */
async function whileServed(folder: string, work: (url: string) => Promise<void>): Promise<Run> {
  let stop = (): void => undefined;
  let serving: Promise<Run> | undefined;
  const url = await new Promise<string>((resolve) => {
    const stdout = { isTTY: false, columns: 120, write: (text: string) => resolve(text.split("\n")[0] ?? "") };
    const onSignal = (listener: (signal: "SIGINT") => void) => {
      stop = () => listener("SIGINT");
      return () => undefined;
    };
    serving = runIn({ stdout, onSignal }, folder, "simulator", "serve");
  });
  try {
    await work(url);
  } finally {
    stop();
  }
  if (!serving) throw new Error("nothing was served");
  return serving;
}

test.skipIf(!hasCli)("an edit through the AWS CLI comes back by pull, and alone goes on to the other", async () => {
  const folder = await project({ staging: HOLDING, prod: SHARED });
  await runJson(folder, 0, "pull", "--env", "staging", "--all");
  expect((await run(folder, "apply", "--env", "prod", "--auto-approve")).code).toBe(0);
  const before = filesOf(folder);

  const ids = ["--instance-id", idOf(STAGING, "instance", ""), "--contact-flow-id"] as const;
  const front = idOf(STAGING, "contact-flow", "Front");
  const served = await whileServed(folder, async (url) => {
    const content = await aws(url, "describe-contact-flow", ...ids, front, "--query", "ContactFlow.Content");
    const edited = content.trim().replace('"hello"', '"good morning"');
    expect(edited).not.toBe(content.trim());
    await aws(url, "update-contact-flow-content", ...ids, front, "--content", edited);
  });
  expect(served.code).toBe(0);

  const drift = await run(folder, "drift", "--env", "staging");
  expect(drift.code).toBe(2);
  expect(drift.stdout).toContain('"block-0"');
  expect(drift.stdout).toMatch(/Text\s+"hello" → "good morning"/);

  const pulled = await runJson<PullReport>(folder, 0, "pull", "--env", "staging");
  expect(pulled.files).toEqual(["flows/front.json"]);
  const after = filesOf(folder);
  expect(after["flows/front.json"]).toBe(before["flows/front.json"]?.replace('"hello"', '"good morning"'));

  expect(await runJson<Plan>(folder, 0, "plan", "--env", "staging")).toMatchObject({ summary: { update: 0, keep: 2 } });
  const plan = await runJson<Plan>(folder, 0, "plan", "--env", "prod");
  const changes = plan.changes.filter(({ action }) => action !== "keep");
  expect(changes.map(({ address, action, fields }) => ({ address, action, fields }))).toEqual([
    {
      address: "flow.front",
      action: "update",
      fields: [{ path: expect.stringMatching(/block-0\/.*Text$/), before: "hello", after: "good morning" }],
    },
  ]);
});
