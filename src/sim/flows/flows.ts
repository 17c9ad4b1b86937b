import type {
  ContactFlowTypeCondition,
  CreateContactFlowRequest,
  DescribeContactFlowRequest,
  ListContactFlowsRequest,
  SearchContactFlowsRequest,
  UpdateContactFlowContentRequest,
  UpdateContactFlowMetadataRequest,
} from "@aws-sdk/client-connect";
import type { FlowEntry } from "../entries/flow-entries.js";
import { fault, invalidRequest } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken, splitId } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import type { Call, Known, Operation } from "../world.js";
import { refuseFlowInUse } from "./flow-use.js";
import { contentHash, refuseUnpublishable } from "./publish.js";

/** Flows: create, read, update, archive, delete, list and search. */
export const FLOW_OPERATIONS = {
  CreateContactFlow: createFlow,
  DescribeContactFlow: describeFlow,
  UpdateContactFlowContent: updateContent,
  UpdateContactFlowMetadata: updateMetadata,
  UpdateContactFlowName: updateMetadata,
  DeleteContactFlow: deleteFlow,
  ListContactFlows: listFlows,
  SearchContactFlows: searchFlows,
} satisfies Record<string, Operation>;

function createFlow(call: Call, input: Known<CreateContactFlowRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  checkDescription(call, input.Description);
  refuseFull(call, instance, "flows");
  refuseTaken(instance, "flows", input.Name);
  const published = (input.Status ?? "PUBLISHED") === "PUBLISHED";
  if (published) refuseUnpublishable(call, instance, input.Content);
  const entry = instance.tables.flows.put({
    ...newEntry(call, (id) => arnOf(instance.about, "flows", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    type: input.Type,
    state: "ACTIVE",
    ...(published ? { content: input.Content } : { draft: input.Content }),
    versions: [],
  });
  const hash = published ? { FlowContentSha256: contentHash(input.Content) } : {};
  return { ContactFlowId: entry.id, ContactFlowArn: entry.arn, ...hash };
}

function describeFlow(call: Call, input: Known<DescribeContactFlowRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  const { qualifier } = splitId(input.ContactFlowId);
  return { ContactFlow: { ...shown(flow, instance), ...contentAs(flow, qualifier) } };
}

/** The content a qualifier asks for: the draft, a version, or what is published. */
function contentAs(flow: FlowEntry, qualifier: string | undefined): object {
  if (qualifier === "$SAVED") {
    return { Content: flow.draft ?? flow.content, Status: flow.draft === undefined ? "PUBLISHED" : "SAVED" };
  }
  if (qualifier === undefined || qualifier === "$LATEST") return publishedContent(flow);
  const version = flow.versions.find((candidate) => String(candidate.version) === qualifier);
  if (version === undefined) throw fault("ResourceNotFoundException", `Version ${qualifier} was not found`);
  return {
    Content: version.content,
    Version: version.version,
    VersionDescription: version.description,
    FlowContentSha256: contentHash(version.content),
  };
}

function publishedContent(flow: FlowEntry): object {
  if (flow.content === undefined) {
    throw fault("ContactFlowNotPublishedException", `The contact flow has not been published. Id: ${flow.id}`);
  }
  return { Content: flow.content, Status: "PUBLISHED" };
}

function shown(flow: FlowEntry, instance: Instance): object {
  return {
    Arn: flow.arn,
    Id: flow.id,
    Name: flow.name,
    Type: flow.type,
    State: flow.state,
    Status: statusOf(flow),
    Description: flow.description,
    Tags: flow.tags,
    FlowContentSha256: flow.content === undefined ? undefined : contentHash(flow.content),
    LastModifiedTime: new Date(flow.modifiedAt),
    LastModifiedRegion: instance.about.region,
  };
}

const statusOf = (flow: FlowEntry): "PUBLISHED" | "SAVED" => (flow.content === undefined ? "SAVED" : "PUBLISHED");

function updateContent(call: Call, input: Known<UpdateContactFlowContentRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  const { qualifier } = splitId(input.ContactFlowId);
  if (qualifier !== undefined && qualifier !== "$SAVED")
    throw invalidRequest(`Content of ${qualifier} cannot be updated`);
  const modifiedAt = call.world.now();
  if (qualifier === "$SAVED") {
    instance.tables.flows.put({ ...flow, draft: input.Content, modifiedAt });
    return {};
  }
  refuseUnpublishable(call, instance, input.Content);
  instance.tables.flows.put({ ...flow, content: input.Content, draft: undefined, modifiedAt });
  return {};
}

function updateMetadata(call: Call, input: Known<UpdateContactFlowMetadataRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  checkDescription(call, input.Description);
  if (input.Name !== undefined) refuseTaken(instance, "flows", input.Name, flow.id);
  const state = call.operation === "UpdateContactFlowName" ? flow.state : (input.ContactFlowState ?? flow.state);
  if (state === "ARCHIVED" && flow.state === "ACTIVE") refuseFlowInUse(instance, flow, "archived");
  instance.tables.flows.put({
    ...flow,
    name: input.Name ?? flow.name,
    description: describedAs(input.Description, flow.description),
    state,
    modifiedAt: call.world.now(),
  });
  return {};
}

function checkDescription(call: Call, description: string | undefined): void {
  if (description === "" && call.world.strictness.refuseEmptyDescription)
    throw invalidRequest("Description must not be empty");
}

function deleteFlow(call: Call, input: Known<DescribeContactFlowRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const flow = find(call, instance, "flows", input.ContactFlowId);
  refuseFlowInUse(instance, flow, "deleted");
  if (call.world.strictness.archiveBeforeDelete && flow.state !== "ARCHIVED") {
    throw invalidRequest("The contact flow must be archived before it is deleted");
  }
  instance.tables.flows.remove(flow.id);
  return {};
}

function listFlows(call: Call, input: Known<ListContactFlowsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const types = input.ContactFlowTypes ?? [];
  const flows = listed(call, instance.tables.flows.all()).filter(
    (flow) => types.length === 0 || types.includes(flow.type),
  );
  const { items, NextToken } = pageOf(call, input, flows);
  return { ContactFlowSummaryList: items.map(summary), NextToken };
}

const summary = (flow: FlowEntry): object => ({
  Id: flow.id,
  Arn: flow.arn,
  Name: flow.name,
  ContactFlowType: flow.type,
  ContactFlowState: flow.state,
  ContactFlowStatus: statusOf(flow),
});

function searchFlows(call: Call, input: Known<SearchContactFlowsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.flows.all(), {
    fields: (flow) => ({ type: flow.type, state: flow.state }),
    conditions: {
      TypeCondition: (flow, wanted) => flow.type === wanted,
      StateCondition: (flow, wanted) => flow.state === wanted,
      StatusCondition: (flow, wanted) => statusOf(flow) === wanted,
      ContactFlowTypeCondition: (flow, wanted) => flow.type === (wanted as ContactFlowTypeCondition).ContactFlowType,
    },
  });
  return { ContactFlows: items.map((flow) => foundAs(call, flow, instance)), ...rest };
}

function foundAs(call: Call, flow: FlowEntry, instance: Instance): object {
  const found = shown(flow, instance);
  if (call.world.strictness.searchCarriesContent) return { ...found, Content: flow.content ?? flow.draft };
  return { ...found, FlowContentSha256: undefined };
}
