import type {
  CreateQueueRequest,
  DescribeQueueRequest,
  ListQueuesRequest,
  SearchQueuesRequest,
} from "@aws-sdk/client-connect";
import type { QueueEntry, RoutingProfileEntry } from "../entries/entries.js";
import { inUse } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import type { Call, Known, Operation } from "../world.js";
import { checkCaller, findStandard } from "./queue-updates.js";

/** Queues; their updates are in `queue-updates.ts`. */
export const QUEUE_OPERATIONS = {
  CreateQueue: createQueue,
  DescribeQueue: describeQueue,
  DeleteQueue: deleteQueue,
  ListQueues: listQueues,
  SearchQueues: searchQueues,
} satisfies Record<string, Operation>;

function createQueue(call: Call, input: Known<CreateQueueRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  refuseFull(call, instance, "queues");
  refuseTaken(instance, "queues", input.Name);
  const hours = find(call, instance, "hours", input.HoursOfOperationId);
  checkCaller(call, instance, input.OutboundCallerConfig);
  const quick = (input.QuickConnectIds ?? []).map((id) => find(call, instance, "quickConnects", id).id);
  const entry = instance.tables.queues.put({
    ...newEntry(call, (id) => arnOf(instance.about, "queues", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    type: "STANDARD",
    status: "ENABLED",
    hoursId: hours.id,
    maxContacts: input.MaxContacts,
    outboundCaller: input.OutboundCallerConfig,
    outboundEmail: input.OutboundEmailConfig,
    quickConnectIds: [...new Set(quick)],
  });
  return { QueueId: entry.id, QueueArn: entry.arn };
}

function describeQueue(call: Call, input: Known<DescribeQueueRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { Queue: shown(find(call, instance, "queues", input.QueueId), instance) };
}

/** The queue of an agent has no name and no hours. */
const shown = (entry: QueueEntry, instance: Instance): object => ({
  QueueId: entry.id,
  QueueArn: entry.arn,
  Name: entry.type === "AGENT" ? undefined : entry.name,
  Description: entry.description,
  OutboundCallerConfig: entry.outboundCaller,
  OutboundEmailConfig: entry.outboundEmail,
  HoursOfOperationId: entry.type === "AGENT" ? undefined : entry.hoursId,
  MaxContacts: entry.maxContacts,
  Status: entry.status,
  Tags: entry.tags,
  LastModifiedTime: new Date(entry.modifiedAt),
  LastModifiedRegion: instance.about.region,
});

/** A queue that a routing profile or a quick connect uses stays. */
function deleteQueue(call: Call, input: Known<DescribeQueueRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = findStandard(call, instance, input.QueueId);
  const user = userOf(instance, entry.id);
  if (user !== undefined) throw inUse(`The queue ${entry.name} is used by ${user}`);
  instance.tables.queues.remove(entry.id);
  return {};
}

const queueIdsOf = ({ queues, manualQueues = [] }: RoutingProfileEntry): unknown[] =>
  [...queues, ...manualQueues].map((config) => config.QueueReference?.QueueId);

function userOf(instance: Instance, id: string): string | undefined {
  const profile = instance.tables.routingProfiles
    .all()
    .find((item) => item.defaultQueueId === id || queueIdsOf(item).includes(id));
  if (profile !== undefined) return `routing profile ${profile.name}`;
  const quick = instance.tables.quickConnects.all().find((item) => item.config.QueueConfig?.QueueId === id);
  return quick === undefined ? undefined : `quick connect ${quick.name}`;
}

function listQueues(call: Call, input: Known<ListQueuesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const types = input.QueueTypes ?? [];
  const found = listed(call, instance.tables.queues.all()).filter(
    (entry) => types.length === 0 || types.includes(entry.type),
  );
  const { items, NextToken } = pageOf(call, input, found);
  const list = items.map((entry) => ({
    Id: entry.id,
    Arn: entry.arn,
    Name: entry.type === "AGENT" ? undefined : entry.name,
    QueueType: entry.type,
    LastModifiedTime: new Date(entry.modifiedAt),
    LastModifiedRegion: instance.about.region,
  }));
  return { QueueSummaryList: list, NextToken };
}

function searchQueues(call: Call, input: Known<SearchQueuesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const standard = instance.tables.queues.all().filter((entry) => entry.type === "STANDARD");
  const { items, ...rest } = searchPage(call, input, standard, {
    fields: () => ({}),
    conditions: { QueueTypeCondition: (entry, wanted) => entry.type === wanted },
    most: 500,
  });
  return { Queues: items.map((entry) => shown(entry, instance)), ...rest };
}
