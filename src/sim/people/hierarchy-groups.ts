import type {
  CreateUserHierarchyGroupRequest,
  DescribeUserHierarchyGroupRequest,
  ListUserHierarchyGroupsRequest,
  SearchUserHierarchyGroupsRequest,
  UpdateUserHierarchyGroupNameRequest,
} from "@aws-sdk/client-connect";
import type { HierarchyGroupEntry } from "../entries/entries.js";
import { inUse, invalidParameter, invalidRequest } from "../fault.js";
import { checkTags, find, instanceOf, newEntry, refuseFull, refuseTaken } from "../find.js";
import { arnOf, type Instance } from "../instance.js";
import { listed, pageOf } from "../paging.js";
import { searchPage } from "../search.js";
import { lastModified, summaryOf } from "../summary.js";
import type { Call, Known, Operation } from "../world.js";

/** Groups of the agent hierarchy, at most five levels deep; a group never changes its parent. */
export const HIERARCHY_GROUP_OPERATIONS = {
  CreateUserHierarchyGroup: createGroup,
  DescribeUserHierarchyGroup: describeGroup,
  UpdateUserHierarchyGroupName: updateName,
  DeleteUserHierarchyGroup: deleteGroup,
  ListUserHierarchyGroups: listGroups,
  SearchUserHierarchyGroups: searchGroups,
} satisfies Record<string, Operation>;

const LEVELS = ["LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive"];

function createGroup(call: Call, input: Known<CreateUserHierarchyGroupRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  checkTags(input.Tags);
  checkName(input.Name);
  refuseFull(call, instance, "hierarchyGroups");
  refuseTaken(instance, "hierarchyGroups", input.Name);
  const parent =
    input.ParentGroupId === undefined ? undefined : find(call, instance, "hierarchyGroups", input.ParentGroupId);
  const level = (parent?.level ?? 0) + 1;
  if (level > LEVELS.length) throw invalidRequest("A hierarchy has at most five levels");
  const entry = instance.tables.hierarchyGroups.put({
    ...newEntry(call, (id) => arnOf(instance.about, "hierarchyGroups", id), input.Name, input.Tags),
    parentId: parent?.id,
    level,
  });
  return { HierarchyGroupId: entry.id, HierarchyGroupArn: entry.arn };
}

function checkName(name: string): void {
  if (name.length < 1 || name.length > 100) throw invalidParameter("Name must have 1 to 100 characters");
}

function describeGroup(call: Call, input: Known<DescribeUserHierarchyGroupRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  return { HierarchyGroup: shown(find(call, instance, "hierarchyGroups", input.HierarchyGroupId), instance) };
}

const shown = (entry: HierarchyGroupEntry, instance: Instance): object => ({
  Id: entry.id,
  Arn: entry.arn,
  Name: entry.name,
  LevelId: String(entry.level),
  HierarchyPath: pathOf(entry, instance),
  Tags: entry.tags,
  ...lastModified(entry, instance),
});

function pathOf(entry: HierarchyGroupEntry, instance: Instance): object {
  const above = entry.parentId === undefined ? undefined : instance.tables.hierarchyGroups.get(entry.parentId);
  const own = { [LEVELS[entry.level - 1] ?? "LevelOne"]: summaryOf(entry, instance) };
  return above === undefined ? own : { ...pathOf(above, instance), ...own };
}

function updateName(call: Call, input: Known<UpdateUserHierarchyGroupNameRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "hierarchyGroups", input.HierarchyGroupId);
  checkName(input.Name);
  refuseTaken(instance, "hierarchyGroups", input.Name, entry.id);
  instance.tables.hierarchyGroups.put({ ...entry, name: input.Name, modifiedAt: call.world.now() });
  return {};
}

function deleteGroup(call: Call, input: Known<DescribeUserHierarchyGroupRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const entry = find(call, instance, "hierarchyGroups", input.HierarchyGroupId);
  const child = instance.tables.hierarchyGroups.all().find((group) => group.parentId === entry.id);
  if (child !== undefined) throw inUse(`The group has the child ${child.name}`, "HIERARCHY_GROUP", child.id);
  const user = instance.tables.users.all().find((candidate) => candidate.settings.HierarchyGroupId === entry.id);
  if (user !== undefined) throw inUse(`The group has the user ${user.name}`, "USER", user.id);
  instance.tables.hierarchyGroups.remove(entry.id);
  return {};
}

function listGroups(call: Call, input: Known<ListUserHierarchyGroupsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, NextToken } = pageOf(call, input, listed(call, instance.tables.hierarchyGroups.all()));
  return { UserHierarchyGroupSummaryList: items.map((entry) => summaryOf(entry, instance)), NextToken };
}

function searchGroups(call: Call, input: Known<SearchUserHierarchyGroupsRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const { items, ...rest } = searchPage(call, input, instance.tables.hierarchyGroups.all(), {
    fields: (entry) => ({ parentId: entry.parentId, levelId: String(entry.level) }),
  });
  return { UserHierarchyGroups: items.map((entry) => shown(entry, instance)), ...rest };
}
