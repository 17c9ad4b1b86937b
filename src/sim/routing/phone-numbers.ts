import type {
  AssociatePhoneNumberContactFlowRequest,
  ClaimPhoneNumberRequest,
  DescribePhoneNumberRequest,
  DisassociatePhoneNumberContactFlowRequest,
  ListPhoneNumbersRequest,
  ListPhoneNumbersV2Request,
  UpdatePhoneNumberMetadataRequest,
} from "@aws-sdk/client-connect";
import type { PhoneNumberEntry } from "../entries/entries.js";
import { inUse, invalidParameter, notFound } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, splitId } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Phone numbers; claiming is done at once, without the wait of the real service. */
export const PHONE_NUMBER_OPERATIONS = {
  ClaimPhoneNumber: claim,
  ReleasePhoneNumber: release,
  DescribePhoneNumber: describe,
  UpdatePhoneNumberMetadata: updateMetadata,
  AssociatePhoneNumberContactFlow: associateFlow,
  DisassociatePhoneNumberContactFlow: disassociateFlow,
  ListPhoneNumbersV2: list,
  ListPhoneNumbers: listLegacy,
} satisfies Record<string, Operation>;

function claim(call: Call, input: Known<ClaimPhoneNumberRequest>): object {
  const instance = instanceOf(call, input.InstanceId ?? input.TargetArn);
  checkTags(input.Tags);
  if (!/^\+[1-9]\d{1,14}$/.test(input.PhoneNumber))
    throw invalidParameter(`PhoneNumber is not valid: ${input.PhoneNumber}`);
  const claimed = [...call.world.instances.values()].some((other) =>
    other.tables.phoneNumbers.taken(input.PhoneNumber),
  );
  if (claimed) throw invalidParameter(`The phone number is not available: ${input.PhoneNumber}`);
  refuseFull(call, instance, "phoneNumbers", invalidParameter);
  const entry = instance.tables.phoneNumbers.put({
    ...newEntry(call, (id) => arnOf(instance.about, "phoneNumbers", id), input.PhoneNumber, input.Tags),
    description: input.PhoneNumberDescription,
    numberType: /^\+1?8(00|33|44|55|66|77|88)/.test(input.PhoneNumber) ? "TOLL_FREE" : "DID",
    country: input.PhoneNumber.startsWith("+81") ? "JP" : "US",
  });
  return { PhoneNumberId: entry.id, PhoneNumberArn: entry.arn };
}

interface Place {
  readonly instance: Instance;
  readonly entry: PhoneNumberEntry;
}

/** Numbers are asked for without their instance. */
function findNumber(call: Call, idOrArn: string): Place {
  const { id } = splitId(idOrArn);
  for (const instance of call.world.instances.values()) {
    const entry = instance.tables.phoneNumbers.get(id);
    if (entry !== undefined) return { instance, entry };
  }
  throw notFound(`The phone number was not found. Id: ${idOrArn}`);
}

function release(call: Call, input: Known<DescribePhoneNumberRequest>): object {
  const { instance, entry } = findNumber(call, input.PhoneNumberId);
  const queues = instance.tables.queues.all();
  const queue = queues.find((item) => splitId(item.outboundCaller?.OutboundCallerIdNumberId ?? "").id === entry.id);
  if (queue !== undefined)
    throw inUse(`The phone number is the caller id of queue ${queue.name}`, "PHONE_NUMBER", entry.id);
  instance.tables.phoneNumbers.remove(entry.id);
  return {};
}

function describe(call: Call, input: Known<DescribePhoneNumberRequest>): object {
  const { instance, entry } = findNumber(call, input.PhoneNumberId);
  const PhoneNumberStatus = { Status: "CLAIMED" };
  return { ClaimedPhoneNumberSummary: { ...shown(entry, instance), Tags: entry.tags, PhoneNumberStatus } };
}

const shown = (entry: PhoneNumberEntry, instance: Instance): object => ({
  PhoneNumberId: entry.id,
  PhoneNumberArn: entry.arn,
  PhoneNumber: entry.name,
  PhoneNumberCountryCode: entry.country,
  PhoneNumberType: entry.numberType,
  PhoneNumberDescription: entry.description,
  TargetArn: instance.about.arn,
  InstanceId: instance.about.id,
});

function updateMetadata(call: Call, input: Known<UpdatePhoneNumberMetadataRequest>): object {
  const { instance, entry } = findNumber(call, input.PhoneNumberId);
  const description = describedAs(input.PhoneNumberDescription, entry.description);
  instance.tables.phoneNumbers.put({ ...entry, description, modifiedAt: call.world.now() });
  return {};
}

function associateFlow(call: Call, input: Known<AssociatePhoneNumberContactFlowRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "phoneNumbers", input.PhoneNumberId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  instance.tables.phoneNumbers.put({ ...entry, flowId: flow.id, modifiedAt: call.world.now() });
  return {};
}

function disassociateFlow(call: Call, input: Known<DisassociatePhoneNumberContactFlowRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "phoneNumbers", input.PhoneNumberId);
  instance.tables.phoneNumbers.put({ ...entry, flowId: undefined, modifiedAt: call.world.now() });
  return {};
}

/** Lists the numbers of one instance, or of all when none is named. */
function list(call: Call, input: Known<ListPhoneNumbersV2Request>): object {
  const target = input.InstanceId ?? input.TargetArn;
  const wanted = target === undefined ? [...call.world.instances.values()] : [instanceOf(call, target)];
  const found = wanted.flatMap((instance) => matching(instance, input).map((entry) => shown(entry, instance)));
  const { items, NextToken } = pageOf(call, input, found);
  return { ListPhoneNumbersSummaryList: items, NextToken };
}

type Filter = Pick<
  Known<ListPhoneNumbersV2Request>,
  "PhoneNumberTypes" | "PhoneNumberCountryCodes" | "PhoneNumberPrefix"
>;

function matching(instance: Instance, filter: Filter): PhoneNumberEntry[] {
  const { PhoneNumberTypes: types, PhoneNumberCountryCodes: countries, PhoneNumberPrefix: prefix = "" } = filter;
  return instance.tables.phoneNumbers
    .all()
    .filter((entry) => types === undefined || types.includes(entry.numberType))
    .filter((entry) => countries === undefined || countries.includes(entry.country))
    .filter((entry) => entry.name.startsWith(prefix));
}

/** The older list writes ARNs with an instance part. */
function listLegacy(call: Call, input: Known<ListPhoneNumbersRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, matching(instance, input));
  const summaries = items.map((entry) => ({
    Id: entry.id,
    Arn: `${instance.about.arn}/phone-number/${entry.id}`,
    PhoneNumber: entry.name,
    PhoneNumberType: entry.numberType,
    PhoneNumberCountryCode: entry.country,
  }));
  return { PhoneNumberSummaryList: summaries, NextToken };
}
