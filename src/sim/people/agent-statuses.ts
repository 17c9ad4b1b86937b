import type {
  CreateAgentStatusRequest,
  DescribeAgentStatusRequest,
  ListAgentStatusRequest,
  SearchAgentStatusesRequest,
  UpdateAgentStatusRequest,
} from "@aws-sdk/client-connect";
import type { AgentStatusEntry } from "../entries/entries.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Agent statuses; there is no way to delete one. */
export const AGENT_STATUS_OPERATIONS = {
  CreateAgentStatus: createStatus,
  DescribeAgentStatus: describeStatus,
  UpdateAgentStatus: updateStatus,
  ListAgentStatuses: listStatuses,
  SearchAgentStatuses: searchStatuses,
} satisfies Record<string, Operation>;

function createStatus(call: Call, input: Known<CreateAgentStatusRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  refuseFull(call, instance, "agentStatuses");
  refuseTaken(instance, "agentStatuses", input.Name);
  const entry = instance.tables.agentStatuses.put({
    ...newEntry(call, (id) => arnOf(instance.about, "agentStatuses", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    type: "CUSTOM",
    state: input.State,
    order: input.DisplayOrder,
  });
  return { AgentStatusId: entry.id, AgentStatusARN: entry.arn };
}

function describeStatus(call: Call, input: Known<DescribeAgentStatusRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { AgentStatus: shown(find(call, instance, "agentStatuses", input.AgentStatusId), instance) };
}

const shown = (entry: AgentStatusEntry, instance: Instance): object => ({
  AgentStatusId: entry.id,
  AgentStatusARN: entry.arn,
  Name: entry.name,
  Description: entry.description,
  Type: entry.type,
  DisplayOrder: entry.order,
  State: entry.state,
  Tags: entry.tags,
  ...lastModified(entry, instance),
});

function updateStatus(call: Call, input: Known<UpdateAgentStatusRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "agentStatuses", input.AgentStatusId);
  if (input.Name !== undefined) refuseTaken(instance, "agentStatuses", input.Name, entry.id);
  instance.tables.agentStatuses.put({
    ...entry,
    name: input.Name ?? entry.name,
    description: describedAs(input.Description, entry.description),
    state: input.State ?? entry.state,
    order: input.ResetOrderNumber ? undefined : (input.DisplayOrder ?? entry.order),
    modifiedAt: call.world.now(),
  });
  return {};
}

function listStatuses(call: Call, input: Known<ListAgentStatusRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const types = input.AgentStatusTypes ?? [];
  const all = listed(call, instance.tables.agentStatuses.all());
  const { items, NextToken } = pageOf(
    call,
    input,
    all.filter((entry) => types.length === 0 || types.includes(entry.type)),
  );
  const list = items.map((entry) => ({ ...summaryOf(entry, instance), Type: entry.type }));
  return { AgentStatusSummaryList: list, NextToken };
}

function searchStatuses(call: Call, input: Known<SearchAgentStatusesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.agentStatuses.all(), {
    fields: (entry) => ({ state: entry.state, type: entry.type, displayOrder: String(entry.order ?? "") }),
  });
  return { AgentStatuses: items.map((entry) => shown(entry, instance)), ...rest };
}
