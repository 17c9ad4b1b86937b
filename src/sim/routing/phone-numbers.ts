import type {
  AssociatePhoneNumberContactFlowRequest,
  ClaimPhoneNumberRequest,
  DescribePhoneNumberRequest,
  DisassociatePhoneNumberContactFlowRequest,
  ListPhoneNumbersRequest,
  ListPhoneNumbersV2Request,
  PhoneNumberCountryCode,
  UpdatePhoneNumberMetadataRequest,
} from "@aws-sdk/client-connect";
import { madeBefore, tokenOf } from "../client-token.js";
import type { PhoneNumberEntry } from "../entries/entries.js";
import { fault, inUse, invalidParameter, notFound } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, instancesHere, newEntry, refuseFull, splitId } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";
import { countryOf } from "./calling-codes.js";

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
  const target = input.InstanceId ?? input.TargetArn;
  if (target === undefined) throw invalidParameter("InstanceId or TargetArn must be given");
  const instance = instanceOf(call, target);
  const again = madeBefore(
    [...call.world.instances.values()].flatMap((other) => other.tables.phoneNumbers.all()),
    input,
  );
  if (again !== undefined) return { PhoneNumberId: again.id, PhoneNumberArn: again.arn };
  checkTags(input.Tags);
  const country = checkNumber(call, input.PhoneNumber);
  refuseFull(call, instance, "phoneNumbers", invalidParameter);
  const entry = instance.tables.phoneNumbers.put({
    ...newEntry(call, (id) => arnOf(instance.about, "phoneNumbers", id), input.PhoneNumber, input.Tags),
    description: input.PhoneNumberDescription,
    numberType: /^\+18(00|33|44|55|66|77|88)/.test(input.PhoneNumber) ? "TOLL_FREE" : "DID",
    country,
    ...tokenOf(input),
  });
  return { PhoneNumberId: entry.id, PhoneNumberArn: entry.arn };
}

/** The country of a number that can be claimed. */
function checkNumber(call: Call, number: string): PhoneNumberCountryCode {
  if (!/^\+[1-9]\d{1,14}$/.test(number)) throw invalidParameter(`PhoneNumber is not valid: ${number}`);
  if ([...call.world.instances.values()].some((other) => other.tables.phoneNumbers.taken(number)))
    throw invalidParameter(`The phone number is not available: ${number}`);
  const country = countryOf(number);
  if (country !== undefined) return country;
  throw fault("NotImplementedException", `The simulator does not know the country of ${number}`);
}

interface Place {
  readonly instance: Instance;
  readonly entry: PhoneNumberEntry;
}

/** Numbers are asked for without their instance. */
function findNumber(call: Call, idOrArn: string): Place {
  const { id } = splitId(idOrArn);
  for (const instance of instancesHere(call)) {
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

/** Lists the numbers of one instance, or of all in the region when none is named. */
function list(call: Call, input: Known<ListPhoneNumbersV2Request>): object {
  const target = input.InstanceId ?? input.TargetArn;
  const wanted = target === undefined ? instancesHere(call) : [instanceOf(call, target)];
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
