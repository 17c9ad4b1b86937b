import type { CreateInstanceRequest, DescribeInstanceRequest, ListInstancesRequest } from "@aws-sdk/client-connect";
import { defaultContent } from "./content/default-content.js";
import { fault, invalidRequest } from "./fault.js";
import { checkTags, instanceOf, instancesHere } from "./find.js";
import { emptyInstance, type Instance, instanceArnOf } from "./instance.js";
import { pageOf } from "./paging.js";
import type { Call, Known, Operation } from "./world.js";

/** Instances: list those of the region, describe, create. */
export const INSTANCE_OPERATIONS = {
  ListInstances: listInstances,
  DescribeInstance: describeInstance,
  CreateInstance: createInstance,
} satisfies Record<string, Operation>;

function listInstances(call: Call, input: Known<ListInstancesRequest>): object {
  const { items, NextToken } = pageOf(call, { MaxResults: 10, ...input }, instancesHere(call), 10);
  return { InstanceSummaryList: items.map(shown), NextToken };
}

function shown({ about }: Instance): object {
  return {
    Id: about.id,
    Arn: about.arn,
    IdentityManagementType: "CONNECT_MANAGED",
    InstanceAlias: about.alias,
    CreatedTime: new Date(about.createdAt),
    ServiceRole: `arn:aws:iam::${about.account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
    InstanceStatus: "ACTIVE",
    InboundCallsEnabled: about.inboundCalls,
    OutboundCallsEnabled: about.outboundCalls,
    InstanceAccessUrl: `https://${about.alias}.my.connect.aws`,
  };
}

function describeInstance(call: Call, input: Known<DescribeInstanceRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { Instance: { ...shown(instance), Tags: instance.about.tags } };
}

function createInstance(call: Call, input: Known<CreateInstanceRequest>): object {
  const { world } = call;
  checkTags(input.Tags);
  const alias = input.InstanceAlias ?? "";
  if (alias === "") throw invalidRequest("InstanceAlias is required");
  const region = call.region ?? DEFAULT_REGION;
  const all = [...world.instances.values()];
  if (all.some((other) => other.about.alias === alias))
    throw invalidRequest("Invalid Input. Instance alias is already used");
  const here = all.filter((other) => other.about.region === region);
  if (here.length >= PER_REGION)
    throw fault("ServiceQuotaExceededException", "You have reached the limit of instances");
  const id = world.newId();
  const account = all[0]?.about.account ?? DEFAULT_ACCOUNT;
  const instance = emptyInstance({
    id,
    arn: instanceArnOf(region, account, id),
    alias,
    region,
    account,
    createdAt: world.now(),
    inboundCalls: input.InboundCallsEnabled,
    outboundCalls: input.OutboundCallsEnabled,
    tags: input.Tags ?? {},
    hierarchyLevels: [],
  });
  world.instances.set(id, instance);
  defaultContent(world, instance);
  return { Id: id, Arn: instance.about.arn };
}

/** Region and account of an instance when nobody names them. */
export const DEFAULT_REGION = "us-east-1";
export const DEFAULT_ACCOUNT = "111122223333";

const PER_REGION = 100;
