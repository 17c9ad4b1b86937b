import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { s3Bucket } from "../../src/state/bucket/s3-bucket.js";
import { storeAddress } from "../../src/state/bucket/s3-client.js";
import { diagnosticOf } from "./sample.js";

const STORE = "http://store.example";

beforeAll(() => {
  nock.disableNetConnect();
});
beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI-EXAMPLE");
  vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
});
afterEach(() => {
  nock.cleanAll();
  vi.unstubAllEnvs();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const bucket = () =>
  s3Bucket({ bucket: "b", access: { endpoint: STORE }, env: {}, sleep: async () => undefined, random: () => 0 });

test("creates with If-None-Match, sends no checksum and no second request", async () => {
  const created = nock(STORE, {
    reqheaders: { "if-none-match": "*" },
    badheaders: ["if-match", "x-amz-checksum-crc32"],
  })
    .put("/b/k.json", "{}")
    .query(true)
    .reply(200, "", { etag: '"e1"', "x-amz-version-id": "v1" });
  expect(await bucket().put("k.json", "{}", undefined)).toEqual({ text: "{}", etag: '"e1"', versionId: "v1" });
  expect(created.isDone()).toBe(true);
});

test("replaces with If-Match on the ETag that was read, and says when it does not hold", async () => {
  nock(STORE, { reqheaders: { "if-match": '"e1"' }, badheaders: ["if-none-match"] })
    .put("/b/k.json", "{}")
    .query(true)
    .reply(412, "<Error><Code>PreconditionFailed</Code></Error>");
  expect(await bucket().put("k.json", "{}", { text: "", etag: '"e1"' })).toBeUndefined();
});

test("reads one version, and takes the id `null` for none", async () => {
  nock(STORE)
    .get("/b/k.json")
    .query(({ versionId }) => versionId === "v7")
    .reply(200, "text", { etag: '"e"', "x-amz-version-id": "null" });
  expect(await bucket().get("k.json", "v7")).toEqual({ text: "text", etag: '"e"' });
});

test("deletes with If-Match after a look, and plainly where the store knows no such delete", async () => {
  const there = nock(STORE).get("/b/k").query(true).times(2).reply(200, "t", { etag: '"e"' });
  nock(STORE, { reqheaders: { "if-match": '"e"' } })
    .delete("/b/k")
    .query(true)
    .reply(204);
  expect(await bucket().remove("k", { text: "t", etag: '"e"' })).toBe(true);
  nock(STORE, { reqheaders: { "if-match": '"e"' } })
    .delete("/b/k")
    .query(true)
    .reply(501, "<Error><Code>NotImplemented</Code></Error>");
  nock(STORE, { badheaders: ["if-match"] })
    .delete("/b/k")
    .query(true)
    .reply(204);
  expect(await bucket().remove("k", { text: "t", etag: '"e"' })).toBe(true);
  expect([there.isDone(), nock.isDone()]).toEqual([true, true]);
});

test("gives up on an answer that is none of S3's", async () => {
  nock(STORE).get("/b/k").query(true).times(9).reply(200, "<html>", { etag: '"e"', "content-length": "9999" });
  await expect(bucket().get("k")).rejects.toMatchObject({ name: "Fault" });
});

const SKEWED = "<Error><Code>RequestTimeTooSkewed</Code></Error>";

test("sends a write again whose time was refused, also while the answers help nothing yet", async () => {
  nock(STORE).put("/b/k").query(true).times(2).reply(403, SKEWED);
  nock(STORE).get("/b/k").query(true).times(2).reply(404, "<Error><Code>NoSuchKey</Code></Error>");
  nock(STORE).put("/b/k").query(true).reply(200, "", { etag: '"e1"' });
  expect(await bucket().put("k", "t", undefined)).toEqual({ text: "t", etag: '"e1"' });
  expect(nock.pendingMocks()).toEqual([]);
});

test("says that the clock is wrong when no try is taken", async () => {
  nock(STORE).get("/b/k").query(true).times(5).reply(403, SKEWED);
  await expect(bucket().get("k")).rejects.toMatchObject({ kind: "credentials" });
  expect(nock.pendingMocks()).toEqual([]);
});

test("does not ask again for what is refused for another reason, however wrong the clock is", async () => {
  const headers = { date: new Date(Date.now() + 3_600_000).toUTCString() };
  nock(STORE).get("/b/k").query(true).reply(403, "<Error><Code>AccessDenied</Code></Error>", headers);
  await expect(bucket().get("k")).rejects.toMatchObject({ kind: "permission" });
});

test.each([
  [{}, {}, { endpoint: undefined, region: undefined, forcePathStyle: false }],
  [{}, { region: "eu-west-2" }, { endpoint: undefined, region: "eu-west-2", forcePathStyle: false }],
  [
    { region: "eu-central-1" },
    { region: "eu-west-2" },
    { endpoint: undefined, region: "eu-central-1", forcePathStyle: false },
  ],
  [
    {},
    { env: { AWS_DEFAULT_REGION: "eu-west-1" } },
    { endpoint: undefined, region: "eu-west-1", forcePathStyle: false },
  ],
  [{ endpoint: "http://m" }, {}, { endpoint: "http://m", region: "us-east-1", forcePathStyle: true }],
  [
    { endpoint: "http://m", forcePathStyle: false },
    {},
    { endpoint: "http://m", region: "us-east-1", forcePathStyle: false },
  ],
  [{}, { env: { AWS_ENDPOINT_URL_S3: "http://s", AWS_ENDPOINT_URL: "http://a" } }, { endpoint: "http://s" }],
  [{}, { env: { AWS_ENDPOINT_URL: "http://a" } }, { endpoint: "http://a" }],
  [{ endpoint: "http://m" }, { env: { AWS_ENDPOINT_URL_S3: "http://s" } }, { endpoint: "http://m" }],
  [
    {},
    { env: { AWS_ENDPOINT_URL_S3: "http://s", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" } },
    { endpoint: undefined },
  ],
])("finds the store that %j and %j lead to", (access, more, expected) => {
  expect(storeAddress(access, { env: {}, ...more })).toMatchObject(expected);
});

test("tells nobody the user and the password that stand in an endpoint", async () => {
  const access = { endpoint: STORE.replace("://", "://deployer:hunter2@") };
  nock(STORE)
    .get("/b/k.json")
    .query(true)
    .times(5)
    .replyWithError(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
  const closed = s3Bucket({ bucket: "b", access, env: {}, sleep: async () => undefined, random: () => 0 });
  const { summary, help } = await diagnosticOf(closed.get("k.json"));
  expect(summary).toBe(`${STORE} cannot be reached`);
  expect(help).not.toContain("hunter2");
});

test.each([
  ["a header", "<Error><Code>PermanentRedirect</Code></Error>", { "x-amz-bucket-region": "eu-west-1" }, "eu-west-1"],
  ["the body", "<Error><Code>AuthorizationHeaderMalformed</Code><Region>sa-east-1</Region></Error>", {}, "sa-east-1"],
  [
    "nothing that is a name",
    "<Error><Code>PermanentRedirect</Code></Error>",
    { "x-amz-bucket-region": "`x`" },
    "REGION",
  ],
] as const)("tells where a bucket of another Region is, as %s says", async (_, body, headers, region) => {
  nock(STORE).get("/b/k").query(true).times(9).reply(301, body, headers);
  const { code, help } = await diagnosticOf(bucket().get("k"));
  expect([code, help]).toEqual([
    "state/store-region",
    `write \`state: { s3: …, region: ${region} }\` in the environment`,
  ]);
});
