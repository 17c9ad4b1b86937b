import type { Entry } from "./entries/entry.js";
import { fault, invalidParameter } from "./fault.js";
import { listed, type Page, type PageRequest, pageOf } from "./paging.js";
import { type Conditions, passes, type SearchFilter } from "./search-filter.js";
import type { Call } from "./world.js";

/** The members that search criteria and filters of all kinds share; kinds add conditions of their own. */
interface Criteria {
  readonly OrConditions?: readonly Criteria[] | undefined;
  readonly AndConditions?: readonly Criteria[] | undefined;
  readonly StringCondition?: { FieldName?: string; Value?: string; ComparisonType?: string } | undefined;
  readonly [condition: string]: unknown;
}

interface SearchRequest extends PageRequest {
  readonly SearchCriteria?: object | undefined;
  readonly SearchFilter?: object | undefined;
}

/** What one kind adds to searching: the fields of a string condition and the conditions only it has. */
interface Searchable<E> {
  readonly fields: (entry: E) => Readonly<Record<string, Field>>;
  readonly conditions?: Conditions<E>;
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
  const filters = Object.values(request.SearchFilter ?? {}) as SearchFilter[];
  checkCriteria(criteria, kind, entries[0]);
  const found = listed(call, entries).filter(
    (entry) => meets(entry, criteria, kind) && filters.every((filter) => passes(entry, filter, kind.conditions ?? {})),
  );
  return { ...pageOf(call, request, found, kind.most ?? 100), ApproximateTotalCount: found.length };
}

/** Refuses what would otherwise be searched for in vain: fields that are none, and conditions that are not known here. */
function checkCriteria<E extends Entry>(criteria: Criteria, kind: Searchable<E>, sample: E | undefined): void {
  const { OrConditions = [], AndConditions = [], StringCondition, ...own } = criteria;
  for (const inner of [...OrConditions, ...AndConditions]) checkCriteria(inner, kind, sample);
  const unknown = Object.keys(own).find((name) => kind.conditions?.[name] === undefined);
  if (unknown !== undefined)
    throw fault("NotImplementedException", `The simulator does not have the search condition ${unknown}`);
  const field = StringCondition?.FieldName ?? "";
  if (StringCondition === undefined || sample === undefined || fieldsOf(sample, kind).has(field.toLowerCase())) return;
  throw invalidParameter(`FieldName is not valid: ${field}`);
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
  const value = fieldsOf(entry, kind).get((condition.FieldName ?? "").toLowerCase());
  const values = (Array.isArray(value) ? value : [value ?? ""]).map((text: string) => text.toLowerCase());
  if (condition.ComparisonType === "STARTS_WITH") return values.some((text) => text.startsWith(wanted));
  if (condition.ComparisonType === "CONTAINS") return values.some((text) => text.includes(wanted));
  return values.some((text) => text === wanted);
}

type Field = string | readonly string[] | undefined;

/** The values that can be searched, by the names of their fields in lower case. */
function fieldsOf<E extends Entry>(entry: E, kind: Searchable<E>): ReadonlyMap<string, Field> {
  const all = { name: entry.name, description: entry.description, resourceId: entry.id, ...kind.fields(entry) };
  return new Map(Object.entries(all).map(([key, value]): [string, Field] => [key.toLowerCase(), value]));
}
