import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault, type FaultKind } from "../../model/fault.js";
import { type FailureFacts, factsOf, isForeign, isNetwork } from "./bucket-failure.js";

/** What was tried, for messages. */
export interface BucketAttempt {
  /** The operation as S3 names it. */
  readonly operation: string;
  /** `s3://bucket/key` */
  readonly place: string;
  readonly bucket: string;
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

type Explained = readonly [FaultKind, Omit<Diagnostic, "severity">];

type Explain = (facts: FailureFacts, attempt: BucketAttempt, error: unknown) => Explained;

/** What S3 refuses, by the code of its answer. Source: the error responses page of the S3 API reference. */
const BY_NAME: Readonly<Record<string, Explain>> = {
  AccessDenied: denied,
  AllAccessDisabled: denied,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  TokenRefreshRequired: expired,
  InvalidAccessKeyId: unusable,
  InvalidToken: unusable,
  SignatureDoesNotMatch: unusable,
  UnrecognizedClientException: unusable,
  InvalidClientTokenId: unusable,
  CredentialsProviderError: absent,
  TokenProviderError: absent,
  RequestTimeTooSkewed: skewed,
  RequestExpired: skewed,
  RequestInTheFuture: skewed,
  NoSuchBucket: noBucket,
  PermanentRedirect: wrongRegion,
  TemporaryRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
};

/** Translates an exception of the S3 client; the messages never hold what was sent or signed with. */
export function bucketFault(error: unknown, attempt: BucketAttempt): Fault {
  if (error instanceof Fault) return error;
  const facts = factsOf(error);
  const explain = isForeign(error) ? foreign : explainBy(facts);
  const [kind, diagnostic] = explain(facts, attempt, error);
  return new Fault(kind, [{ severity: "error", file: attempt.place, ...diagnostic }], { cause: error });
}

function explainBy({ name, code, status, message }: FailureFacts): Explain {
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known) return known;
  if (message.startsWith("Region is missing")) return noRegion;
  if (status === 403) return denied;
  if (status === 301 || status === 307) return wrongRegion;
  if (isNetwork(code) || name === "TimeoutError" || (status === undefined && code !== undefined)) return network;
  return failed;
}

/** The permission that an operation asks for, as it stands in a policy. */
const ACTIONS: Readonly<Record<string, string>> = {
  ListObjectsV2: "s3:ListBucket",
  ListObjectVersions: "s3:ListBucketVersions",
};

function denied({ message }: FailureFacts, { operation, place, bucket }: BucketAttempt): Explained {
  const action = ACTIONS[operation] ?? `s3:${operation}`;
  const more = operation === "GetObject" ? " and `s3:ListBucket`, without which S3 does not say what is missing" : "";
  return [
    "permission",
    {
      code: "state/store-denied",
      summary: `The store does not allow \`${action}\``,
      detail: `It is needed for ${place}.${message === "" ? "" : ` The store said: ${message}`}`,
      help: `allow \`${action}\`${more} for the bucket \`${bucket}\` in a policy of the role or user, and check the bucket's own policy`,
    },
  ];
}

function expired(_: FailureFacts, { profile }: BucketAttempt): Explained {
  const help = profile ? `run \`aws sso login --profile ${profile}\`` : "sign in again, or set new AWS credentials";
  return credentials("The credentials for the store have expired", undefined, help);
}

function unusable(_: FailureFacts, { place }: BucketAttempt): Explained {
  const detail = `For ${place}, the access key is not known, or the secret key is not the right one.`;
  return credentials("The store refused the credentials", detail, "check which credentials are in use");
}

function absent({ message }: FailureFacts, { profile }: BucketAttempt): Explained {
  const [detail = ""] = message.split("\n");
  const whose = profile ? ` of the profile \`${profile}\`` : "";
  const help = "set AWS_PROFILE or the environment's `profile`, or sign in with `aws sso login`";
  return credentials(`No credentials${whose} were found for the store`, detail, help);
}

function skewed(): Explained {
  const detail = "Requests that were signed too far from the store's own time are refused.";
  return credentials("The clock of this machine is wrong", detail, "set the clock, then run the command again");
}

function credentials(summary: string, detail: string | undefined, help: string): Explained {
  return ["credentials", { code: "state/store-credentials", summary, ...(detail ? { detail } : {}), help }];
}

function noBucket(_: FailureFacts, { bucket, endpoint, region }: BucketAttempt): Explained {
  const where = endpoint ?? `Amazon S3${region ? ` in ${region}` : ""}`;
  return [
    "state",
    {
      code: "state/no-bucket",
      summary: `There is no bucket \`${bucket}\``,
      detail: `${where} does not know it. connectctl makes no buckets.`,
      help: "create the bucket, with versioning on and public access off, or correct `state` of the environment",
    },
  ];
}

function wrongRegion(_: FailureFacts, { bucket, region }: BucketAttempt, error: unknown): Explained {
  const found = regionIn(error);
  return [
    "credentials",
    {
      code: "state/store-region",
      summary: `The bucket \`${bucket}\` is in another Region`,
      detail: `It was asked for in ${region ?? "no Region"}.${found === undefined ? "" : ` It is in ${found}.`}`,
      help: `write \`state: { s3: …, region: ${found ?? "REGION"} }\` in the environment`,
    },
  ];
}

/** Where a bucket is, as S3 says in the body of some refusals and in a header of all; a name, or nothing to go by. */
function regionIn(error: unknown): string | undefined {
  const { Region, $response } = error as { Region?: unknown; $response?: { headers?: Record<string, unknown> } };
  const told = [Region, $response?.headers?.["x-amz-bucket-region"]];
  return told.find((one): one is string => typeof one === "string" && /^[a-z]{2}(?:-[a-z0-9]+)+$/.test(one));
}

function noRegion(): Explained {
  return [
    "credentials",
    {
      code: "state/store-region",
      summary: "No Region is known for the store",
      help: "write `region` beside `s3` in the environment's `state`, or set AWS_REGION",
    },
  ];
}

function network({ code, name }: FailureFacts, { endpoint, operation }: BucketAttempt): Explained {
  const where = endpoint ?? "Amazon S3";
  return [
    "network",
    {
      code: "state/store-network",
      summary: `${where} cannot be reached`,
      detail: `${operation} failed with ${code ?? name}, again and again.`,
      help: endpoint ? `check that something listens at ${endpoint}` : "check the network, then run the command again",
    },
  ];
}

function foreign({ status }: FailureFacts, { operation, place, endpoint }: BucketAttempt): Explained {
  const where = endpoint ?? "Amazon S3";
  return [
    "service",
    {
      code: "state/store-failure",
      summary: `What answers for ${where} is not a store`,
      detail: `${operation} for ${place} was answered with status ${status ?? "unknown"} and without anything that a store says, again and again; a proxy may have answered.`,
      help: `${endpoint ? "check the `endpoint` of the state, and" : "check"} the proxy of this network, then run the command again`,
    },
  ];
}

function failed({ name, status, message }: FailureFacts, { operation, place }: BucketAttempt): Explained {
  const said = message === "" || message === name ? "" : ` It said: ${message}`;
  return [
    "service",
    {
      code: "state/store-failure",
      summary: `The store failed to carry out ${operation}`,
      detail: `For ${place} it answered ${name === "" ? "nothing known" : name} (status ${status ?? "unknown"}).${said}`,
      help: "run the command again; if it keeps failing, look at the bucket and its provider's status",
    },
  ];
}
