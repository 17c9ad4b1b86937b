import type { Entry, Tags } from "./entries/entry.js";
import { fault } from "./fault.js";

/** The conditions that only one kind has, by their names. */
export type Conditions<E> = Readonly<Record<string, (entry: E, wanted: unknown) => boolean>>;

interface TagCondition {
  readonly TagKey?: string;
  readonly TagValue?: string;
}

/** Conditions that must all be met: tags, and what only one kind has. */
interface Group {
  readonly TagConditions?: readonly TagCondition[];
  readonly [condition: string]: unknown;
}

/** A filter by tags or by attributes; the groups of a filter by tags are bare lists. */
export interface SearchFilter {
  readonly OrConditions?: readonly (readonly TagCondition[] | Group)[];
  readonly AndConditions?: readonly TagCondition[];
  readonly AndCondition?: Group;
  readonly TagCondition?: TagCondition;
  readonly [condition: string]: unknown;
}

/** Whether the entry passes the filter; refuses conditions that are not known here. */
export function passes<E extends Entry>(entry: E, filter: SearchFilter, conditions: Conditions<E>): boolean {
  const { OrConditions = [], AndConditions = [], AndCondition, TagCondition, ...own } = filter;
  const passesGroup = (group: readonly TagCondition[] | Group): boolean => {
    const { TagConditions = [], ...others } = isList(group) ? { TagConditions: group } : group;
    return TagConditions.every((tag) => hasTag(entry.tags, tag)) && meets(entry, others, conditions);
  };
  if (OrConditions.length > 0 && !OrConditions.some(passesGroup)) return false;
  if (!passesGroup(AndConditions) || (AndCondition !== undefined && !passesGroup(AndCondition))) return false;
  return meets(entry, own, conditions) && (TagCondition === undefined || hasTag(entry.tags, TagCondition));
}

const isList = (group: readonly TagCondition[] | Group): group is readonly TagCondition[] => Array.isArray(group);

function meets<E>(entry: E, wanted: object, conditions: Conditions<E>): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const condition = conditions[name];
    if (condition === undefined)
      throw fault("NotImplementedException", `The simulator does not have the search condition ${name}`);
    return condition(entry, value);
  });
}

function hasTag(tags: Tags, condition: TagCondition): boolean {
  const value = tags[condition.TagKey ?? ""];
  return value !== undefined && (condition.TagValue === undefined || value === condition.TagValue);
}
