/** Requests per second that refill a bucket, and how many it holds. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** The rate at which an environment may be asked; `unlimited` for imitations of the service. */
export type Rate =
  | "unlimited"
  | (Partial<RateLimit> & { readonly operations?: Readonly<Record<string, Partial<RateLimit>>> });

/** Rewrites ARNs and texts in content that no address stands for; `*` matches any run. */
export interface RewriteRule {
  readonly from: string;
  readonly to: string;
}

/** How to reach an S3-compatible store. */
export interface StateAccess {
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether the bucket stands in the path, not in the host name; true by default with an endpoint. */
  readonly forcePathStyle?: boolean;
}

/** A named instance with its variables, names and state. */
export interface Environment {
  readonly name: string;
  /** Uses the embedded Amazon Connect instead of the service. */
  readonly simulator: boolean;
  readonly region?: string;
  /** Alias, id or ARN of the Amazon Connect instance. */
  readonly instance?: string;
  /** The only account this environment may be in, twelve digits. */
  readonly account?: string;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly endpoint?: string;
  readonly rate?: Rate;
  readonly vars: Readonly<Record<string, string>>;
  /** This environment's name (or ARN) for single addresses. */
  readonly names: Readonly<Record<string, string>>;
  readonly rewrite: readonly RewriteRule[];
  /** Patterns of addresses that are never deleted or replaced. */
  readonly protect: readonly string[];
  /** Where the state lies, relative to the project folder; or `s3://bucket/key`. */
  readonly state: string;
  /** How the bucket of the state is reached, where it is not Amazon S3's own way. */
  readonly stateAccess?: StateAccess;
}

/** The instance a plan is for. */
export interface Target {
  readonly instanceId: string;
  readonly instanceArn: string;
  readonly accountId: string;
  readonly region: string;
}
