import { diff, type IChange } from "json-diff-ts";
import { isFlowLanguage } from "../flow/index.js";
import type { FieldChange } from "../model/change.js";
import { canonicalJson, compareText, isJsonArray, isJsonObject, type Json, type JsonObject } from "../model/json.js";
import type { Body } from "../model/resource.js";

/**
 * Explains how two bodies differ, field by field and block by block. It never decides whether they do: that is the
 * fingerprint's. Blocks are told apart by `Identifier`, hours by day and start, so that order alone is no difference.
 */
export function diffBodies(before: Body, after: Body): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText)) {
    if (!Object.hasOwn(after, field)) continue;
    const [left, right] = [before[field] ?? null, after[field] ?? null];
    changes.push(
      ...(field === "content" ? diffContent(left, right) : diffValue(field, fieldView(left), fieldView(right))),
    );
  }
  return changes;
}

/** Opening hours by day and start; any other value as it is. */
function fieldView(value: Json): Json {
  if (!isJsonArray(value) || value.length === 0) return value;
  const spans = value.filter((span): span is JsonObject => isJsonObject(span) && typeof span["day"] === "string");
  if (spans.length < value.length) return value;
  return byName(
    spans,
    ({ day, start }) => `${day} ${start}`,
    ({ start, end }) => `${start}–${end}`,
  );
}

/** A list as an object whose keys are what people call its items; those that share a name are numbered. */
function byName(
  items: readonly JsonObject[],
  nameOf: (item: JsonObject) => string,
  viewOf: (item: JsonObject) => Json,
): JsonObject {
  const entries = new Map<string, Json>();
  for (const item of items) {
    const name = nameOf(item);
    let free = name;
    for (let count = 2; entries.has(free); count++) free = `${name} (${count})`;
    entries.set(free, viewOf(item));
  }
  return Object.fromEntries(entries);
}

function objectsIn(list: Json | undefined): readonly JsonObject[] {
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}

function diffContent(before: Json, after: Json): readonly FieldChange[] {
  if (!isFlowLanguage(before) || !isFlowLanguage(after)) return diffValue("content", before, after);
  const behaviour = [
    ...diffValue("content", contentView(before), contentView(after)),
    ...diffConditionOrder(before, after),
  ];
  const layout = diffLayout(before["Metadata"] ?? null, after["Metadata"] ?? null);
  return [...behaviour, ...layout];
}

/** Content as a tree whose keys are what people call its pieces. */
function contentView(content: JsonObject): JsonObject {
  const { Metadata: _, Actions: actions, ...rest } = content;
  return { ...rest, blocks: byName(objectsIn(actions), ({ Identifier: id }) => String(id ?? ""), blockView) };
}

function blockView(action: JsonObject): JsonObject {
  const { Identifier: _, Transitions: transitions, Parameters: parameters, ...rest } = action;
  return {
    ...rest,
    Parameters: withoutEmpty(parameters ?? {}),
    Transitions: isJsonObject(transitions) ? transitionsView(transitions) : {},
  };
}

/** Empty lists and what is not there are the same. */
function withoutEmpty(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => !(isJsonArray(item) && item.length === 0));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutEmpty(item)]));
}

function transitionsView(transitions: JsonObject): JsonObject {
  const { Errors: errors, Conditions: conditions, ...rest } = transitions;
  const next = ({ NextAction: to }: JsonObject) => to ?? null;
  return {
    ...rest,
    Errors: byName(objectsIn(errors), ({ ErrorType: type }) => String(type ?? ""), next),
    Conditions: byName(objectsIn(conditions), ({ Condition: asked }) => conditionText(asked ?? null), next),
  };
}

/** `Equals 1`, as a person would say a condition. */
function conditionText(condition: Json): string {
  if (!isJsonObject(condition)) return JSON.stringify(condition);
  const { Operator: operator, Operands: operands } = condition;
  const values = isJsonArray(operands)
    ? operands.map((one) => (typeof one === "string" ? one : JSON.stringify(one)))
    : [];
  return [String(operator ?? ""), ...values].join(" ");
}

/** Blocks whose conditions are the same, in another order: the first that fits wins, so callers may notice. */
function diffConditionOrder(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const [left, right] = [conditionOrders(before), conditionOrders(after)];
  return [...left].flatMap(([block, was]) => {
    const is = right.get(block) ?? [];
    const sameSet = was.length === is.length && [...was].sort().join("\n") === [...is].sort().join("\n");
    if (!sameSet || was.join("\n") === is.join("\n")) return [];
    return [{ path: `content/blocks/${step(block)}/Transitions/Conditions`, before: was, after: is }];
  });
}

function conditionOrders(content: JsonObject): Map<string, readonly string[]> {
  const blocks = contentView(content)["blocks"];
  const entries = isJsonObject(blocks) ? Object.entries(blocks) : [];
  return new Map(
    entries.map(([block, view]) => {
      const transitions = isJsonObject(view) ? view["Transitions"] : null;
      const conditions = isJsonObject(transitions) ? transitions["Conditions"] : null;
      return [block, isJsonObject(conditions) ? Object.keys(conditions) : []];
    }),
  );
}

function diffLayout(before: Json, after: Json): readonly FieldChange[] {
  if (diffValue("layout", before, after).length === 0) return [];
  return [{ path: "layout", before: null, after: { places: movedPlaces(before, after) } }];
}

/** How many blocks stand elsewhere than before, the way in counted; what comes or goes does not move. */
function movedPlaces(before: Json, after: Json): number {
  const was = placesIn(before);
  return [...placesIn(after)].filter(([block, place]) => was.has(block) && was.get(block) !== place).length;
}

function placesIn(metadata: Json): ReadonlyMap<string, string> {
  if (!isJsonObject(metadata)) return new Map();
  const { ActionMetadata: blocks, entryPointPosition: start } = metadata;
  const entries = isJsonObject(blocks) ? Object.entries(blocks) : [];
  const spots = entries.map(([id, one]) => [id, isJsonObject(one) ? (one["position"] ?? null) : null] as const);
  return new Map([["", start ?? null] as const, ...spots].map(([id, spot]) => [id, spotText(spot)]));
}

function spotText(spot: Json): string {
  return isJsonObject(spot) ? canonicalJson([spot["x"] ?? null, spot["y"] ?? null]) : "";
}

function diffValue(path: string, before: Json, after: Json): readonly FieldChange[] {
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return diff({ value: before }, { value: after }).length === 0 ? [] : [{ path, before, after }];
  }
  const found = new Map<string, FieldChange>();
  for (const change of diff(before, after)) collect(path, change, before, after, found);
  return [...found.values()].sort((a, b) => compareText(a.path, b.path));
}

/** One entry a leaf; lists are shown whole, since an index says nothing to people. */
function collect(
  path: string,
  change: IChange,
  before: JsonObject,
  after: JsonObject,
  found: Map<string, FieldChange>,
): void {
  const key = String(change.key);
  const here = `${path}/${step(key)}`;
  const [left, right] = [ownValue(before, key), ownValue(after, key)];
  if (change.changes && isJsonObject(left) && isJsonObject(right)) {
    for (const inner of change.changes) collect(here, inner, left, right, found);
    return;
  }
  found.set(here, { path: here, before: left, after: right });
}

/** Keys are whatever people have written: `constructor` is something of every object, and a value of few. */
function ownValue(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

function step(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}
