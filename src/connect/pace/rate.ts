import type { Environment, RateLimit } from "../../model/environment.js";

/** What every operation may do that is not in the table. Source: service quotas page of the Administrator Guide. */
const DEFAULT: RateLimit = { perSecond: 2, burst: 5 };

const CONTACT: RateLimit = { perSecond: 10, burst: 15 };
const STREAM: RateLimit = { perSecond: 5, burst: 8 };

/** Requests per second and burst, per account, Region and operation, where they differ from the default. Same source. */
const EXCEPTIONS: Readonly<Record<string, RateLimit>> = {
  DescribeContact: CONTACT,
  StopContact: CONTACT,
  UpdateContact: CONTACT,
  GetContactAttributes: CONTACT,
  UpdateContactAttributes: CONTACT,
  ListContactReferences: CONTACT,
  BatchPutContact: CONTACT,
  TagContact: { perSecond: 20, burst: 25 },
  UntagContact: { perSecond: 20, burst: 25 },
  UpdateContactRoutingData: { perSecond: 20, burst: 20 },
  SearchContacts: { perSecond: 0.5, burst: 1 },
  ListIntegrationAssociations: { perSecond: 25, burst: 50 },
  StartChatContact: STREAM,
  StartContactStreaming: STREAM,
  StopContactStreaming: STREAM,
  CreateParticipant: STREAM,
  CreatePersistentContactAssociation: STREAM,
  UpdateParticipantRoleConfig: STREAM,
  GetMetricData: STREAM,
  GetCurrentMetricData: STREAM,
  GetMetricDataV2: { perSecond: 10, burst: 10 },
  SendChatIntegrationEvent: { perSecond: 17, burst: 26 },
};

/**
 * How often an operation may be asked for in an environment; undefined means as often as one likes. The environment's
 * own rate for the operation goes first, then its rate for all, then the service's.
 */
export function limitOf(
  environment: Pick<Environment, "rate" | "simulator">,
  operation: string,
): RateLimit | undefined {
  const { rate, simulator } = environment;
  if (rate === "unlimited" || (simulator && rate === undefined)) return undefined;
  const usual = EXCEPTIONS[operation] ?? DEFAULT;
  const own = rate?.operations?.[operation];
  return {
    perSecond: own?.perSecond ?? rate?.perSecond ?? usual.perSecond,
    burst: Math.max(1, own?.burst ?? rate?.burst ?? usual.burst),
  };
}
