import type {
  AssociateFlowRequest,
  BatchGetFlowAssociationRequest,
  GetFlowAssociationRequest,
  ListFlowAssociationsRequest,
} from "@aws-sdk/client-connect";
import type { AssociationEntry } from "../entries/entries.js";
import { notFound } from "../fault.js";
import { find, instanceOf } from "../find.js";
import type { Instance } from "../instance.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";

/** Which flow answers for what; voice numbers show here but are written by the phone number operations. */
export const FLOW_ASSOCIATION_OPERATIONS = {
  AssociateFlow: associate,
  DisassociateFlow: disassociate,
  GetFlowAssociation: getAssociation,
  BatchGetFlowAssociation: batchGet,
  ListFlowAssociations: list,
} satisfies Record<string, Operation>;

const keyOf = (resourceType: string, resource: string): string => `${resourceType}|${resource}`;

function associate(call: Call, input: Known<AssociateFlowRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.FlowId);
  const id = keyOf(input.ResourceType, input.ResourceId);
  const now = call.world.now();
  const entry = { id, arn: input.ResourceId, name: input.ResourceId, tags: {}, createdAt: now, modifiedAt: now };
  instance.tables.associations.put({ ...entry, resourceType: input.ResourceType, flowId: flow.id });
  return {};
}

function disassociate(call: Call, input: Known<GetFlowAssociationRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  instance.tables.associations.remove(findAssociation(instance, input).id);
  return {};
}

function findAssociation(instance: Instance, input: Known<GetFlowAssociationRequest>): AssociationEntry {
  const entry = instance.tables.associations.get(keyOf(input.ResourceType, input.ResourceId));
  if (entry === undefined) throw notFound(`There is no flow association for ${input.ResourceId}`);
  return entry;
}

function getAssociation(call: Call, input: Known<GetFlowAssociationRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return summaryOf(findAssociation(instance, input), instance);
}

const summaryOf = (entry: AssociationEntry, instance: Instance): Summary => ({
  ResourceId: entry.name,
  FlowId: instance.tables.flows.get(entry.flowId)?.arn ?? entry.flowId,
  ResourceType: entry.resourceType,
});

interface Summary {
  readonly ResourceId: string;
  readonly FlowId: string;
  readonly ResourceType: string;
}

/** Can be written and asked for by itself, and is in no list. */
const UNLISTED = "SMS_PHONE_NUMBER";

function summaries(instance: Instance): Summary[] {
  const numbers = instance.tables.phoneNumbers.all().flatMap((entry) => {
    const flow = instance.tables.flows.get(entry.flowId ?? "");
    return flow === undefined ? [] : [{ ResourceId: entry.arn, FlowId: flow.arn, ResourceType: "VOICE_PHONE_NUMBER" }];
  });
  const others = instance.tables.associations.all().filter(({ resourceType }) => resourceType !== UNLISTED);
  return [...numbers, ...others.map((entry) => summaryOf(entry, instance))];
}

const ofType = (found: readonly Summary[], type: string | undefined): Summary[] =>
  found.filter((item) => type === undefined || item.ResourceType === type);

function batchGet(call: Call, input: Known<BatchGetFlowAssociationRequest>): object {
  const found = ofType(summaries(instanceOf(call, input.InstanceId)), input.ResourceType);
  return { FlowAssociationSummaryList: found.filter((item) => input.ResourceIds.includes(item.ResourceId)) };
}

function list(call: Call, input: Known<ListFlowAssociationsRequest>): object {
  const found = ofType(summaries(instanceOf(call, input.InstanceId)), input.ResourceType);
  const { items, NextToken } = pageOf(call, input, found);
  return { FlowAssociationSummaryList: items, NextToken };
}
