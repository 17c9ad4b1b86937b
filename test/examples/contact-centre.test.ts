import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyExample, exampleFile, type Run } from "./copy-example.js";

interface Change {
  readonly address: string;
  readonly action: string;
  readonly name: string;
  readonly placeholder: unknown;
  readonly after: { readonly type?: string; readonly content?: unknown };
}

describe("the contact centre", () => {
  test("is valid, without a warning, and its files are in their stable form", async () => {
    const { run } = copyExample("contact-centre");
    const { code, stdout, stderr } = await run("validate");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "The manifest is valid: 65 resources.\n", stderr: "" });
    expect(await run("fmt", "--check")).toMatchObject({ code: 0, stdout: "" });
  });

  test("has flows of every type", async () => {
    const { run } = await loaded();
    const types = (await changesOf(run, "demo")).flatMap(({ after }) => after.type ?? []);
    expect([...new Set(types)].sort()).toEqual([
      "AGENT_HOLD",
      "AGENT_TRANSFER",
      "AGENT_WHISPER",
      "CAMPAIGN",
      "CONTACT_FLOW",
      "CUSTOMER_HOLD",
      "CUSTOMER_QUEUE",
      "CUSTOMER_WHISPER",
      "OUTBOUND_WHISPER",
      "QUEUE_TRANSFER",
    ]);
  });

  test.each(["demo", "prod"])("is created whole in %s, and nothing is left to do or has drifted", async (name) => {
    const { run } = await loaded();
    const applied = await run("apply", "--env", name, "--auto-approve");
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.stdout).toContain(`Applied to ${name}: 65 created.`);
    expect(await run("plan", "--env", name, "--detailed-exitcode")).toMatchObject({ code: 0 });
    expect(await run("drift", "--env", name)).toMatchObject({ code: 0 });
  });

  test("says what is missing in an instance that lacks its functions, bots and numbers", async () => {
    const { run } = copyExample("contact-centre");
    const { code, stdout } = await run("plan", "--env", "demo", "--json");
    const missing = JSON.parse(stdout).diagnostics.map(({ address }: { address: string }) => address);
    expect(code).toBe(3);
    expect(missing.sort()).toEqual([
      "lambda.calendar",
      "lambda.customer",
      "lambda.outage",
      "lexBot.intent",
      "phoneNumber.main",
      "prompt.chime",
    ]);
  });

  test("carries the assistant over to the account and region of prod", async () => {
    const { run } = await loaded();
    const [demo, prod] = [await changesOf(run, "demo"), await changesOf(run, "prod")];
    const guideIn = (changes: readonly Change[]) => changes.find(({ address }) => address === "flow.agent-guide");
    expect(JSON.stringify(guideIn(demo))).toContain("arn:aws:wisdom:ap-southeast-1:111122223333:assistant/");
    expect(JSON.stringify(guideIn(prod))).toContain("arn:aws:wisdom:ap-northeast-1:444455556666:assistant/");
    expect(JSON.stringify(guideIn(prod))).not.toContain("111122223333");
  });

  test("leaves the draft unpublished", async () => {
    const { run } = await loaded();
    await run("apply", "--env", "demo", "--auto-approve");
    const [instance] = JSON.parse((await run("simulator", "dump", "kawasemi-demo")).stdout).instances;
    const draft = instance.flows.find(({ name }: { name: string }) => name === "92 年末年始 New year");
    expect(draft).toMatchObject({ draft: expect.any(String) });
    expect(draft.content).toBeUndefined();
  });

  test("draws every block in a place of its own, with the start on the left", () => {
    const drawn = contentFiles().filter(({ Metadata }) => Metadata !== undefined);
    expect(drawn.length).toBeGreaterThan(45);
    for (const { file, StartAction, Metadata } of drawn) {
      const places = Object.entries(Metadata?.ActionMetadata ?? {}).map(([id, { position }]) => ({ id, ...position }));
      expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size, file).toBe(places.length);
      expect(places.find(({ id }) => id === StartAction)?.x, file).toBe(Math.min(...places.map(({ x }) => x)));
    }
  });
});

interface Drawn {
  readonly file: string;
  readonly StartAction: string;
  readonly Metadata?: { readonly ActionMetadata: Record<string, { readonly position: { x: number; y: number } }> };
}

function contentFiles(): readonly Drawn[] {
  const folder = exampleFile("contact-centre");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /^(?:flows|modules).*\.json$/.test(file))
    .map((file) => ({ file, ...JSON.parse(readFileSync(join(folder, file), "utf8")) }));
}

async function loaded() {
  const example = copyExample("contact-centre");
  expect(await example.run("simulator", "load", "instance.json")).toMatchObject({ code: 0 });
  return example;
}

async function changesOf(run: Run, environment: string): Promise<readonly Change[]> {
  return JSON.parse((await run("plan", "--env", environment, "--json")).stdout).changes;
}
