import type {
  CreateContactFlowVersionRequest,
  DeleteContactFlowVersionRequest,
  ListContactFlowVersionsRequest,
} from "@aws-sdk/client-connect";
import { invalidRequest, notFound } from "../fault.js";
import { find, instanceOf } from "../find.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";
import { contentHash } from "./publish.js";

/** Versions of flows, which only flows of type CAMPAIGN have. */
export const FLOW_VERSION_OPERATIONS = {
  CreateContactFlowVersion: createVersion,
  ListContactFlowVersions: listVersions,
  DeleteContactFlowVersion: deleteVersion,
} satisfies Record<string, Operation>;

function createVersion(call: Call, input: Known<CreateContactFlowVersionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  if (flow.type !== "CAMPAIGN") throw invalidRequest("Versions are only supported for flows of type CAMPAIGN");
  if (flow.content === undefined) throw invalidRequest("The contact flow has not been published");
  if (input.FlowContentSha256 !== undefined && input.FlowContentSha256 !== contentHash(flow.content)) {
    throw invalidRequest("FlowContentSha256 does not match the published content");
  }
  const last = flow.versions.at(-1);
  if (last?.content === flow.content) return { ContactFlowArn: flow.arn, Version: last.version };
  const version = (flow.lastVersion ?? last?.version ?? 0) + 1;
  const added = { version, content: flow.content, description: input.Description };
  instance.tables.flows.put({ ...flow, versions: [...flow.versions, added], lastVersion: version });
  return { ContactFlowArn: flow.arn, Version: version };
}

function listVersions(call: Call, input: Known<ListContactFlowVersionsRequest>): object {
  const flow = find(call, instanceOf(call, input.InstanceId), "flows", input.ContactFlowId);
  const { items, NextToken } = pageOf(call, input, flow.versions);
  const list = items.map((item) => ({
    Arn: `${flow.arn}:${item.version}`,
    Version: item.version,
    VersionDescription: item.description,
  }));
  return { ContactFlowVersionSummaryList: list, NextToken };
}

function deleteVersion(call: Call, input: Known<DeleteContactFlowVersionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  const versions = flow.versions.filter((item) => item.version !== input.ContactFlowVersion);
  if (versions.length === flow.versions.length) throw notFound(`Version ${input.ContactFlowVersion} was not found`);
  const lastVersion = flow.lastVersion ?? flow.versions.at(-1)?.version;
  instance.tables.flows.put({ ...flow, versions, lastVersion });
  return {};
}
