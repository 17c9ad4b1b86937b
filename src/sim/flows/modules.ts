import type {
  CreateContactFlowModuleRequest,
  DescribeContactFlowModuleRequest,
  ListContactFlowModulesRequest,
  SearchContactFlowModulesRequest,
  UpdateContactFlowModuleContentRequest,
  UpdateContactFlowModuleMetadataRequest,
} from "@aws-sdk/client-connect";
import { madeBefore, tokenOf } from "../client-token.js";
import type { ModuleEntry } from "../entries/flow-entries.js";
import { invalidParameter, invalidRequest, notFound } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken, splitId } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
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
  const again = madeBefore(instance.tables.modules.all(), input);
  if (again !== undefined) return { Id: again.id, Arn: again.arn };
  checkTags(input.Tags);
  checkTexts(call, input);
  checkSettings(input.Settings);
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
    ...tokenOf(input),
  });
  return { Id: entry.id, Arn: entry.arn };
}

function checkTexts(call: Call, input: { readonly Description?: string }): void {
  const refuses = call.world.strictness.refuseEmptyDescription;
  if (refuses && input.Description === "") throw invalidParameter("Description must not be empty");
}

/** Settings are a serialized JSON object; what is in them is not documented. */
function checkSettings(settings: string | undefined): void {
  if (settings !== undefined && !isObject(settings)) throw invalidRequest("Settings is not a JSON object");
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function describeModule(call: Call, input: Known<DescribeContactFlowModuleRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  const { qualifier } = splitId(input.ContactFlowModuleId);
  return { ContactFlowModule: { ...shown(entry), ...contentAs(entry, qualifier) } };
}

function contentAs(entry: ModuleEntry, qualifier: string | undefined): object {
  if (qualifier === "$SAVED") {
    const Status = entry.draft === undefined && entry.draftSettings === undefined ? "PUBLISHED" : "SAVED";
    return { Content: entry.draft ?? entry.content, Settings: entry.draftSettings ?? entry.settings, Status };
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
  checkSettings(input.Settings);
  const saved = { draft: input.Content ?? entry.draft, draftSettings: input.Settings ?? entry.draftSettings };
  const changed = qualifier === "$SAVED" ? saved : published(call, instance, entry, input);
  instance.tables.modules.put({ ...entry, ...changed, modifiedAt: call.world.now() });
  return {};
}

/** What an update publishes; a part that it does not name stays, with its draft. */
function published(
  call: Call,
  instance: Instance,
  entry: ModuleEntry,
  { Content: content, Settings: settings }: Known<UpdateContactFlowModuleContentRequest>,
): Partial<ModuleEntry> {
  if (content !== undefined) refuseUnpublishableModule(call, instance, content);
  const { draft, draftSettings } = entry;
  return {
    ...(content === undefined ? { draft } : { content, draft: undefined }),
    ...(settings === undefined ? { draftSettings } : { settings, draftSettings: undefined }),
  };
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
