import nock from "nock";
import { describe, expect, test } from "vitest";
import { answer, ENDPOINT, expectAllAsked, faultOf, INSTANCE, openInstance, refuse, useWire } from "../wire.js";

useWire();

const QUEUE = `/queues/${INSTANCE}/q-1`;
const REPLY = { Queue: { Name: "Sales", QueueArn: "arn:x" } };
const QUEUES = `/queues/${INSTANCE}`;
const HOURS_ARN = "arn:aws:connect:eu-west-2:123456789012:instance/i/operating-hours/h";
const BODY = { name: "Sales", hours: HOURS_ARN };
const IDENTITY = { id: "q-1", arn: "arn:x", name: "Sales" };

describe("a read", () => {
  test("is repeated with growing pauses while the service fails", async () => {
    const { provider, slept } = await openInstance();
    refuse("GET", QUEUE, 500, "InternalServiceException");
    refuse("GET", QUEUE, 503, "ServiceUnavailable");
    nock(ENDPOINT)
      .get(QUEUE)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    answer("GET", QUEUE, "<html>");
    answer("GET", QUEUE, REPLY);
    expect((await provider.read("queue", "q-1", []))?.name).toBe("Sales");
    expect(slept).toEqual([200, 400, 800, 1600]);
  });

  test("waits for the bucket after a throttle, at a smaller share of the rate, and goes on", async () => {
    const { provider, slept } = await openInstance({ rate: { perSecond: 2, burst: 5 } });
    refuse("GET", QUEUE, 429, "ThrottlingException");
    refuse("GET", QUEUE, 429, "TooManyRequestsException");
    answer("GET", QUEUE, REPLY);
    expect((await provider.read("queue", "q-1", []))?.name).toBe("Sales");
    expect(slept).toEqual([834, 1250]);
  });

  test("gives up when it is throttled again and again", async () => {
    const { provider } = await openInstance();
    for (let tries = 0; tries < 10; tries++) refuse("GET", QUEUE, 429, "ThrottlingException");
    const fault = await faultOf(provider.read("queue", "q-1", []));
    expect(fault).toMatchObject({ kind: "throttled", diagnostics: [{ code: "connect/throttled" }] });
    expectAllAsked();
  });

  test("keeps to the rate over many calls", async () => {
    const { provider, slept } = await openInstance({ rate: { perSecond: 2, burst: 5 } });
    nock(ENDPOINT)
      .get(/queues/)
      .times(9)
      .reply(200, REPLY);
    expect(provider.estimate("DescribeQueue", 9)).toBe(2000);
    await Promise.all(Array.from({ length: 9 }, (_, index) => provider.read("queue", `q-${index}`, [])));
    // This clock jumps while calls are under way, so that they hold up a full bucket for as long as they may.
    const total = slept.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThanOrEqual(2000);
    expect(total).toBeLessThanOrEqual(3000);
    expect(provider.calls().DescribeQueue).toBe(9);
  });

  test("tells each call before it is sent, with what it has waited", async () => {
    const told: { readonly operation: string; readonly waited: number }[] = [];
    const { provider } = await openInstance(
      { rate: { perSecond: 1, burst: 1 } },
      { onCall: (call) => told.push(call) },
    );
    nock(ENDPOINT)
      .get(/queues/)
      .times(2)
      .reply(200, REPLY);
    await Promise.all([provider.read("queue", "q-1", []), provider.read("queue", "q-2", [])]);
    expect(told.slice(0, 2)).toEqual([
      { operation: "DescribeInstance", waited: 0 },
      { operation: "DescribeQueue", waited: 0 },
    ]);
    expect(told[2]?.waited).toBeGreaterThanOrEqual(1000);
    expect(told).toHaveLength(3);
  });

  test("does not take another server's 404 for a resource that is gone", async () => {
    const { provider } = await openInstance();
    nock(ENDPOINT).get(QUEUE).reply(404, "<html>Not Found</html>");
    const fault = await faultOf(provider.read("queue", "q-1", []));
    expect(fault.diagnostics[0]?.code).toBe("connect/unreadable-answer");
  });
});

