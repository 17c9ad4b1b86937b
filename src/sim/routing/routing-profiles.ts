import type {
  CreateRoutingProfileRequest,
  DescribeRoutingProfileRequest,
  ListRoutingProfilesRequest,
  MediaConcurrency,
  SearchRoutingProfilesRequest,
} from "@aws-sdk/client-connect";
import type { RoutingProfileEntry } from "../entries/entries.js";
import { inUse, invalidParameter } from "../fault.js";
import { checkTags, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";
import { withQueues } from "./routing-profile-queues.js";

/** Routing profiles; their queues and updates have files of their own. */
export const ROUTING_PROFILE_OPERATIONS = {
  CreateRoutingProfile: createProfile,
  DescribeRoutingProfile: describeProfile,
  DeleteRoutingProfile: deleteProfile,
  ListRoutingProfiles: listProfiles,
  SearchRoutingProfiles: searchProfiles,
} satisfies Record<string, Operation>;

function createProfile(call: Call, input: Known<CreateRoutingProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  refuseFull(call, instance, "routingProfiles");
  refuseTaken(instance, "routingProfiles", input.Name);
  checkConcurrencies(input.MediaConcurrencies);
  const entry = instance.tables.routingProfiles.put({
    ...newEntry(call, (id) => arnOf(instance.about, "routingProfiles", id), input.Name, input.Tags),
    description: input.Description,
    defaultQueueId: find(call, instance, "queues", input.DefaultOutboundQueueId).id,
    queues: withQueues(call, instance, [], input.QueueConfigs ?? []),
    manualQueues: withQueues(call, instance, [], input.ManualAssignmentQueueConfigs ?? []),
    concurrencies: input.MediaConcurrencies,
    timer: input.AgentAvailabilityTimer,
  });
  return { RoutingProfileId: entry.id, RoutingProfileArn: entry.arn };
}

/** Voice takes exactly one contact at a time. */
export function checkConcurrencies(concurrencies: readonly Known<MediaConcurrency>[]): void {
  const voice = concurrencies.find((item) => item.Channel === "VOICE");
  if (voice !== undefined && voice.Concurrency !== 1) throw invalidParameter("Concurrency of channel VOICE must be 1");
}

function describeProfile(call: Call, input: Known<DescribeRoutingProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { RoutingProfile: shown(find(call, instance, "routingProfiles", input.RoutingProfileId), instance) };
}

function shown(entry: RoutingProfileEntry, instance: Instance): object {
  const users = instance.tables.users.all().filter((user) => user.settings.RoutingProfileId === entry.id);
  return {
    InstanceId: instance.about.id,
    RoutingProfileId: entry.id,
    RoutingProfileArn: entry.arn,
    Name: entry.name,
    Description: entry.description,
    MediaConcurrencies: entry.concurrencies,
    DefaultOutboundQueueId: entry.defaultQueueId,
    Tags: entry.tags,
    NumberOfAssociatedQueues: entry.queues.length,
    NumberOfAssociatedManualAssignmentQueues: entry.manualQueues?.length ?? 0,
    NumberOfAssociatedUsers: users.length,
    AgentAvailabilityTimer: entry.timer ?? "TIME_SINCE_LAST_ACTIVITY",
    IsDefault: entry.isDefault ?? false,
    ...lastModified(entry, instance),
  };
}

function deleteProfile(call: Call, input: Known<DescribeRoutingProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "routingProfiles", input.RoutingProfileId);
  const user = instance.tables.users.all().find((candidate) => candidate.settings.RoutingProfileId === entry.id);
  if (user !== undefined) throw inUse(`The routing profile is used by user ${user.name}`, "USER", user.id);
  instance.tables.routingProfiles.remove(entry.id);
  return {};
}

function listProfiles(call: Call, input: Known<ListRoutingProfilesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.routingProfiles.all()));
  return { RoutingProfileSummaryList: items.map((entry) => summaryOf(entry, instance)), NextToken };
}

/** Unlike describing, searching fills in the ids of the queues. */
function searchProfiles(call: Call, input: Known<SearchRoutingProfilesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const idsOf = (configs: RoutingProfileEntry["manualQueues"] = []): string[] =>
    configs.flatMap((item) => item.QueueReference?.QueueId ?? []);
  const queueIds = (entry: RoutingProfileEntry): string[] => idsOf(entry.queues);
  const kind = { fields: (entry: RoutingProfileEntry) => ({ associatedQueueIds: queueIds(entry) }), most: 500 };
  const { items, ...rest } = searchPage(call, input, instance.tables.routingProfiles.all(), kind);
  return {
    RoutingProfiles: items.map((entry) => ({
      ...shown(entry, instance),
      AssociatedQueueIds: queueIds(entry),
      AssociatedManualAssignmentQueueIds: idsOf(entry.manualQueues),
    })),
    ...rest,
  };
}
