import type {
  CreateContactFlowModuleRequest,
  DescribeContactFlowModuleRequest,
  ListContactFlowModulesRequest,
  SearchContactFlowModulesRequest,
  UpdateContactFlowModuleContentRequest,
  UpdateContactFlowModuleMetadataRequest,
} from "@aws-sdk/client-connect";
import type { ModuleEntry } from "../entries/flow-entries.js";
import { fault, invalidParameter, invalidRequest, notFound } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken, splitId } from "../find.js";
import { arnOf } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import type { Call, Known, Operation } from "../world.js";
import { contentHash, refuseUnpublishableModule } from "./publish.js";

/** Flow modules: create, read, update, archive, delete, list and search. */
export const MODULE_OPERATIONS = {
  CreateContactFlowModule: createModule,
  DescribeContactFlowModule: describeModule,
  UpdateContactFlowModuleContent: updateContent,
  UpdateContactFlowModuleMetadata: updateMetadata,
  DeleteContactFlowModule: deleteModule,
  ListContactFlowModules: listModules,
  SearchContactFlowModules: searchModules,
} satisfies Record<string, Operation>;

function createModule(call: Call, input: Known<CreateContactFlowModuleRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const again = repeated(instance.tables.modules.named(input.Name), input);
  if (again !== undefined) return again;
  checkTags(input.Tags);
  checkTexts(call, input);
  refuseFull(call, instance, "modules");
  refuseTaken(instance, "modules", input.Name);
  refuseUnpublishableModule(call, instance, input.Content);
  const entry = instance.tables.modules.put({
    ...newEntry(call, (id) => arnOf(instance.about, "modules", id), input.Name, input.Tags),
    description: describedAs(input.Description),
    state: "ACTIVE",
    content: input.Content,
    settings: input.Settings,
    externalInvocation: input.ExternalInvocationConfiguration?.Enabled ?? false,
    versions: [],
    lastVersion: 0,
    aliases: [],
    clientToken: input.ClientToken,
  });
  return { Id: entry.id, Arn: entry.arn };
}

/** The first answer again, for a create that comes twice with one token. */
function repeated(before: ModuleEntry | undefined, input: Known<CreateContactFlowModuleRequest>): object | undefined {
  if (before === undefined || input.ClientToken === undefined || before.clientToken !== input.ClientToken)
    return undefined;
  if (before.content !== input.Content)
    throw fault("IdempotencyException", "The ClientToken was used with another input");
  return { Id: before.id, Arn: before.arn };
}

function checkTexts(call: Call, input: { readonly Name?: string; readonly Description?: string }): void {
  if (input.Name !== undefined && !/\S/.test(input.Name))
    throw invalidParameter("Name must have a character that is not a space");
  const refuses = call.world.strictness.refuseEmptyDescription;
  if (refuses && input.Description === "") throw invalidParameter("Description must not be empty");
}

function describeModule(call: Call, input: Known<DescribeContactFlowModuleRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  const { qualifier } = splitId(input.ContactFlowModuleId);
  return { ContactFlowModule: { ...shown(entry), ...contentAs(entry, qualifier) } };
}

function contentAs(entry: ModuleEntry, qualifier: string | undefined): object {
  if (qualifier === "$SAVED") {
    return { Content: entry.draft ?? entry.content, Status: entry.draft === undefined ? "PUBLISHED" : "SAVED" };
  }
  if (qualifier === undefined || qualifier === "$LATEST") return { Content: entry.content ?? entry.draft };
  const alias = entry.aliases.find((candidate) => candidate.id === qualifier);
  const number = alias === undefined ? qualifier : String(alias.version);
  const version = entry.versions.find((candidate) => String(candidate.version) === number);
  if (version === undefined) throw notFound(`Version ${qualifier} was not found`);
  return {
    Content: version.content,
    Settings: version.settings,
    Version: version.version,
    VersionDescription: version.description,
    FlowModuleContentSha256: contentHash(version.content),
  };
}

const shown = (entry: ModuleEntry): object => ({
  Arn: entry.arn,
  Id: entry.id,
  Name: entry.name,
  Description: entry.description,
  State: entry.state,
  Status: statusOf(entry),
  Tags: entry.tags,
  Settings: entry.settings,
  FlowModuleContentSha256: entry.content === undefined ? undefined : contentHash(entry.content),
  ExternalInvocationConfiguration: { Enabled: entry.externalInvocation },
});

const statusOf = (entry: ModuleEntry): "PUBLISHED" | "SAVED" => (entry.content === undefined ? "SAVED" : "PUBLISHED");

function updateContent(call: Call, input: Known<UpdateContactFlowModuleContentRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  const { qualifier } = splitId(input.ContactFlowModuleId);
  if (qualifier !== undefined && qualifier !== "$SAVED")
    throw invalidRequest(`Content of ${qualifier} cannot be updated`);
  const changed = { settings: input.Settings ?? entry.settings, modifiedAt: call.world.now() };
  if (qualifier === "$SAVED") {
    instance.tables.modules.put({ ...entry, ...changed, draft: input.Content ?? entry.draft });
    return {};
  }
  if (input.Content !== undefined) refuseUnpublishableModule(call, instance, input.Content);
  const content = input.Content === undefined ? {} : { content: input.Content, draft: undefined };
  instance.tables.modules.put({ ...entry, ...changed, ...content });
  return {};
}

function updateMetadata(call: Call, input: Known<UpdateContactFlowModuleMetadataRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  checkTexts(call, input);
  if (input.Name !== undefined) refuseTaken(instance, "modules", input.Name, entry.id);
  instance.tables.modules.put({
    ...entry,
    name: input.Name ?? entry.name,
    description: describedAs(input.Description, entry.description),
    state: input.State ?? entry.state,
    modifiedAt: call.world.now(),
  });
  return {};
}

function deleteModule(call: Call, input: Known<DescribeContactFlowModuleRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  if (call.world.strictness.archiveBeforeDelete && entry.state !== "ARCHIVED") {
    throw invalidRequest("The contact flow module must be archived before it is deleted");
  }
  instance.tables.modules.remove(entry.id);
  return {};
}

function listModules(call: Call, input: Known<ListContactFlowModulesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const wanted = input.ContactFlowModuleState;
  const found = listed(call, instance.tables.modules.all()).filter(
    (entry) => wanted === undefined || entry.state === wanted,
  );
  const { items, NextToken } = pageOf(call, input, found);
  const list = items.map((entry) => ({ Id: entry.id, Arn: entry.arn, Name: entry.name, State: entry.state }));
  return { ContactFlowModulesSummaryList: list, NextToken };
}

function searchModules(call: Call, input: Known<SearchContactFlowModulesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.modules.all(), {
    fields: (entry) => ({ state: entry.state }),
    conditions: {
      StateCondition: (entry, wanted) => entry.state === wanted,
      StatusCondition: (entry, wanted) => statusOf(entry) === wanted,
    },
  });
  return { ContactFlowModules: items.map((entry) => foundAs(call, entry)), ...rest };
}

function foundAs(call: Call, entry: ModuleEntry): object {
  if (call.world.strictness.searchCarriesContent) return { ...shown(entry), Content: entry.content ?? entry.draft };
  return { ...shown(entry), FlowModuleContentSha256: undefined };
}
