import type {
  CreateContactFlowModuleVersionRequest,
  DeleteContactFlowModuleVersionRequest,
  ListContactFlowModuleVersionsRequest,
} from "@aws-sdk/client-connect";
import { invalidRequest, notFound } from "../fault.js";
import { find, instanceOf } from "../find.js";
import { pageOf } from "../paging.js";
import type { Call, Known, Operation } from "../world.js";
import { contentHash } from "./publish.js";

/** Versions of modules: immutable snapshots of content and settings. */
export const MODULE_VERSION_OPERATIONS = {
  CreateContactFlowModuleVersion: createVersion,
  ListContactFlowModuleVersions: listVersions,
  DeleteContactFlowModuleVersion: deleteVersion,
} satisfies Record<string, Operation>;

function createVersion(call: Call, input: Known<CreateContactFlowModuleVersionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  if (entry.content === undefined) throw invalidRequest("The contact flow module has not been published");
  if (input.FlowModuleContentSha256 !== undefined && input.FlowModuleContentSha256 !== contentHash(entry.content)) {
    throw invalidRequest("FlowModuleContentSha256 does not match the published content");
  }
  const version = entry.lastVersion + 1;
  const added = { version, content: entry.content, settings: entry.settings, description: input.Description };
  instance.tables.modules.put({ ...entry, versions: [...entry.versions, added], lastVersion: version });
  return { ContactFlowModuleArn: entry.arn, Version: version };
}

function listVersions(call: Call, input: Known<ListContactFlowModuleVersionsRequest>): object {
  const entry = find(call, instanceOf(call, input.InstanceId), "modules", input.ContactFlowModuleId);
  const { items, NextToken } = pageOf(call, input, entry.versions);
  const list = items.map((item) => ({
    Arn: `${entry.arn}:${item.version}`,
    Version: item.version,
    VersionDescription: item.description,
  }));
  return { ContactFlowModuleVersionSummaryList: list, NextToken };
}

function deleteVersion(call: Call, input: Known<DeleteContactFlowModuleVersionRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "modules", input.ContactFlowModuleId);
  const wanted = input.ContactFlowModuleVersion;
  const versions = entry.versions.filter((item) => item.version !== wanted);
  if (versions.length === entry.versions.length) throw notFound(`Version ${wanted} was not found`);
  const tied = entry.aliases.filter((alias) => alias.version === wanted).length;
  if (tied > 0)
    throw invalidRequest(`Cannot delete version '${wanted}' tied to ${tied === 1 ? "one alias" : `${tied} aliases`}`);
  instance.tables.modules.put({ ...entry, versions });
  return {};
}
