import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { type ConnectProvider, type ConnectWorld, openBuckets, openProvider } from "../../src/connect/index.js";
import type { Environment } from "../../src/model/environment.js";
import { Fault } from "../../src/model/fault.js";
import type { RecordWrite } from "../../src/model/provider.js";

export const INSTANCE = "11111111-2222-3333-4444-555555555555";
export const INSTANCE_ARN = `arn:aws:connect:eu-west-2:123456789012:instance/${INSTANCE}`;
export const ENDPOINT = "http://connect.example";

export const ENVIRONMENT: Environment = {
  name: "prod",
  simulator: false,
  region: "eu-west-2",
  instance: INSTANCE,
  endpoint: ENDPOINT,
  rate: "unlimited",
  vars: {},
  names: {},
  rewrite: [],
  protect: [],
  state: "state/prod.json",
};

/** A provider whose requests nock answers and whose clock only moves when it sleeps. */
export interface Wire {
  readonly provider: ConnectProvider;
  readonly slept: number[];
  readonly recorded: string[];
  readonly record: RecordWrite;
}

/** Keeps tests off the network and gives the SDK credentials; call once at the top of a test file. */
export function useWire(): void {
  beforeAll(() => {
    nock.disableNetConnect();
  });
  beforeEach(() => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI-EXAMPLE");
    vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true");
  });
  afterEach(() => {
    nock.cleanAll();
    vi.unstubAllEnvs();
  });
  afterAll(() => {
    nock.restore();
  });
}

export function openWire(environment: Partial<Environment> = {}, more: Partial<ConnectWorld> = {}): Wire {
  const slept: number[] = [];
  const recorded: string[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
  };
  const world = {
    ...clock,
    random: () => 0.5,
    env: {},
    buckets: openBuckets(clock),
    tool: "connectctl/0.0.0",
    ...more,
  };
  const provider = openProvider({ ...ENVIRONMENT, ...environment }, world);
  const record: RecordWrite = (operation, call) => {
    recorded.push(operation);
    return call();
  };
  return { provider, slept, recorded, record };
}

/** A wire of which the instance is found already. */
export async function openInstance(
  environment: Partial<Environment> = {},
  more: Partial<ConnectWorld> = {},
): Promise<Wire> {
  answer("GET", `/instance/${INSTANCE}`, { Instance: { Id: INSTANCE, Arn: INSTANCE_ARN, InstanceAlias: "acme-prod" } });
  const wire = openWire(environment, more);
  await wire.provider.target();
  return wire;
}

/** Answers one request that has exactly this method, path (as encoded on the wire) and body. */
export function answer(
  method: string,
  path: string,
  reply: object | string = {},
  body?: nock.DataMatcherMap,
): nock.Scope {
  const scope = nock(ENDPOINT, { encodedQueryParams: true });
  return scope.intercept(path, method, body).reply(200, reply, { "content-type": "application/json" });
}

/** Refuses one request the way the service does. */
export function refuse(method: string, path: string, status: number, name: string, members: object = {}): nock.Scope {
  const headers = { "content-type": "application/json", "x-amzn-errortype": name };
  return nock(ENDPOINT, { encodedQueryParams: true }).intercept(path, method).reply(status, members, headers);
}

/** The fault that a call ends with. */
export async function faultOf(call: Promise<unknown>): Promise<Fault> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

/** Asserts that every answer given to nock was asked for. */
export function expectAllAsked(): void {
  expect(nock.pendingMocks()).toEqual([]);
}
