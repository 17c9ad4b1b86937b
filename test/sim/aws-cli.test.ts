import { execFile, execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serveSimulator } from "../../src/sim/index.js";
import { content, GOOD, hangUp, type Simulated, simulated } from "./simulated.js";

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

interface Run {
  readonly output: string;
  readonly error: string;
}

describe.skipIf(!hasCli())("the AWS CLI", () => {
  let at: Simulated;
  let server: Served;

  beforeAll(async () => {
    at = await simulated();
    server = await serveSimulator(at.simulator, { port: 0 });
  });

  afterAll(() => server.close());

  function aws(...words: string[]): Promise<Run> {
    const flags = ["--endpoint-url", server.url, "--region", "eu-west-2", "--output", "json"];
    const env = { ...process.env, ...ENVIRONMENT };
    return new Promise((resolve) => {
      execFile("aws", [...words, ...flags], { env }, (_, output, error) => resolve({ output, error }));
    });
  }

  const flow = (...words: string[]): Promise<Run> => aws("connect", ...words, "--instance-id", at.InstanceId);
  const parsed = (run: Run): Record<string, never> => JSON.parse(run.output) as Record<string, never>;

  test("creates, updates, describes and lists flows", async () => {
    const made = parsed(
      await flow("create-contact-flow", "--name", "CLI", "--type", "CONTACT_FLOW", "--content", GOOD),
    );
    const id: string = made.ContactFlowId ?? "";
    const other = content({ ...hangUp, Identifier: "end" });
    const update = await flow("update-contact-flow-content", "--contact-flow-id", id, "--content", other);
    expect(update.error).toBe("");
    const saved = parsed(await flow("describe-contact-flow", "--contact-flow-id", `${made.ContactFlowArn}:$SAVED`));
    expect(saved.ContactFlow).toMatchObject({ Content: other, Status: "PUBLISHED" });
    const list = parsed(await flow("list-contact-flows", "--page-size", "5"));
    expect(list.ContactFlowSummaryList).toHaveLength(21);
  });

  test("shows refusals by their names", async () => {
    const runs = await Promise.all([
      flow("describe-contact-flow", "--contact-flow-id", "none"),
      flow("create-contact-flow", "--name", "Bad", "--type", "CONTACT_FLOW", "--content", "{"),
      flow("create-contact-flow", "--name", "Default outbound", "--type", "CONTACT_FLOW", "--content", GOOD),
      flow("list-rules"),
    ]);
    expect(runs.map((run) => /\((\w+)\)/.exec(run.error)?.[1])).toEqual([
      "ResourceNotFoundException",
      "InvalidContactFlowException",
      "DuplicateResourceException",
      "NotImplementedException",
    ]);
    expect(runs[3]?.error).toContain("ListRules");
  });

  test("tags by ARN and finds instances and bots", async () => {
    const arn = ["--resource-arn", at.arn];
    await aws("connect", "tag-resource", ...arn, "--tags", "team=cx");
    expect(parsed(await aws("connect", "list-tags-for-resource", ...arn))).toEqual({ tags: { team: "cx" } });
    const instances = parsed(await aws("connect", "list-instances"));
    expect(instances.InstanceSummaryList).toMatchObject([{ InstanceAlias: "acme" }]);
    expect(parsed(await aws("lexv2-models", "list-bots"))).toEqual({ botSummaries: [] });
  });
});
