import type {
  CreateUserRequest,
  DescribeUserRequest,
  HierarchyGroupCondition,
  ListUsersRequest,
  SearchUsersRequest,
} from "@aws-sdk/client-connect";
import { putAgentQueue } from "../content/default-content.js";
import type { UserEntry, UserSettings } from "../entries/entries.js";
import { invalidParameter, invalidRequest } from "../fault.js";
import { checkTags, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Users; each has a queue of type AGENT. Updates of their settings are in `user-updates.ts`. */
export const USER_OPERATIONS = {
  CreateUser: createUser,
  DescribeUser: describeUser,
  DeleteUser: deleteUser,
  ListUsers: listUsers,
  SearchUsers: searchUsers,
} satisfies Record<string, Operation>;

function createUser(call: Call, input: Known<CreateUserRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  checkUser(input);
  refuseFull(call, instance, "users");
  refuseTaken(instance, "users", input.Username);
  const { InstanceId: _, Username, Password: __, Tags, ...settings } = input;
  const entry = instance.tables.users.put({
    ...newEntry(call, (id) => arnOf(instance.about, "users", id), Username, Tags),
    settings: resolved(call, instance, settings),
  });
  putAgentQueue(instance, entry);
  return { UserId: entry.id, UserArn: entry.arn };
}

const USERNAME = 20;

/** Instances here manage their users themselves, so that the shorter bound of user names holds. */
function checkUser(input: Known<CreateUserRequest>): void {
  if (input.Username.length > USERNAME) throw invalidParameter(`Username has more than ${USERNAME} characters`);
  const twice = PER_CHANNEL.find((part) => input.PhoneConfig !== undefined && input[part] !== undefined);
  if (twice !== undefined) throw invalidRequest(`PhoneConfig and ${twice} cannot be given together`);
  const { FirstName = "", LastName = "" } = input.IdentityInfo ?? {};
  if (`${FirstName} ${LastName}`.normalize("NFC") !== `${FirstName} ${LastName}`)
    throw invalidParameter("Names must be in Unicode NFC");
}

const PER_CHANNEL = [
  "AutoAcceptConfigs",
  "AfterContactWorkConfigs",
  "PhoneNumberConfigs",
  "PersistentConnectionConfigs",
  "VoiceEnhancementConfigs",
] as const satisfies readonly (keyof CreateUserRequest)[];

/** The settings with ids in the place of ARNs; refuses what does not exist. */
function resolved(call: Call, instance: Instance, settings: Known<UserSettings>): UserSettings {
  const group = settings.HierarchyGroupId;
  return {
    ...settings,
    RoutingProfileId: find(call, instance, "routingProfiles", settings.RoutingProfileId).id,
    SecurityProfileIds: settings.SecurityProfileIds.map((id) => find(call, instance, "securityProfiles", id).id),
    ...(group === undefined ? {} : { HierarchyGroupId: find(call, instance, "hierarchyGroups", group).id }),
  };
}

function describeUser(call: Call, input: Known<DescribeUserRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { User: shown(find(call, instance, "users", input.UserId), instance) };
}

const shown = (entry: UserEntry, instance: Instance): object => ({
  ...entry.settings,
  Id: entry.id,
  Arn: entry.arn,
  Username: entry.name,
  Tags: entry.tags,
  ...lastModified(entry, instance),
});

/** Quick connects to the user are left behind, as the service leaves them. */
function deleteUser(call: Call, input: Known<DescribeUserRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "users", input.UserId);
  instance.tables.users.remove(entry.id);
  instance.tables.queues.remove(entry.id);
  return {};
}

function listUsers(call: Call, input: Known<ListUsersRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.users.all()));
  return {
    UserSummaryList: items.map((entry) => ({ ...summaryOf(entry, instance), Username: entry.name })),
    NextToken,
  };
}

function searchUsers(call: Call, input: Known<SearchUsersRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.users.all(), {
    fields: (entry) => ({
      Username: entry.name,
      FirstName: entry.settings.IdentityInfo?.FirstName,
      LastName: entry.settings.IdentityInfo?.LastName,
      RoutingProfileId: entry.settings.RoutingProfileId,
      SecurityProfileId: entry.settings.SecurityProfileIds,
    }),
    conditions: { HierarchyGroupCondition: (entry, wanted) => isInGroup(instance, entry, wanted) },
    most: 500,
  });
  return { Users: items.map((entry) => shown(entry, instance)), ...rest };
}

/** Whether the user is in the group, or in one below it where the match takes those too. */
function isInGroup(instance: Instance, entry: UserEntry, condition: unknown): boolean {
  const { Value, HierarchyGroupMatchType: match } = condition as HierarchyGroupCondition;
  const wanted = Value?.split("/").pop();
  let group = entry.settings.HierarchyGroupId;
  if (match !== "WITH_CHILD_GROUPS") return group === wanted;
  while (group !== undefined && group !== wanted) group = instance.tables.hierarchyGroups.get(group)?.parentId;
  return group !== undefined;
}
