import { execFile, execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { newFolder, program, write } from "./program.js";
import { CREDENTIALS } from "./remote-project.js";

const INSTANCE = "11111111-2222-3333-4444-555555555555";
const ARN = `arn:aws:connect:eu-west-2:123456789012:instance/${INSTANCE}`;
const FLOW = "22222222-2222-3333-4444-555555555555";

/** The day before the time that a task is scheduled for below. */
const NOW = Date.UTC(2026, 10, 22);

function hasCli(): boolean {
  try {
    execFileSync("aws", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A service that answers everything well, and what it was asked about contacts. */
async function service() {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "" } = request;
      const body = JSON.parse(Buffer.concat(chunks).toString() || "{}");
      if (path.startsWith("/contact")) sent.push({ method, path, body });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ContactId: "c-1", Instance: { Id: INSTANCE, Arn: ARN } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const aws = (...words: readonly string[]): Promise<string> => {
    const flags = ["--endpoint-url", endpoint, "--region", "eu-west-2", "--output", "json", "--instance-id", INSTANCE];
    const env = { ...process.env, ...CREDENTIALS, AWS_PAGER: "", AWS_MAX_ATTEMPTS: "1" };
    return new Promise((resolve) => {
      execFile("aws", ["connect", ...words, ...flags], { env }, (_, __, error) => resolve(error));
    });
  };
  const folder = newFolder();
  const environment = { region: "eu-west-2", instance: INSTANCE, endpoint, rate: "unlimited" };
  write(folder, { "connectctl.yaml": JSON.stringify({ version: 1, environments: { prod: environment } }) });
  const ours = async (...words: readonly string[]) =>
    (await program(folder, ["task", ...words], { now: () => NOW })).stderr;
  return { sent, aws, ours };
}

describe.skipIf(!hasCli())("request for request, the AWS CLI and connectctl send the same", () => {
  test.each([
    ["with what is needed only", ["--name", "mytask", "--contact-flow-id", FLOW], ["--name", "mytask", "--flow", FLOW]],
    [
      "with everything",
      [
        ...["--name", "päivää ☎", "--contact-flow-id", FLOW, "--description", "call back"],
        ...["--attributes", "lang=ja,tier=gold", "--references", "doc={Value=https://example.com,Type=URL}"],
        ...["--scheduled-time", "1795400000", "--previous-contact-id", "p-1", "--related-contact-id", "r-1"],
      ],
      [
        ...["--name", "päivää ☎", "--flow", FLOW, "--description", "call back"],
        ...["--attribute", "lang=ja", "--attribute", "tier=gold", "--reference", "doc=https://example.com"],
        ...["--scheduled-time", "2026-11-23T02:13:20Z", "--previous-contact", "p-1", "--related-contact", "r-1"],
      ],
    ],
    [
      "by a quick connect",
      ["--name", "x", "--quick-connect-id", FLOW, "--client-token", "t-1"],
      ["--name", "x", "--quick-connect", FLOW, "--client-token", "t-1"],
    ],
  ])("to start a task %s", async (_, theirs, mine) => {
    const { sent, aws, ours } = await service();
    expect([await aws("start-task-contact", ...theirs), await ours("start", ...mine)]).toEqual(["", ""]);
    const tokens = sent.map(({ body }) => body["ClientToken"]);
    expect(tokens).toEqual(
      mine.includes("t-1") ? ["t-1", "t-1"] : Array(2).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)),
    );
    const [first, second] = sent.map((one) => ({ ...one, body: { ...one.body, ClientToken: "" } }));
    expect(first).toMatchObject({ method: "PUT", path: "/contact/task", body: { InstanceId: INSTANCE } });
    expect(second).toEqual(first);
  });

  test("to stop one, and to look at one", async () => {
    const { sent, aws, ours } = await service();
    expect([await aws("stop-contact", "--contact-id", "c-1"), await ours("stop", "c-1")]).toEqual(["", ""]);
    expect(sent).toEqual(Array(2).fill({ method: "POST", path: "/contact/stop", body: sent[0]?.body }));
    await aws("describe-contact", "--contact-id", "c-1");
    await ours("describe", "c-1");
    expect(sent.slice(2)).toEqual(Array(2).fill({ method: "GET", path: `/contacts/${INSTANCE}/c-1`, body: {} }));
  });
});
