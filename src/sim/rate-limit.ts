import { fault } from "./fault.js";

/** A token bucket: so many calls a second, and so many at once. */
interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Takes one token for a call; refuses when the bucket of its operation is empty. */
export type RateLimit = (operation: string, owner: string) => void;

export const UNLIMITED: RateLimit = () => {};

/** The service's default limits: one bucket for each operation, account and region, shared by all instances there. */
export function serviceRateLimit(now: () => number): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (operation, owner) => {
    const rate = RATES[operation] ?? DEFAULT_RATE;
    const key = `${owner} ${operation}`;
    const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now() };
    const refilled = bucket.tokens + ((now() - bucket.at) / 1000) * rate.perSecond;
    const tokens = Math.min(rate.burst, refilled);
    buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now() });
    if (tokens < 1) throw fault(THROTTLE_NAMES[operation] ?? "ThrottlingException", "Rate exceeded");
  };
}

const DEFAULT_RATE: Rate = { perSecond: 2, burst: 5 };
const CONTACTS: Rate = { perSecond: 10, burst: 15 };
const CONTACT_TAGS: Rate = { perSecond: 20, burst: 25 };

const RATES: Readonly<Record<string, Rate>> = {
  DescribeContact: CONTACTS,
  StopContact: CONTACTS,
  UpdateContact: CONTACTS,
  GetContactAttributes: CONTACTS,
  UpdateContactAttributes: CONTACTS,
  ListContactReferences: CONTACTS,
  TagContact: CONTACT_TAGS,
  UntagContact: CONTACT_TAGS,
  ListIntegrationAssociations: { perSecond: 25, burst: 50 },
};

const VIEW_THROTTLE = "TooManyRequestsException";

const THROTTLE_NAMES: Readonly<Record<string, string>> = {
  CreateView: VIEW_THROTTLE,
  DescribeView: VIEW_THROTTLE,
  UpdateViewContent: VIEW_THROTTLE,
  UpdateViewMetadata: VIEW_THROTTLE,
  DeleteView: VIEW_THROTTLE,
  ListViews: VIEW_THROTTLE,
};
