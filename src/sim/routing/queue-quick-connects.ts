import type { AssociateQueueQuickConnectsRequest, ListQueueQuickConnectsRequest } from "@aws-sdk/client-connect";
import { limitExceeded } from "../fault.js";
import { find, instanceOf, splitId } from "../find.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";
import { findStandard } from "./queue-updates.js";

/** Which quick connects the agents of a queue see; at most 700. */
export const QUEUE_QUICK_CONNECT_OPERATIONS = {
  AssociateQueueQuickConnects: associate,
  DisassociateQueueQuickConnects: disassociate,
  ListQueueQuickConnects: list,
} satisfies Record<string, Operation>;

const PER_QUEUE = 700;

function associate(call: Call, input: Known<AssociateQueueQuickConnectsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const queue = findStandard(call, instance, input.QueueId);
  const added = input.QuickConnectIds.map((id) => find(call, instance, "quickConnects", id).id);
  const quickConnectIds = [...new Set([...queue.quickConnectIds, ...added])];
  if (quickConnectIds.length > PER_QUEUE)
    throw limitExceeded("You have reached the limit of 700 quick connects for a queue");
  instance.tables.queues.put({ ...queue, quickConnectIds, modifiedAt: call.world.now() });
  return {};
}

function disassociate(call: Call, input: Known<AssociateQueueQuickConnectsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const queue = findStandard(call, instance, input.QueueId);
  const gone = new Set(input.QuickConnectIds.map((id) => splitId(id).id));
  const quickConnectIds = queue.quickConnectIds.filter((id) => !gone.has(id));
  instance.tables.queues.put({ ...queue, quickConnectIds, modifiedAt: call.world.now() });
  return {};
}

function list(call: Call, input: Known<ListQueueQuickConnectsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const queue = find(call, instance, "queues", input.QueueId);
  const found = queue.quickConnectIds.flatMap((id) => instance.tables.quickConnects.get(id) ?? []);
  const { items, NextToken } = pageOf(call, input, found, 100);
  const summaries = items.map((entry) => ({
    Id: entry.id,
    Arn: entry.arn,
    Name: entry.name,
    QuickConnectType: entry.config.QuickConnectType,
    LastModifiedTime: new Date(entry.modifiedAt),
    LastModifiedRegion: instance.about.region,
  }));
  return {
    QuickConnectSummaryList: summaries,
    NextToken,
    LastModifiedTime: new Date(queue.modifiedAt),
    LastModifiedRegion: instance.about.region,
  };
}