describe("a create", () => {
  test.each([
    ["a failure of the service", 500, "InternalServiceException"],
    ["a 429 that is nobody's", 429, "Whatever"],
  ])("is sent once for %s", async (_, status, name) => {
    const { provider, record, slept } = await openInstance();
    refuse("PUT", QUEUES, status, name);
    await faultOf(provider.create("queue", BODY, record));
    expect(provider.calls().CreateQueue).toBe(1);
    expect(slept).toEqual([]);
  });

  test("is uncertain after a reset or an unknown 429, and certain where nothing was sent", async () => {
    const { provider, record } = await openInstance();
    const uncertain = async () => (await faultOf(provider.create("queue", BODY, record))).uncertain;
    nock(ENDPOINT)
      .put(QUEUES)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    expect(await uncertain()).toBe(true);
    nock(ENDPOINT).put(QUEUES).reply(429, "<html>busy</html>");
    expect(await uncertain()).toBe(true);
    nock(ENDPOINT)
      .put(QUEUES)
      .replyWithError(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
    expect(await uncertain()).toBe(false);
    refuse("PUT", QUEUES, 409, "DuplicateResourceException");
    expect(await uncertain()).toBe(false);
    expect(provider.calls().CreateQueue).toBe(4);
  });
});

/** An answer that tells a time far from ours, by which the SDK sets its clock. */
function refuseAt(method: string, path: string, status: number, name: string, message = ""): void {
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const headers = { "content-type": "application/json", "x-amzn-errortype": name, date };
  nock(ENDPOINT).intercept(path, method).reply(status, { message }, headers);
}

const EXPIRED = "Signature expired: 20300101T000000Z is now earlier than 20300101T010000Z";

describe("with a clock that is wrong", () => {
  test("a create is sent again when its signature was refused, also while the answers help nothing yet", async () => {
    const { provider, record } = await openInstance();
    refuseAt("PUT", QUEUES, 403, "InvalidSignatureException", EXPIRED);
    refuse("PUT", QUEUES, 403, "InvalidSignatureException", { message: EXPIRED });
    refuseAt("PUT", QUEUES, 403, "RequestTimeTooSkewed");
    answer("PUT", QUEUES, { QueueId: "q-1", QueueArn: "arn:x" });
    expect(await provider.create("queue", BODY, record)).toMatchObject({ id: "q-1" });
    expectAllAsked();
  });

  test("a create whose answer failed is sent once all the same: it may have been carried out", async () => {
    const { provider, record } = await openInstance();
    refuseAt("PUT", QUEUES, 500, "InternalServiceException");
    const fault = await faultOf(provider.create("queue", BODY, record));
    expect(fault).toMatchObject({ kind: "service", uncertain: true });
    expect(provider.calls().CreateQueue).toBe(1);
  });

  test("a read is repeated as often as with a right one", async () => {
    const { provider } = await openInstance();
    for (let tries = 0; tries < 4; tries++) refuseAt("GET", QUEUE, 500, "InternalServiceException");
    answer("GET", QUEUE, REPLY);
    expect((await provider.read("queue", "q-1", []))?.name).toBe("Sales");
  });

  test("it says so when no try is taken", async () => {
    const { provider } = await openInstance();
    for (let tries = 0; tries < 4; tries++) refuseAt("GET", QUEUE, 403, "InvalidSignatureException", EXPIRED);
    const fault = await faultOf(provider.read("queue", "q-1", []));
    expect(fault).toMatchObject({ kind: "credentials", diagnostics: [{ code: "connect/clock-skew" }] });
    expectAllAsked();
  });
});

test("a read that misses what a list has shown is repeated for a while", async () => {
  const { provider, slept } = await openInstance();
  answer("GET", `/queues-summary/${INSTANCE}?maxResults=1000&queueTypes=STANDARD`, {
    QueueSummaryList: [{ Id: "q-1", Arn: "arn:x", Name: "Sales" }],
  });
  await provider.list("queue");
  refuse("GET", QUEUE, 404, "ResourceNotFoundException");
  refuse("GET", QUEUE, 404, "ResourceNotFoundException");
  answer("GET", QUEUE, REPLY);
  expect((await provider.read("queue", "q-1", []))?.name).toBe("Sales");
  expect(slept).toEqual([250, 500]);
  refuse("GET", QUEUE.replace("q-1", "q-2"), 404, "ResourceNotFoundException");
  expect(await provider.read("queue", "q-2", [])).toBeUndefined();
  expectAllAsked();
});

describe("an update", () => {
  test("stays uncertain when a repeat is refused after a lost answer", async () => {
    const { provider, record, recorded } = await openInstance();
    nock(ENDPOINT)
      .post(`${QUEUE}/name`)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    refuse("POST", `${QUEUE}/name`, 409, "DuplicateResourceException");
    const after = { ...BODY, name: "Sales 2" };
    const fault = await faultOf(provider.update("queue", IDENTITY, BODY, after, record));
    expect(fault).toMatchObject({ kind: "duplicate", uncertain: true });
    expect(recorded).toEqual(["UpdateQueueName"]);
  });
});

describe("being told to stop", () => {
  test("ends what waits, and sends nothing more", async () => {
    const stop = new AbortController();
    const { provider, record } = await openInstance({ rate: { perSecond: 1, burst: 1 } }, { signal: stop.signal });
    answer("GET", QUEUE, REPLY);
    const sent = provider.read("queue", "q-1", []);
    await sent;
    stop.abort();
    const read = await faultOf(provider.read("queue", "q-2", []));
    const write = await faultOf(provider.delete("queue", "q-1", record));
    expect([read, write].map(({ diagnostics }) => diagnostics[0]?.code)).toEqual([
      "connect/stopped",
      "connect/stopped",
    ]);
    expect(write.uncertain).toBe(false);
    expect(provider.calls()).toEqual({ DescribeInstance: 1, DescribeQueue: 1 });
  });
});
