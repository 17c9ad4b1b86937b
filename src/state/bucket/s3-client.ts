import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { BucketAccess } from "./bucket-place.js";

/** Whose credentials are used, and what the process is told by its variables. */
export interface BucketCredentials {
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  /** The Region of the environment, for a bucket that names none. */
  readonly region?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where a store is to be looked for, once all that may say so was heard. */
export interface StoreAddress {
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly forcePathStyle: boolean;
}

/** The manifest comes before the environment's variables; a store with an endpoint has any Region. */
export function storeAddress(access: BucketAccess, { region, env }: BucketCredentials): StoreAddress {
  const ignored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === "true";
  const configured = ignored ? undefined : env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || undefined;
  const endpoint = access.endpoint ?? configured;
  const known = access.region ?? region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  return {
    endpoint,
    region: known ?? (endpoint === undefined ? undefined : "us-east-1"),
    forcePathStyle: access.forcePathStyle ?? endpoint !== undefined,
  };
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 15_000;

/** Makes a client that sends every request once: what may be sent again is decided above it. */
export async function openS3Client(
  address: StoreAddress,
  credentials: BucketCredentials,
): Promise<{ readonly sdk: typeof import("@aws-sdk/client-s3"); readonly client: S3Client }> {
  const sdk = await import("@aws-sdk/client-s3");
  const { endpoint, region, forcePathStyle } = address;
  const given = await credentialsOf(credentials);
  const client = new sdk.S3Client({
    maxAttempts: 1,
    forcePathStyle,
    followRegionRedirects: endpoint === undefined,
    // Stores that only speak S3 know no checksums of their own in trailers; Amazon S3 needs none with TLS.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: handlerOptions(),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(credentials.profile === undefined ? {} : { profile: credentials.profile }),
    ...(given === undefined ? {} : { credentials: given }),
  });
  return { sdk, client };
}

function handlerOptions(): NonNullable<S3ClientConfig["requestHandler"]> {
  const silent = () => undefined;
  const agent = { keepAlive: true, maxSockets: 64 };
  return {
    connectionTimeout: CONNECT_MS,
    requestTimeout: ANSWER_MS,
    throwOnRequestTimeout: true,
    socketTimeout: ANSWER_MS,
    httpAgent: agent,
    httpsAgent: agent,
    logger: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  };
}

async function credentialsOf({ profile, roleArn, region }: BucketCredentials): Promise<S3ClientConfig["credentials"]> {
  if (roleArn === undefined) return undefined;
  const { fromTemporaryCredentials, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, RoleSessionName: "connectctl" },
    ...(profile === undefined ? {} : { masterCredentials: fromNodeProviderChain({ profile }) }),
    clientConfig: { maxAttempts: 3, requestHandler: handlerOptions(), ...(region ? { region } : {}) },
  });
}
