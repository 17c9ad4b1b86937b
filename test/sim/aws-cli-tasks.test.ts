import { execFile, execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serveSimulator } from "../../src/sim/index.js";
import { block, end, makeFlow, makeQueue, type Office, office } from "./tasks.js";

function hasCli(): boolean {
  try {
    execFileSync("aws", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_MAX_ATTEMPTS: "1",
  AWS_PAGER: "",
};

describe.skipIf(!hasCli())("the AWS CLI", () => {
  let at: Office;
  let server: Served;

  beforeAll(async () => {
    at = await office();
    server = await serveSimulator(at.simulator, { port: 0 });
  });

  afterAll(() => server.close());

  function aws(...words: string[]): Promise<{ readonly output: string; readonly error: string }> {
    const flags = ["--instance-id", at.InstanceId, "--endpoint-url", server.url, "--region", "eu-west-2"];
    const env = { ...process.env, ...ENVIRONMENT };
    return new Promise((resolve) => {
      const argv = ["connect", ...words, ...flags, "--output", "json"];
      execFile("aws", argv, { env }, (_, output, error) => resolve({ output, error }));
    });
  }

  test("starts a task, sees it queued with its attributes, and stops it once", async () => {
    const queue = await makeQueue(at, "Sales");
    const flow = await makeFlow(
      at,
      "Sales",
      block("queue", "UpdateContactTargetQueue", {
        with: { QueueId: queue },
        next: "to",
        errors: { NoMatchingError: "end" },
      }),
      block("to", "TransferContactToQueue", { errors: { QueueAtCapacity: "end", NoMatchingError: "end" } }),
      end,
    );
    const asked = ["--contact-flow-id", flow, "--name", "mytask", "--attributes", "language=ja"];
    const reference = JSON.stringify({ order: { Type: "URL", Value: "https://example.com/1" } });
    const { ContactId } = JSON.parse((await aws("start-task-contact", ...asked, "--references", reference)).output);
    const described = JSON.parse((await aws("describe-contact", "--contact-id", ContactId)).output);
    expect(described.Contact).toMatchObject({ Channel: "TASK", QueueInfo: { Id: queue.split("/").pop() } });
    const attributes = await aws("get-contact-attributes", "--initial-contact-id", ContactId);
    expect(JSON.parse(attributes.output)).toEqual({ Attributes: { language: "ja" } });
    expect(await aws("stop-contact", "--contact-id", ContactId)).toMatchObject({ error: "" });
    expect((await aws("stop-contact", "--contact-id", ContactId)).error).toContain("ContactNotFoundException");
  });
});
