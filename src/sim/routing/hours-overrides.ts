import type {
  CreateHoursOfOperationOverrideRequest,
  DescribeHoursOfOperationOverrideRequest,
  ListHoursOfOperationOverridesRequest,
  UpdateHoursOfOperationOverrideRequest,
} from "@aws-sdk/client-connect";
import type { HoursEntry, HoursOverride } from "../entries/entries.js";
import { duplicate, invalidParameter, limitExceeded, notFound } from "../fault.js";
import { find, instanceOf } from "../find.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Overrides of hours of operation: at most 50 for each. */
export const HOURS_OVERRIDE_OPERATIONS = {
  CreateHoursOfOperationOverride: createOverride,
  DescribeHoursOfOperationOverride: describeOverride,
  UpdateHoursOfOperationOverride: updateOverride,
  DeleteHoursOfOperationOverride: deleteOverride,
  ListHoursOfOperationOverrides: listOverrides,
} satisfies Record<string, Operation>;

const OVERRIDES_PER_HOURS = 50;

function createOverride(call: Call, input: Known<CreateHoursOfOperationOverrideRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const hours = find(call, instance, "hours", input.HoursOfOperationId);
  checkOverride(hours, input);
  if (hours.overrides.length >= OVERRIDES_PER_HOURS) throw limitExceeded("You have reached the limit of 50 overrides");
  const override: HoursOverride = { id: call.world.newId(), name: input.Name, value: fieldsOf(input) };
  instance.tables.hours.put({ ...hours, overrides: [...hours.overrides, override], modifiedAt: call.world.now() });
  return { HoursOfOperationOverrideId: override.id };
}

type Fields = Partial<Known<Omit<CreateHoursOfOperationOverrideRequest, "InstanceId" | "HoursOfOperationId">>>;

const fieldsOf = (input: Fields): HoursOverride["value"] => ({
  ...(input.Description === undefined ? {} : { Description: input.Description }),
  ...(input.Config === undefined ? {} : { Config: input.Config }),
  ...(input.EffectiveFrom === undefined ? {} : { EffectiveFrom: input.EffectiveFrom }),
  ...(input.EffectiveTill === undefined ? {} : { EffectiveTill: input.EffectiveTill }),
  ...(input.RecurrenceConfig === undefined ? {} : { RecurrenceConfig: input.RecurrenceConfig }),
  ...(input.OverrideType === undefined ? {} : { OverrideType: input.OverrideType }),
});

function checkOverride(hours: HoursEntry, input: Fields, before?: HoursOverride): void {
  const { EffectiveFrom: from, EffectiveTill: till } = { ...before?.value, ...fieldsOf(input) };
  const bad = [from, till].find((date) => date !== undefined && !isDate(date));
  if (bad !== undefined) throw invalidParameter(`There is no such date: ${bad}`);
  if (from !== undefined && till !== undefined && from > till)
    throw invalidParameter("EffectiveFrom is after EffectiveTill");
  const taken = hours.overrides.some((other) => other.name === input.Name && other.id !== before?.id);
  if (taken) throw duplicate(`An override with the name ${input.Name} already exists`);
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

interface OverridePlace {
  readonly hours: HoursEntry;
  readonly override: HoursOverride;
}

function findOverride(call: Call, input: Known<DescribeHoursOfOperationOverrideRequest>): OverridePlace {
  const hours = find(call, instanceOf(call, input.InstanceId), "hours", input.HoursOfOperationId);
  const override = hours.overrides.find((candidate) => candidate.id === input.HoursOfOperationOverrideId);
  if (override === undefined) throw notFound(`The override was not found. Id: ${input.HoursOfOperationOverrideId}`);
  return { hours, override };
}

function describeOverride(call: Call, input: Known<DescribeHoursOfOperationOverrideRequest>): object {
  const { hours, override } = findOverride(call, input);
  return { HoursOfOperationOverride: shown(hours, override) };
}

const shown = (hours: HoursEntry, override: HoursOverride): object => ({
  HoursOfOperationOverrideId: override.id,
  HoursOfOperationId: hours.id,
  HoursOfOperationArn: hours.arn,
  Name: override.name,
  ...override.value,
});

function updateOverride(call: Call, input: Known<UpdateHoursOfOperationOverrideRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { hours, override } = findOverride(call, input);
  checkOverride(hours, input, override);
  const updated = { ...override, name: input.Name ?? override.name, value: { ...override.value, ...fieldsOf(input) } };
  const overrides = hours.overrides.map((item) => (item.id === override.id ? updated : item));
  instance.tables.hours.put({ ...hours, overrides, modifiedAt: call.world.now() });
  return {};
}

function deleteOverride(call: Call, input: Known<DescribeHoursOfOperationOverrideRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { hours, override } = findOverride(call, input);
  const overrides = hours.overrides.filter((item) => item.id !== override.id);
  instance.tables.hours.put({ ...hours, overrides, modifiedAt: call.world.now() });
  return {};
}

function listOverrides(call: Call, input: Known<ListHoursOfOperationOverridesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const hours = find(call, instance, "hours", input.HoursOfOperationId);
  const { items, NextToken } = pageOf(call, input, hours.overrides, 100);
  return {
    HoursOfOperationOverrideList: items.map((override) => shown(hours, override)),
    NextToken,
    LastModifiedRegion: instance.about.region,
    LastModifiedTime: new Date(hours.modifiedAt),
  };
}
