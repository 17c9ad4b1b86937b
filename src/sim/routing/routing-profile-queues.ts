import type {
  AssociateRoutingProfileQueuesRequest,
  DisassociateRoutingProfileQueuesRequest,
  ListRoutingProfileQueuesRequest,
  RoutingProfileQueueConfig,
  RoutingProfileQueueReference,
  UpdateRoutingProfileQueuesRequest,
} from "@aws-sdk/client-connect";
import { invalidParameter, limitExceeded } from "../fault.js";
import { find, instanceOf } from "../find.js";
import type { Instance } from "../instance.js";
import { pageOf } from "../paging.js";
import { lastModified } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** The queues of a routing profile; one entry for each pair of queue and channel, at most 50. */
export const ROUTING_PROFILE_QUEUE_OPERATIONS = {
  AssociateRoutingProfileQueues: associate,
  DisassociateRoutingProfileQueues: disassociate,
  UpdateRoutingProfileQueues: associate,
  ListRoutingProfileQueues: list,
} satisfies Record<string, Operation>;

type Queues = readonly RoutingProfileQueueConfig[];

const keyOf = (reference: RoutingProfileQueueReference | undefined): string =>
  `${reference?.QueueId} ${reference?.Channel}`;

const PAIRS = 50;

/** The queues with some added or replaced; refuses unknown queues and more than 50 pairs. */
export function withQueues(call: Call, instance: Instance, before: Queues, added: Queues): Queues {
  const pairs = new Map(before.map((config) => [keyOf(config.QueueReference), config]));
  for (const config of added) {
    const queue = find(call, instance, "queues", config.QueueReference?.QueueId ?? "");
    const reference = { QueueId: queue.id, Channel: config.QueueReference?.Channel };
    pairs.set(keyOf(reference), { ...config, QueueReference: reference });
  }
  if (pairs.size > PAIRS)
    throw limitExceeded("You have reached the limit of 50 queues and channels for a routing profile");
  return [...pairs.values()];
}

type AddRequest = AssociateRoutingProfileQueuesRequest | UpdateRoutingProfileQueuesRequest;

function associate(call: Call, input: Known<AddRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const profile = find(call, instance, "routingProfiles", input.RoutingProfileId);
  const queues = withQueues(call, instance, profile.queues, input.QueueConfigs ?? []);
  instance.tables.routingProfiles.put({ ...profile, queues, modifiedAt: call.world.now() });
  return {};
}

function disassociate(call: Call, input: Known<DisassociateRoutingProfileQueuesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const profile = find(call, instance, "routingProfiles", input.RoutingProfileId);
  const references = input.QueueReferences ?? [];
  if (references.length > 10) throw invalidParameter("At most 10 queues can be disassociated at once");
  const gone = new Set(references.map(keyOf));
  const queues = profile.queues.filter((config) => !gone.has(keyOf(config.QueueReference)));
  instance.tables.routingProfiles.put({ ...profile, queues, modifiedAt: call.world.now() });
  return {};
}

function list(call: Call, input: Known<ListRoutingProfileQueuesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const profile = find(call, instance, "routingProfiles", input.RoutingProfileId);
  const { items, NextToken } = pageOf(call, input, profile.queues, 100);
  const summaries = items.flatMap((config) => {
    const queue = instance.tables.queues.get(config.QueueReference?.QueueId ?? "");
    if (queue === undefined) return [];
    const { Priority, Delay } = config;
    const Channel = config.QueueReference?.Channel;
    return [{ QueueId: queue.id, QueueArn: queue.arn, QueueName: queue.name, Priority, Delay, Channel }];
  });
  return { RoutingProfileQueueConfigSummaryList: summaries, NextToken, ...lastModified(profile, instance) };
}
