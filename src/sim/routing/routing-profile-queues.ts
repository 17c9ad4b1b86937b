import type {
  AssociateRoutingProfileQueuesRequest,
  DisassociateRoutingProfileQueuesRequest,
  ListRoutingProfileQueuesRequest,
  RoutingProfileQueueReference,
  UpdateRoutingProfileQueuesRequest,
} from "@aws-sdk/client-connect";
import type { RoutingProfileEntry } from "../entries/entries.js";
import { invalidParameter, invalidRequest, limitExceeded } from "../fault.js";
import { find, instanceOf } from "../find.js";
import type { Instance } from "../instance.js";
import { pageOf } from "../paging.js";
import { lastModified } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** The queues of a routing profile, and those for work by hand; one entry for each pair of queue and channel, at most 50. */
export const ROUTING_PROFILE_QUEUE_OPERATIONS = {
  AssociateRoutingProfileQueues: associate,
  DisassociateRoutingProfileQueues: disassociate,
  UpdateRoutingProfileQueues: update,
  ListRoutingProfileQueues: list,
  ListRoutingProfileManualAssignmentQueues: listManual,
} satisfies Record<string, Operation>;

interface QueueConfig {
  readonly QueueReference: RoutingProfileQueueReference | undefined;
}

const keyOf = (reference: RoutingProfileQueueReference | undefined): string =>
  `${reference?.QueueId} ${reference?.Channel}`;

const PAIRS = 50;

/** The queues with some added or replaced; refuses unknown queues and more than 50 pairs. */
export function withQueues<C extends QueueConfig>(
  call: Call,
  instance: Instance,
  before: readonly C[],
  added: readonly C[],
): readonly C[] {
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

interface Target {
  readonly InstanceId: string;
  readonly RoutingProfileId: string;
}

type Fields = (profile: RoutingProfileEntry, instance: Instance) => Partial<RoutingProfileEntry>;

function change(call: Call, input: Target, fields: Fields): object {
  const instance = instanceOf(call, input.InstanceId);
  const profile = find(call, instance, "routingProfiles", input.RoutingProfileId);
  instance.tables.routingProfiles.put({ ...profile, ...fields(profile, instance), modifiedAt: call.world.now() });
  return {};
}

function associate(call: Call, input: Known<AssociateRoutingProfileQueuesRequest>): object {
  return change(call, input, ({ queues, manualQueues = [] }, instance) => ({
    queues: withQueues(call, instance, queues, input.QueueConfigs ?? []),
    manualQueues: withQueues(call, instance, manualQueues, input.ManualAssignmentQueueConfigs ?? []),
  }));
}

/** Changes priority and delay of queues that the profile has. */
function update(call: Call, input: Known<UpdateRoutingProfileQueuesRequest>): object {
  return change(call, input, ({ queues }, instance) => {
    const updated = withQueues(call, instance, queues, input.QueueConfigs);
    if (updated.length > queues.length) throw invalidRequest("A queue is not associated with the routing profile");
    return { queues: updated };
  });
}

function disassociate(call: Call, input: Known<DisassociateRoutingProfileQueuesRequest>): object {
  const { QueueReferences = [], ManualAssignmentQueueReferences = [] } = input;
  if (Math.max(QueueReferences.length, ManualAssignmentQueueReferences.length) > 10)
    throw invalidParameter("At most 10 queues can be disassociated at once");
  return change(call, input, ({ queues, manualQueues = [] }) => ({
    queues: without(queues, QueueReferences),
    manualQueues: without(manualQueues, ManualAssignmentQueueReferences),
  }));
}

function without<C extends QueueConfig>(configs: readonly C[], gone: readonly RoutingProfileQueueReference[]): C[] {
  const keys = new Set(gone.map(keyOf));
  return configs.filter((config) => !keys.has(keyOf(config.QueueReference)));
}

function list(call: Call, input: Known<ListRoutingProfileQueuesRequest>): object {
  const { items, ...rest } = pageOfQueues(call, input, (profile) => profile.queues);
  return { RoutingProfileQueueConfigSummaryList: items, ...rest };
}

function listManual(call: Call, input: Known<ListRoutingProfileQueuesRequest>): object {
  const { items, ...rest } = pageOfQueues(call, input, (profile) => profile.manualQueues ?? []);
  return { RoutingProfileManualAssignmentQueueConfigSummaryList: items, ...rest };
}

function pageOfQueues(
  call: Call,
  input: Known<ListRoutingProfileQueuesRequest>,
  of: (profile: RoutingProfileEntry) => readonly QueueConfig[],
): { readonly items: readonly object[] } {
  const instance = instanceOf(call, input.InstanceId);
  const profile = find(call, instance, "routingProfiles", input.RoutingProfileId);
  const { items, NextToken } = pageOf(call, input, of(profile), 100);
  const summaries = items.flatMap(({ QueueReference, ...rest }) => {
    const queue = instance.tables.queues.get(QueueReference?.QueueId ?? "");
    if (queue === undefined) return [];
    const named = { QueueId: queue.id, QueueArn: queue.arn, QueueName: queue.name };
    return [{ ...named, ...rest, Channel: QueueReference?.Channel }];
  });
  return { items: summaries, ...(NextToken === undefined ? {} : { NextToken }), ...lastModified(profile, instance) };
}
