import type {
  CreateQuickConnectRequest,
  DescribeQuickConnectRequest,
  ListQuickConnectsRequest,
  QuickConnectConfig,
  SearchQuickConnectsRequest,
  UpdateQuickConnectConfigRequest,
  UpdateQuickConnectNameRequest,
} from "@aws-sdk/client-connect";
import type { QuickConnectEntry } from "../entries/entries.js";
import { invalidParameter } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseNothing, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Quick connects: what agents can transfer to with one click. */
export const QUICK_CONNECT_OPERATIONS = {
  CreateQuickConnect: createQuickConnect,
  DescribeQuickConnect: describeQuickConnect,
  UpdateQuickConnectName: updateName,
  UpdateQuickConnectConfig: updateConfig,
  DeleteQuickConnect: deleteQuickConnect,
  ListQuickConnects: listQuickConnects,
  SearchQuickConnects: searchQuickConnects,
} satisfies Record<string, Operation>;

function createQuickConnect(call: Call, input: Known<CreateQuickConnectRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  refuseFull(call, instance, "quickConnects");
  refuseTaken(instance, "quickConnects", input.Name);
  checkConfig(call, instance, input.QuickConnectConfig);
  const entry = instance.tables.quickConnects.put({
    ...newEntry(call, (id) => arnOf(instance.about, "quickConnects", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    config: input.QuickConnectConfig,
  });
  return { QuickConnectId: entry.id, QuickConnectARN: entry.arn };
}

const PARTS = { USER: "UserConfig", QUEUE: "QueueConfig", PHONE_NUMBER: "PhoneConfig", FLOW: "FlowConfig" } as const;

/** The config must have exactly the part of its type, and what the part refers to must exist. */
function checkConfig(call: Call, instance: Instance, config: Known<QuickConnectConfig>): void {
  const wanted = PARTS[config.QuickConnectType];
  const given = Object.values(PARTS).filter((part) => config[part] !== undefined);
  if (given.length !== 1 || given[0] !== wanted) {
    throw invalidParameter(`A quick connect of type ${config.QuickConnectType} must have ${wanted} and no other`);
  }
  const flowId = (config.UserConfig ?? config.QueueConfig ?? config.FlowConfig)?.ContactFlowId;
  const flow = flowId === undefined ? undefined : find(call, instance, "flows", flowId);
  if (config.QueueConfig !== undefined && flow?.type !== "QUEUE_TRANSFER")
    throw invalidParameter(`The contact flow is not of type QUEUE_TRANSFER. Id: ${flow?.id}`);
  if (config.QueueConfig !== undefined) find(call, instance, "queues", config.QueueConfig.QueueId);
  if (config.UserConfig !== undefined) find(call, instance, "users", config.UserConfig.UserId);
  const number = config.PhoneConfig?.PhoneNumber;
  if (number !== undefined && !/^\+[1-9]\d{1,14}$/.test(number))
    throw invalidParameter(`PhoneNumber is not valid: ${number}`);
}

function describeQuickConnect(call: Call, input: Known<DescribeQuickConnectRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { QuickConnect: shown(find(call, instance, "quickConnects", input.QuickConnectId), instance) };
}

const shown = (entry: QuickConnectEntry, instance: Instance): object => ({
  QuickConnectId: entry.id,
  QuickConnectARN: entry.arn,
  Name: entry.name,
  Description: entry.description,
  QuickConnectConfig: entry.config,
  Tags: entry.tags,
  ...lastModified(entry, instance),
});

function updateName(call: Call, input: Known<UpdateQuickConnectNameRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "quickConnects", input.QuickConnectId);
  refuseNothing(input.Name, input.Description);
  if (input.Name !== undefined && instance.tables.quickConnects.taken(input.Name, entry.id)) {
    throw invalidParameter(`A quick connect with the name ${input.Name} already exists`);
  }
  instance.tables.quickConnects.put({
    ...entry,
    name: input.Name ?? entry.name,
    description: describedAs(input.Description, entry.description),
    modifiedAt: call.world.now(),
  });
  return {};
}

function updateConfig(call: Call, input: Known<UpdateQuickConnectConfigRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "quickConnects", input.QuickConnectId);
  checkConfig(call, instance, input.QuickConnectConfig);
  instance.tables.quickConnects.put({ ...entry, config: input.QuickConnectConfig, modifiedAt: call.world.now() });
  return {};
}

function deleteQuickConnect(call: Call, input: Known<DescribeQuickConnectRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "quickConnects", input.QuickConnectId);
  instance.tables.quickConnects.remove(entry.id);
  for (const queue of instance.tables.queues.all()) {
    if (!queue.quickConnectIds.includes(entry.id)) continue;
    instance.tables.queues.put({ ...queue, quickConnectIds: queue.quickConnectIds.filter((id) => id !== entry.id) });
  }
  return {};
}

function listQuickConnects(call: Call, input: Known<ListQuickConnectsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const types: readonly unknown[] = input.QuickConnectTypes ?? [];
  const all = listed(call, instance.tables.quickConnects.all());
  const found = all.filter((entry) => types.length === 0 || types.includes(entry.config.QuickConnectType));
  const { items, NextToken } = pageOf(call, input, found);
  const list = items.map((entry) => ({
    ...summaryOf(entry, instance),
    QuickConnectType: entry.config.QuickConnectType,
  }));
  return { QuickConnectSummaryList: list, NextToken };
}

function searchQuickConnects(call: Call, input: Known<SearchQuickConnectsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.quickConnects.all(), { fields: () => ({}) });
  return { QuickConnects: items.map((entry) => shown(entry, instance)), ...rest };
}
