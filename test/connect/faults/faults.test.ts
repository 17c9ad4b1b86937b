import { describe, expect, test } from "vitest";
import { faultOf } from "../../../src/connect/faults/faults.js";
import type { Attempted } from "../../../src/connect/pace/attempted.js";

const ATTEMPTED: Attempted = {
  operation: "CreateQueue",
  subject: "the queue `Sales`",
  effort: "create",
  uncertain: false,
  clockTries: 0,
  tries: 1,
  endpoint: undefined,
  region: "eu-west-2",
  profile: undefined,
};

function thrown(name: string, more: object = {}, message = "said"): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const refusedWith = (status: number) => ({ $metadata: { httpStatusCode: status } });

/** An exception, and the kind and code of its fault. */
const ROWS: readonly (readonly [Error, string, string])[] = [
  [thrown("ExpiredTokenException", refusedWith(403)), "credentials", "connect/expired-credentials"],
  [thrown("ExpiredToken", refusedWith(400)), "credentials", "connect/expired-credentials"],
  [thrown("UnrecognizedClientException", refusedWith(403)), "credentials", "connect/bad-credentials"],
  [thrown("InvalidSignatureException", refusedWith(403)), "credentials", "connect/bad-credentials"],
  [
    thrown("InvalidSignatureException", refusedWith(403), "Signature expired: 1 < 2"),
    "credentials",
    "connect/clock-skew",
  ],
  [thrown("RequestTimeTooSkewed", refusedWith(403)), "credentials", "connect/clock-skew"],
  [thrown("CredentialsProviderError"), "credentials", "connect/no-credentials"],
  [thrown("Error", {}, "Region is missing"), "credentials", "connect/no-region"],
  [thrown("AccessDeniedException", refusedWith(403)), "permission", "connect/access-denied"],
  [thrown("SomethingForbidden", refusedWith(403)), "permission", "connect/access-denied"],
  [thrown("ResourceNotFoundException", refusedWith(404)), "not-found", "connect/not-found"],
  [thrown("DuplicateResourceException", refusedWith(409)), "duplicate", "connect/duplicate-name"],
  [thrown("ResourceInUseException", refusedWith(409)), "in-use", "connect/in-use"],
  [thrown("LimitExceededException", refusedWith(429)), "quota", "connect/quota"],
  [thrown("ServiceQuotaExceededException", refusedWith(402)), "quota", "connect/quota"],
  [thrown("ThrottlingException", refusedWith(429)), "throttled", "connect/throttled"],
  [thrown("ThrottlingException", refusedWith(400)), "throttled", "connect/throttled"],
  [thrown("InvalidContactFlowException", refusedWith(400), "UnknownError"), "rejected", "connect/rejected"],
  [thrown("InvalidParameterException", refusedWith(400)), "rejected", "connect/rejected"],
  [thrown("InternalServiceException", refusedWith(500)), "service", "connect/service-failure"],
  [Object.assign(new SyntaxError("Unexpected token"), refusedWith(200)), "service", "connect/unreadable-answer"],
  [thrown("TimeoutError", { code: "ETIMEDOUT" }), "network", "connect/time-out"],
  [thrown("TimeoutError", { code: "ECONNRESET" }), "network", "connect/network"],
  [thrown("Error", { code: "ENOTFOUND" }), "network", "connect/network"],
  [thrown("Error", { code: "CERT_HAS_EXPIRED" }), "network", "connect/network"],
  [new TypeError("x is not a function"), "service", "connect/unexpected"],
];

describe("a fault", () => {
  test.each(ROWS)("made of %s has the kind %s and the code %s", (error, kind, code) => {
    const fault = faultOf(error, ATTEMPTED);
    expect(fault.kind).toBe(kind);
    expect(fault.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(fault.cause).toBe(error);
    for (const { summary, help } of fault.diagnostics) {
      expect(summary).not.toMatch(/\.$/);
      expect(help).toMatch(/^[A-Z]/);
    }
  });

  test.each([
    ["an answer of the service", thrown("InternalServiceException", refusedWith(500)), true],
    ["an answer that cannot be read", Object.assign(new SyntaxError("x"), refusedWith(200)), true],
    ["a lost connection", thrown("Error", { code: "ECONNRESET" }), true],
    [
      "an answer that was damaged on its way",
      thrown("Error", { code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" }),
      true,
    ],
    ["a connection that did not come about", thrown("TimeoutError", {}, "did not establish a connection"), false],
    ["an unknown host", thrown("Error", { code: "ENOTFOUND" }), false],
    ["a certificate", thrown("Error", { code: "CERT_HAS_EXPIRED" }), false],
    ["missing credentials", thrown("CredentialsProviderError"), false],
    ["a refusal", thrown("InvalidParameterException", refusedWith(400)), false],
  ])("of a write is uncertain or not after %s", (_, error, uncertain) => {
    expect(faultOf(error, ATTEMPTED).uncertain).toBe(uncertain);
    expect(faultOf(error, { ...ATTEMPTED, effort: "read" }).uncertain).toBe(false);
  });

  test("never repeats what was signed", () => {
    const message = "The Canonical String should have been 'x-amz-security-token:SECRET'";
    const fault = faultOf(thrown("InvalidSignatureException", refusedWith(403), message), ATTEMPTED);
    expect(JSON.stringify(fault.diagnostics)).not.toContain("SECRET");
  });

  test("names the action that the service names, which may be another service's", () => {
    const message = "User: arn:aws:iam::1:user/x is not authorized to perform: sts:AssumeRole on resource: y";
    expect(faultOf(thrown("AccessDenied", refusedWith(403), message), ATTEMPTED).message).toContain("sts:AssumeRole");
    const other = faultOf(thrown("AccessDeniedException", refusedWith(403)), ATTEMPTED);
    expect(other.message).toBe("Not allowed to perform `connect:CreateQueue`");
  });

  test("names the endpoint that cannot be reached", () => {
    const endpoint = "http://127.0.0.1:9";
    const fault = faultOf(thrown("Error", { code: "ECONNREFUSED" }), { ...ATTEMPTED, endpoint });
    expect(fault.message).toBe("http://127.0.0.1:9 cannot be reached");
    expect(fault.diagnostics[0]?.help).toContain("listens at http://127.0.0.1:9");
  });

  test("tells which profile to sign in with", () => {
    const fault = faultOf(thrown("ExpiredToken", refusedWith(403)), { ...ATTEMPTED, profile: "acme-stg" });
    expect(fault.diagnostics[0]?.help).toContain("aws sso login --profile acme-stg");
  });
});
