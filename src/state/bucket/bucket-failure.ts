/**
 * What an exception of the S3 client means for what we may do next. `refused`: the condition did not hold. `busy`:
 * nothing was done: another write was under way, or the signature's time was refused, by which the client has set its clock.
 * `passing`: may be tried again, and may have been carried out.
 */
export type BucketFailure = "missing" | "refused" | "busy" | "unsupported" | "passing" | "final";

const FOREIGN = "ForeignAnswer";

/**
 * An answer without what S3 always says was given by something on the way, such as a proxy that asks people to sign in
 * and says so with status 200: nobody knows whether anything was done. It counts as `passing`.
 */
export function foreignAnswer($metadata: { readonly httpStatusCode?: number | undefined }): Error {
  return Object.assign(new Error("the answer is none of a store's"), { name: FOREIGN, $metadata });
}

/**
 * Whether an answer is none of a store's. One that says 404 and nothing else is none either: a store says what is missing,
 * and the client calls what it was not told `NotFound`. Taken for a missing object, it would let a journal be forgotten.
 */
export function isForeign(error: unknown): boolean {
  const { name, status } = factsOf(error);
  return name === FOREIGN || (status === 404 && name === "NotFound");
}

const THROTTLES = new Set(["SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "RequestTimeout"]);

const CLOCK_REFUSALS = new Set(["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"]);

const NETWORK = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ETIMEDOUT",
]);

export function bucketFailure(error: unknown): BucketFailure {
  const { name, code, status } = factsOf(error);
  if (isForeign(error)) return "passing";
  if (name === "NoSuchKey" || name === "NoSuchVersion" || (status === 404 && name !== "NoSuchBucket")) return "missing";
  if (status === 412 || name === "PreconditionFailed") return "refused";
  if (status === 409 || CLOCK_REFUSALS.has(name) || isRefusedSignature(error, name)) return "busy";
  if (status === 501 || status === 405 || name === "NotImplemented") return "unsupported";
  if (THROTTLES.has(name) || name === "TimeoutError" || isNetwork(code)) return "passing";
  if (status !== undefined && (status >= 500 || status < 300 || [408, 425, 429].includes(status))) return "passing";
  return "final";
}

export interface FailureFacts {
  /** The code as S3 gives it, or the exception's name. */
  readonly name: string;
  /** Node's code of a network failure. */
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly message: string;
}

export function factsOf(error: unknown): FailureFacts {
  const thrown = (typeof error === "object" && error !== null ? error : {}) as Readonly<Record<string, unknown>>;
  const metadata = thrown.$metadata as { httpStatusCode?: unknown } | undefined;
  return {
    name: typeof thrown.name === "string" ? thrown.name : "",
    code: typeof thrown.code === "string" ? thrown.code : undefined,
    status: typeof metadata?.httpStatusCode === "number" ? metadata.httpStatusCode : undefined,
    message: typeof thrown.message === "string" ? thrown.message : "",
  };
}

export function isNetwork(code: string | undefined): boolean {
  return code !== undefined && (NETWORK.has(code) || code.startsWith("HPE_"));
}

/** A signature that is refused otherwise may be too old all the same, where the client has just set its clock. */
function isRefusedSignature(error: unknown, name: string): boolean {
  const thrown = error as { $metadata?: { clockSkewCorrected?: unknown } } | null;
  return name === "SignatureDoesNotMatch" && thrown?.$metadata?.clockSkewCorrected === true;
}
