import type {
  CreateHoursOfOperationRequest,
  DescribeHoursOfOperationRequest,
  ListHoursOfOperationsRequest,
  SearchHoursOfOperationsRequest,
  UpdateHoursOfOperationRequest,
} from "@aws-sdk/client-connect";
import type { HoursEntry } from "../entries/entries.js";
import { invalidParameter, invalidRequest } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import type { Call, Known, Operation } from "../world.js";

/** Hours of operation; their overrides are in `hours-overrides.ts`. */
export const HOURS_OPERATIONS = {
  CreateHoursOfOperation: createHours,
  DescribeHoursOfOperation: describeHours,
  UpdateHoursOfOperation: updateHours,
  DeleteHoursOfOperation: deleteHours,
  ListHoursOfOperations: listHours,
  SearchHoursOfOperations: searchHours,
} satisfies Record<string, Operation>;

function createHours(call: Call, input: Known<CreateHoursOfOperationRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  checkTimeZone(input.TimeZone);
  refuseFull(call, instance, "hours");
  refuseTaken(instance, "hours", input.Name);
  const parents = (input.ParentHoursOfOperationConfigs ?? []).flatMap((parent) => parent.HoursOfOperationId ?? []);
  const entry = instance.tables.hours.put({
    ...newEntry(call, (id) => arnOf(instance.about, "hours", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    timeZone: input.TimeZone,
    config: input.Config,
    parents: parents.map((id) => find(call, instance, "hours", id).id),
    overrides: [],
  });
  return { HoursOfOperationId: entry.id, HoursOfOperationArn: entry.arn };
}

function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw invalidParameter(`TimeZone is not valid: ${timeZone}`);
  }
}

function describeHours(call: Call, input: Known<DescribeHoursOfOperationRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { HoursOfOperation: shown(find(call, instance, "hours", input.HoursOfOperationId), instance) };
}

function shown(entry: HoursEntry, instance: Instance): object {
  const parents = entry.parents.flatMap((id) => instance.tables.hours.get(id) ?? []);
  return {
    HoursOfOperationId: entry.id,
    HoursOfOperationArn: entry.arn,
    Name: entry.name,
    Description: entry.description,
    TimeZone: entry.timeZone,
    Config: entry.config,
    ParentHoursOfOperations: parents.map((parent) => ({ Id: parent.id, Arn: parent.arn, Name: parent.name })),
    Tags: entry.tags,
    LastModifiedTime: new Date(entry.modifiedAt),
    LastModifiedRegion: instance.about.region,
  };
}

function updateHours(call: Call, input: Known<UpdateHoursOfOperationRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "hours", input.HoursOfOperationId);
  if (input.Name !== undefined) refuseTaken(instance, "hours", input.Name, entry.id);
  if (input.TimeZone !== undefined) checkTimeZone(input.TimeZone);
  instance.tables.hours.put({
    ...entry,
    name: input.Name ?? entry.name,
    description: describedAs(input.Description, entry.description),
    timeZone: input.TimeZone ?? entry.timeZone,
    config: input.Config ?? entry.config,
    modifiedAt: call.world.now(),
  });
  return {};
}

/** Hours that a queue or other hours refer to stay. */
function deleteHours(call: Call, input: Known<DescribeHoursOfOperationRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "hours", input.HoursOfOperationId);
  const queue = instance.tables.queues.all().find((candidate) => candidate.hoursId === entry.id);
  if (queue !== undefined)
    throw invalidRequest(`The hours of operation are used by queue ${queue.name}. Id: ${entry.id}`);
  const child = instance.tables.hours.all().find((candidate) => candidate.parents.includes(entry.id));
  if (child !== undefined)
    throw invalidRequest(`The hours of operation are the parent of ${child.name}. Id: ${entry.id}`);
  instance.tables.hours.remove(entry.id);
  return {};
}

function listHours(call: Call, input: Known<ListHoursOfOperationsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.hours.all()));
  const list = items.map((entry) => ({
    Id: entry.id,
    Arn: entry.arn,
    Name: entry.name,
    LastModifiedTime: new Date(entry.modifiedAt),
    LastModifiedRegion: instance.about.region,
  }));
  return { HoursOfOperationSummaryList: list, NextToken };
}

function searchHours(call: Call, input: Known<SearchHoursOfOperationsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const kind = { fields: (entry: HoursEntry) => ({ timezone: entry.timeZone }) };
  const { items, ...rest } = searchPage(call, input, instance.tables.hours.all(), kind);
  return { HoursOfOperations: items.map((entry) => shown(entry, instance)), ...rest };
}
