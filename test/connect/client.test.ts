import { readdirSync, readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, faultOf, INSTANCE, INSTANCE_ARN, openWire, useWire } from "./wire.js";

useWire();

const TIMEOUTS = { connect: 2_000, request: 60 };
let server: Server | undefined;

/** A server on loopback, for what only sockets can show. */
async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

describe("the client", () => {
  beforeEach(() => {
    nock.restore();
  });

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    nock.activate();
  });

  test("does not wait for ever for an answer", async () => {
    const endpoint = await serve(() => undefined);
    const { provider } = openWire({ endpoint }, { timeouts: TIMEOUTS });
    const fault = await faultOf(provider.target());
    expect(fault).toMatchObject({ kind: "network", diagnostics: [{ code: "connect/time-out" }] });
    expect(provider.calls()).toEqual({ DescribeInstance: 5 });
  });

  test("does not wait for ever for the rest of an answer", async () => {
    const endpoint = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"Instance":');
    });
    const { provider } = openWire({ endpoint }, { timeouts: TIMEOUTS });
    expect((await faultOf(provider.target())).kind).toBe("network");
  });

  test("lets go of the connection over which a page for people came", async () => {
    const closed: Promise<unknown>[] = [];
    const endpoint = await serve((request, response) => {
      closed.push(new Promise((resolve) => request.socket.on("close", resolve)));
      response.writeHead(503, { "content-type": "text/html" }).end("<h1>Back soon</h1>");
    });
    Object.assign(server ?? {}, { keepAliveTimeout: 0 });
    const { provider } = openWire({ endpoint }, { timeouts: { connect: 2_000, request: 600_000 } });
    expect((await faultOf(provider.target())).kind).toBe("service");
    expect(closed.length).toBeGreaterThan(0);
    await Promise.all(closed);
  });

  test("says that nothing listens at an endpoint", async () => {
    const endpoint = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    const { provider } = openWire({ endpoint });
    expect((await faultOf(provider.target())).message).toBe(`${endpoint} cannot be reached`);
  });

  test("tells nobody the user and the password that stand in an endpoint", async () => {
    const endpoint = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    const { provider } = openWire({ endpoint: endpoint.replace("://", "://deployer:hunter2@") });
    const { message, diagnostics } = await faultOf(provider.target());
    expect(message).toBe(`${endpoint} cannot be reached`);
    expect(JSON.stringify(diagnostics)).not.toContain("hunter2");
  });

  test("names itself and sends each request once, with a bare instance id", async () => {
    const seen: { url: string | undefined; agent: string | undefined }[] = [];
    const endpoint = await serve((request, response) => {
      seen.push({ url: request.url, agent: request.headers["user-agent"] });
      response.writeHead(403, { "x-amzn-errortype": "AccessDeniedException" }).end("{}");
    });
    const instance = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
    const { provider } = openWire({ endpoint, instance });
    await faultOf(provider.target());
    expect(seen.map(({ url }) => url)).toEqual(["/instance/11111111-2222-3333-4444-555555555555"]);
    expect(seen[0]?.agent).toContain("connectctl/0.0.0");
  });
});

describe("credentials", () => {
  test("that are missing are a fault, and nothing is asked", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "");
    const { provider } = openWire({ profile: "acme-prd" });
    const fault = await faultOf(provider.target());
    expect(fault).toMatchObject({ kind: "credentials", diagnostics: [{ code: "connect/no-credentials" }] });
    expect(fault.message).toContain("`acme-prd`");
  });

  test("need a Region", async () => {
    vi.stubEnv("AWS_REGION", "");
    const { provider } = openWire({ region: "" });
    expect((await faultOf(provider.target())).diagnostics[0]?.code).toBe("connect/no-region");
  });

  test("of a role come from STS, which is not at the environment's endpoint", async () => {
    const keys =
      "<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>";
    const expiry = "<Expiration>2099-01-01T00:00:00Z</Expiration>";
    const result = `<AssumeRoleResult><Credentials>${keys}${expiry}</Credentials></AssumeRoleResult>`;
    const roleArn = "arn:aws:iam::123456789012:role/deployer";
    nock("https://sts.eu-west-2.amazonaws.com")
      .post("/", (body) => body.RoleArn === roleArn)
      .reply(200, `<AssumeRoleResponse>${result}</AssumeRoleResponse>`, { "content-type": "text/xml" });
    let signedBy = "";
    answer("GET", `/instance/${INSTANCE}`, { Instance: { Id: INSTANCE, Arn: INSTANCE_ARN } }).on(
      "request",
      (request) => {
        signedBy = String(request.headers.authorization);
      },
    );
    const { provider } = openWire({ roleArn });
    expect((await provider.target()).instanceId).toBe(INSTANCE);
    expect(signedBy).toContain("Credential=ASIAROLE/");
  });

  test("are not even looked for where a simulator was not given", () => {
    expect(() => openWire({ endpoint: "", simulator: true })).toThrow("was not given");
  });
});

test("the SDK is only loaded when it is needed", () => {
  const folder = new URL("../../src/connect/", import.meta.url);
  const names = readdirSync(folder, { encoding: "utf8", recursive: true });
  const files = names.filter((name) => name.endsWith(".ts") && !basename(name).startsWith("sdk-"));
  const sources = files.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  expect(sources).not.toMatch(/^(?:import|export) (?!type )[^;]*from "(?:@aws-sdk|@smithy|[./]+(?:client\/)?sdk-)/m);
  expect(sources).toContain('await import("./sdk-connect.js")');
});
