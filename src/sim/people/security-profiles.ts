import type {
  CreateSecurityProfileRequest,
  DescribeSecurityProfileRequest,
  ListSecurityProfilePermissionsRequest,
  ListSecurityProfilesRequest,
  SearchSecurityProfilesRequest,
  UpdateSecurityProfileRequest,
} from "@aws-sdk/client-connect";
import type { SecurityProfileEntry, SecurityProfileSettings } from "../entries/entries.js";
import { inUse, invalidParameter } from "../fault.js";
import { checkTags, describedAs, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Security profiles; the name cannot be changed. */
export const SECURITY_PROFILE_OPERATIONS = {
  CreateSecurityProfile: createProfile,
  DescribeSecurityProfile: describeProfile,
  UpdateSecurityProfile: updateProfile,
  DeleteSecurityProfile: deleteProfile,
  ListSecurityProfiles: listProfiles,
  SearchSecurityProfiles: searchProfiles,
  ListSecurityProfilePermissions: partLister("Permissions"),
  ListSecurityProfileApplications: partLister("Applications"),
  ListSecurityProfileFlowModules: partLister("AllowedFlowModules"),
} satisfies Record<string, Operation>;

function createProfile(call: Call, input: Known<CreateSecurityProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const name = input.SecurityProfileName;
  checkTags(input.Tags);
  if (!/^[ a-zA-Z0-9_@-]+$/.test(name)) throw invalidParameter(`SecurityProfileName is not valid: ${name}`);
  refuseFull(call, instance, "securityProfiles");
  refuseTaken(instance, "securityProfiles", name);
  const entry = instance.tables.securityProfiles.put({
    ...newEntry(call, (id) => arnOf(instance.about, "securityProfiles", id), name, input.Tags),
    description: describedAs(input.Description),
    settings: settingsOf(call, instance, input),
  });
  return { SecurityProfileId: entry.id, SecurityProfileArn: entry.arn };
}

const SETTINGS = [
  "AllowedAccessControlTags",
  "TagRestrictedResources",
  "HierarchyRestrictedResources",
  "AllowedAccessControlHierarchyGroupId",
  "GranularAccessControlConfiguration",
  "Permissions",
  "Applications",
  "AllowedFlowModules",
] as const satisfies readonly (keyof SecurityProfileSettings)[];

/** The settings that are given; refuses modules and groups that are not there. */
function settingsOf(call: Call, instance: Instance, input: SecurityProfileSettings): SecurityProfileSettings {
  for (const { FlowModuleId: id } of input.AllowedFlowModules ?? [])
    if (id !== undefined) find(call, instance, "modules", id);
  const group = input.AllowedAccessControlHierarchyGroupId;
  if (group !== undefined && group !== "") find(call, instance, "hierarchyGroups", group);
  const given = SETTINGS.filter((name) => input[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, input[name]]));
}

function describeProfile(call: Call, input: Known<DescribeSecurityProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { SecurityProfile: shown(find(call, instance, "securityProfiles", input.SecurityProfileId), instance) };
}

const shown = (entry: SecurityProfileEntry, instance: Instance): object => ({
  ...entry.settings,
  Id: entry.id,
  OrganizationResourceId: instance.about.id,
  Arn: entry.arn,
  SecurityProfileName: entry.name,
  Description: entry.description,
  Tags: entry.tags,
  ...lastModified(entry, instance),
});

function updateProfile(call: Call, input: Known<UpdateSecurityProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "securityProfiles", input.SecurityProfileId);
  instance.tables.securityProfiles.put({
    ...entry,
    description: describedAs(input.Description, entry.description),
    settings: { ...entry.settings, ...settingsOf(call, instance, input) },
    modifiedAt: call.world.now(),
  });
  return {};
}

function deleteProfile(call: Call, input: Known<DescribeSecurityProfileRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "securityProfiles", input.SecurityProfileId);
  const user = instance.tables.users
    .all()
    .find((candidate) => candidate.settings.SecurityProfileIds?.includes(entry.id));
  if (user !== undefined) throw inUse(`The security profile is used by user ${user.name}`, "USER", user.id);
  instance.tables.securityProfiles.remove(entry.id);
  return {};
}

function listProfiles(call: Call, input: Known<ListSecurityProfilesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.securityProfiles.all()));
  return { SecurityProfileSummaryList: items.map((entry) => summaryOf(entry, instance)), NextToken };
}

function searchProfiles(call: Call, input: Known<SearchSecurityProfilesRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.securityProfiles.all(), { fields: () => ({}) });
  return { SecurityProfiles: items.map((entry) => shown(entry, instance)), ...rest };
}

type Part = "Permissions" | "Applications" | "AllowedFlowModules";

/** Lists one part of a profile, which describing leaves out. */
function partLister(part: Part): (call: Call, input: Known<ListSecurityProfilePermissionsRequest>) => object {
  return (call, input) => {
    const instance = instanceOf(call, input.InstanceId);
    const entry = find(call, instance, "securityProfiles", input.SecurityProfileId);
    const values: readonly unknown[] = entry.settings[part] ?? [];
    const { items, NextToken } = pageOf(call, input, values);
    return { [part]: items, NextToken, ...lastModified(entry, instance) };
  };
}
