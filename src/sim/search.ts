import type { Entry, Tags } from "./entries/entry.js";
import { listed, type Page, type PageRequest, pageOf } from "./paging.js";
import type { Call } from "./world.js";

/** The members that search criteria and filters of all kinds share; kinds add conditions of their own. */
interface Criteria {
  readonly OrConditions?: readonly Criteria[] | undefined;
  readonly AndConditions?: readonly Criteria[] | undefined;
  readonly StringCondition?: { FieldName?: string; Value?: string; ComparisonType?: string } | undefined;
  readonly [condition: string]: unknown;
}

interface TagCondition {
  readonly TagKey?: string;
  readonly TagValue?: string;
}

interface TagFilter {
  readonly OrConditions?: readonly unknown[];
  readonly AndConditions?: readonly TagCondition[];
  readonly AndCondition?: { readonly TagConditions?: readonly TagCondition[] };
  readonly TagCondition?: TagCondition;
}

interface SearchRequest extends PageRequest {
  readonly SearchCriteria?: object | undefined;
  readonly SearchFilter?: object | undefined;
}

/** What one kind adds to searching: the fields of a string condition and the conditions only it has. */
interface Searchable<E> {
  readonly fields: (entry: E) => Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly conditions?: Readonly<Record<string, (entry: E, wanted: unknown) => boolean>>;
  readonly most?: number;
}

/** Searches entries by criteria and tag filter, one page at a time. */
export function searchPage<E extends Entry>(
  call: Call,
  request: SearchRequest,
  entries: readonly E[],
  kind: Searchable<E>,
): Page<E> & { readonly ApproximateTotalCount: number } {
  const criteria = (request.SearchCriteria ?? {}) as Criteria;
  const filters = Object.values(request.SearchFilter ?? {}) as TagFilter[];
  const found = listed(call, entries).filter(
    (entry) => meets(entry, criteria, kind) && filters.every((filter) => passes(entry.tags, filter, entry)),
  );
  return { ...pageOf(call, request, found, kind.most ?? 100), ApproximateTotalCount: found.length };
}

function meets<E extends Entry>(entry: E, criteria: Criteria, kind: Searchable<E>): boolean {
  const { OrConditions, AndConditions, StringCondition, ...own } = criteria;
  if (OrConditions?.length && !OrConditions.some((inner) => meets(entry, inner, kind))) return false;
  if (AndConditions && !AndConditions.every((inner) => meets(entry, inner, kind))) return false;
  if (StringCondition && !compares(entry, StringCondition, kind)) return false;
  return Object.entries(own).every(([name, wanted]) => kind.conditions?.[name]?.(entry, wanted) ?? true);
}

function compares<E extends Entry>(
  entry: E,
  condition: NonNullable<Criteria["StringCondition"]>,
  kind: Searchable<E>,
): boolean {
  const wanted = (condition.Value ?? "").toLowerCase();
  const fields = {
    name: entry.name,
    description: entry.description,
    resourceid: entry.id,
    ...lowerKeys(kind.fields(entry)),
  };
  const value = (fields as Record<string, string | readonly string[] | undefined>)[
    (condition.FieldName ?? "").toLowerCase()
  ];
  const values = (Array.isArray(value) ? value : [value ?? ""]).map((text: string) => text.toLowerCase());
  if (condition.ComparisonType === "STARTS_WITH") return values.some((text) => text.startsWith(wanted));
  if (condition.ComparisonType === "CONTAINS") return values.some((text) => text.includes(wanted));
  return values.some((text) => text === wanted);
}

const lowerKeys = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));

function passes(tags: Tags, filter: TagFilter, entry: object): boolean {
  const ors = filter.OrConditions ?? [];
  if (ors.length > 0 && !ors.some((group) => passesGroup(tags, group, entry))) return false;
  if (filter.AndConditions && !passesGroup(tags, filter.AndConditions, entry)) return false;
  if (filter.AndCondition && !passesGroup(tags, filter.AndCondition, entry)) return false;
  if (!passesType(filter, entry)) return false;
  return filter.TagCondition === undefined || hasTag(tags, filter.TagCondition);
}

function passesGroup(tags: Tags, group: unknown, entry: object): boolean {
  const conditions = Array.isArray(group) ? group : ((group as { TagConditions?: unknown[] }).TagConditions ?? []);
  return passesType(group as object, entry) && conditions.every((condition: TagCondition) => hasTag(tags, condition));
}

function passesType(group: object, entry: object): boolean {
  const wanted = (group as { ContactFlowTypeCondition?: { ContactFlowType?: string } }).ContactFlowTypeCondition;
  return wanted === undefined || wanted.ContactFlowType === (entry as { type?: string }).type;
}

const hasTag = (tags: Tags, condition: TagCondition): boolean => {
  const value = tags[condition.TagKey ?? ""];
  return value !== undefined && (condition.TagValue === undefined || value === condition.TagValue);
};
