import type { Answer } from "../client/answer.js";

/**
 * What an exception means for what we may do next. `throttled`, `refused` and `unsent` say that nothing was done; a
 * `transient` or `throttled` failure may pass. `uncertain` says that the call may have been carried out all the same.
 */
export interface Failure {
  readonly type: "throttled" | "transient" | "unsent" | "refused" | "unexpected";
  readonly uncertain: boolean;
  /** The exception's name as the service gives it. */
  readonly name: string;
  /** Node's code of a network failure. */
  readonly code: string | undefined;
  readonly status: number | undefined;
  /** The answer could not be read. */
  readonly unreadable: boolean;
}

/** Rate limits by name. The status 429 says nothing: `LimitExceededException` has it too, and that is a quota. */
const THROTTLES = new Set([
  "ThrottlingException",
  "TooManyRequestsException",
  "Throttling",
  "ThrottledException",
  "RequestThrottled",
  "RequestThrottledException",
  "RequestLimitExceeded",
  "SlowDown",
]);

/** Network failures with which no request left this machine. */
const NOT_SENT = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"]);

const NETWORK = new Set([
  ...NOT_SENT,
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ECONNABORTED",
  "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
  "ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC",
  "ERR_SSL_UNEXPECTED_EOF_WHILE_READING",
  "ERR_STREAM_PREMATURE_CLOSE",
]);

/** Statuses with which something between us and the service, or the service itself, asks to try again. */
const PASSING = new Set([408, 425, 429]);

export function classify(error: unknown): Failure {
  const thrown: Answer = typeof error === "object" && error !== null ? (error as Answer) : {};
  const name = typeof thrown.name === "string" ? thrown.name : "";
  const code = typeof thrown.code === "string" ? thrown.code : undefined;
  const status = statusOf(thrown);
  const facts = { name, code, status, unreadable: isUnreadable(error, status) };
  if (THROTTLES.has(name)) return { ...facts, type: "throttled", uncertain: false };
  if (code !== undefined && NOT_SENT.has(code)) return { ...facts, type: "transient", uncertain: false };
  if (isConnectTimeout(error)) return { ...facts, type: "transient", uncertain: false };
  if (isNetwork(name, code)) return { ...facts, type: "transient", uncertain: true };
  if (status === undefined) return withoutAnswer(facts, error);
  if (name === "LimitExceededException") return { ...facts, type: "refused", uncertain: false };
  const transient = status >= 500 || status < 300 || (PASSING.has(status) && isNameless(facts));
  return { ...facts, type: transient ? "transient" : "refused", uncertain: transient };
}

/** TLS and local failures have a code; what has none and is not about credentials is a surprise. */
function withoutAnswer(facts: Omit<Failure, "type" | "uncertain">, error: unknown): Failure {
  if (isBeforeSigning(error)) return { ...facts, type: "refused", uncertain: false };
  if (facts.code !== undefined) return { ...facts, type: "unsent", uncertain: false };
  return { ...facts, type: "unexpected", uncertain: true };
}

/** Without credentials or a Region no request is made. */
function isBeforeSigning(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name.endsWith("ProviderError") || error.message.startsWith("Region is missing");
}

function statusOf(thrown: Answer): number | undefined {
  const metadata = thrown.$metadata as { httpStatusCode?: unknown } | undefined;
  return typeof metadata?.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

/** The SDK fails to read an answer with the errors of the language itself. */
function isUnreadable(error: unknown, status: number | undefined): boolean {
  return status !== undefined && (error instanceof SyntaxError || error instanceof TypeError);
}

/** Whether the connection failed, be it in the middle of an answer. */
export function isNetwork(name: string, code: string | undefined): boolean {
  return name === "TimeoutError" || (code !== undefined && (NETWORK.has(code) || code.startsWith("HPE_")));
}

/** The SDK has no code for a connection that did not come about in time, only this sentence. */
function isConnectTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError" && error.message.includes("establish a connection");
}

function isNameless({ name, unreadable }: Pick<Failure, "name" | "unreadable">): boolean {
  return unreadable || name === "" || name.startsWith("Unknown") || name === "Error" || /^\d/.test(name);
}
