import type {
  DescribeUserHierarchyStructureRequest,
  UpdateUserHierarchyStructureRequest,
} from "@aws-sdk/client-connect";
import { inUse, invalidParameter } from "../fault.js";
import { instanceOf } from "../find.js";
import type { Call, Known, Operation } from "../world.js";

/** The names of the levels of the agent hierarchy; there is one structure in an instance. */
export const HIERARCHY_STRUCTURE_OPERATIONS = {
  DescribeUserHierarchyStructure: describeStructure,
  UpdateUserHierarchyStructure: updateStructure,
} satisfies Record<string, Operation>;

const LEVELS = ["LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive"] as const;

function describeStructure(call: Call, input: Known<DescribeUserHierarchyStructureRequest>): object {
  const { about } = instanceOf(call, input.InstanceId);
  const levels = about.hierarchyLevels.map((Name, index) => {
    const Id = String(index + 1);
    return [LEVELS[index], { Id, Name, Arn: `${about.arn}/agent-group-level/${Id}` }];
  });
  return { HierarchyStructure: Object.fromEntries(levels) };
}

/** Levels that hold groups cannot be taken away. */
function updateStructure(call: Call, input: Known<UpdateUserHierarchyStructureRequest>): object {
  const instance = instanceOf(call, input.InstanceId);
  const structure = input.HierarchyStructure;
  const names = LEVELS.map((level) => structure[level]?.Name);
  const depth = names.indexOf(undefined);
  const hierarchyLevels = (depth < 0 ? names : names.slice(0, depth)).map((name) => name ?? "");
  if (hierarchyLevels.some((name) => name === "" || name.length > 50))
    throw invalidParameter("A level name has 1 to 50 characters");
  const held = instance.tables.hierarchyGroups.all().find((group) => group.level > hierarchyLevels.length);
  if (held !== undefined) throw inUse(`The level of ${held.name} is in use`, "HIERARCHY_LEVEL", String(held.level));
  instance.about = { ...instance.about, hierarchyLevels };
  instance.revision += 1;
  return {};
}
